import { cidr, contains, overlaps, policy, type Review } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly values: readonly { readonly text: string; readonly other: string }[] };
}

export default policy({
  kind: "Blocks",
  title: "Blocks",
  description: "Compares blocks of addresses.",

  *violations({ object }: Review<Sample>) {
    for (const { text, other } of object.spec.values) {
      const block = cidr(text);
      const second = cidr(other);
      yield { msg: "block", details: { text, block: block ?? null } };
      if (block === undefined || second === undefined) continue;
      yield {
        msg: "both",
        details: { text, other, contains: contains(block, second), overlaps: overlaps(block, second) },
      };
      if (!contains(block, second)) yield `${text} does not contain ${other}`;
      if (overlaps(block, second)) yield `${text} overlaps ${other}`;
    }
  },
});
