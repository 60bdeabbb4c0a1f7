import { matchesGlob, policy, type Review } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly values: readonly { glob: string; text: string; separators: string }[] };
}

export default policy({
  kind: "Globs",
  title: "Globs",
  description: "Matches globs.",

  *violations({ object }: Review<Sample>) {
    for (const { glob, text, separators } of object.spec.values) {
      yield {
        msg: "match",
        details: { glob, text, separators, all: matchesGlob(glob, text), some: matchesGlob(glob, text, separators) },
      };
      const constants = [
        matchesGlob("a*.?/**b", text),
        matchesGlob("a*.?/**b", text, "/."),
        matchesGlob("\\E[^*]-?]*", text, "^-]\\[b"),
        matchesGlob("**", text, "a"),
        matchesGlob("", text, "a"),
        matchesGlob("\0*", text),
        matchesGlob("*a", text, "\0/"),
        matchesGlob("?é日*", text, "日"),
      ];
      yield { msg: "constant", details: { text, constants } };
    }
  },
});
