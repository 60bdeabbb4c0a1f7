import { type Json, parseJson, policy, type Review } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly values: readonly string[] };
}

function sortOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return `a text of ${value}`;
  return `${value}`;
}

export default policy({
  kind: "Texts",
  title: "Texts",
  description: "Reads JSON in texts.",

  *violations({ object }: Review<Sample>) {
    for (const [at, text] of object.spec.values.entries()) {
      const value = parseJson(text);
      if (value === undefined) {
        yield { msg: "none", details: { at } };
        continue;
      }
      yield { msg: "value", details: { at, value } };
      yield { msg: "sort", details: { at, sort: sortOf(value) } };
      if (value) yield { msg: "truthy", details: { at } };
      if (typeof value === "number" && value > 1) yield { msg: "more than one", details: { at } };
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        yield { msg: "members", details: { at, a: value["a"] ?? null, named: value[text] ?? null } };
        const first = value["a"];
        if (typeof first === "string" && first.startsWith("b")) yield { msg: "b", details: { at, first } };
      }
      if (Array.isArray(value)) {
        for (const item of value) if (typeof item === "string") yield { msg: "item", details: { at, item } };
        for (const item of value)
          if (typeof item === "number") yield { msg: "number", details: { at, item: `${item}` } };
      }
    }
  },
});
