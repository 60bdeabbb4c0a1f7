import { type Data, fmt, policy, type Review } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly values: readonly Data[]; readonly lists: readonly (readonly string[])[] };
}

/** What values of all shapes and depths are as text, by themselves and within others. */
export default policy({
  kind: "Printed",
  title: "Printed",
  description: "Prints values.",

  *violations({ object }: Review<Sample>) {
    for (const [at, value] of object.spec.values.entries()) {
      yield `${at}: ${fmt(value)}`;
      yield `${at}, in others: ${fmt({ value, list: [value] })}`;
    }
    for (const [at, list] of object.spec.lists.entries()) {
      yield `list ${at}: ${fmt(list)}`;
      yield `set ${at}: ${fmt(new Set(list))}`;
      yield `set ${at}, in others: ${fmt({ set: new Set(list), sets: [new Set(list)] })}`;
    }
  },
});
