import { apiVersion, equals, exceeds, policy, type Review, version } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly values: readonly { readonly text: string; readonly other: string }[] };
}

export default policy({
  kind: "Releases",
  title: "Releases",
  description: "Compares versions.",

  *violations({ object }: Review<Sample>) {
    for (const { text, other } of object.spec.values) {
      const one = version(text);
      const second = version(other);
      const api = apiVersion(text);
      const secondApi = apiVersion(other);
      yield { msg: "version", details: { text, version: one ?? null, api: api ?? null } };
      if (one !== undefined && second !== undefined) {
        if (exceeds(one, second)) yield { msg: "later", details: { text, other } };
        if (!exceeds(second, one)) yield { msg: "not before", details: { text, other } };
        if (equals(one, second)) yield { msg: "equal", details: { text, other } };
      }
      if (api !== undefined && secondApi !== undefined && exceeds(api, secondApi)) {
        yield { msg: "preferred", details: { text, other } };
      }
    }
  },
});
