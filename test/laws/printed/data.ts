import { type Data, fmt, policy, type Review } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly values: readonly Data[]; readonly lists: readonly (readonly string[])[] };
}

/** What values are as text in a policy that has no sets. */
export default policy({
  kind: "PrintedData",
  title: "Printed data",
  description: "Prints values.",

  *violations({ object }: Review<Sample>) {
    for (const [at, value] of object.spec.values.entries()) {
      yield `${at}: ${fmt(value)}`;
      yield `${at}, in others: ${fmt({ value, list: [value] })}`;
    }
  },
});
