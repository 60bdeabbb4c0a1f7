/** Parameters that a policy's schema takes. */
import fc from "fast-check";
import { applyDefaults, validateParameters } from "../../../src/compiler/schema/parameter-values.js";
import type { Json, OpenApiSchema } from "../../../src/model.js";
import { integers, numbers, texts } from "./values.js";

export type Parameters = { readonly [name: string]: Json };

/** With the schema's defaults, as a policy gets them. */
export function legalParameters(schema: OpenApiSchema | undefined, own: readonly string[]): fc.Arbitrary<Parameters> {
  if (schema === undefined) return fc.constant({});
  const text = texts(own);
  const of = (one: OpenApiSchema): fc.Arbitrary<Json> =>
    one.nullable === true ? fc.option(notNull(one), { freq: 6 }) : notNull(one);

  function notNull(one: OpenApiSchema): fc.Arbitrary<Json> {
    if (one.enum !== undefined) return fc.constantFrom(...one.enum);
    if (one["x-kubernetes-int-or-string"] === true) return fc.oneof(integers, text);
    switch (one.type) {
      case "string":
        return one.pattern === undefined ? text : fc.oneof(text, matching(one.pattern));
      case "boolean":
        return fc.boolean();
      case "integer":
        return fc.oneof(
          integers,
          fc.integer({ min: one.minimum ?? -10, max: one.maximum ?? (one.minimum ?? 0) + 100 }),
        );
      case "number":
        return fc.oneof(numbers, fc.constantFrom(one.minimum ?? 0, one.maximum ?? 1));
      case "array":
        return fc.array(of(one.items ?? {}), { minLength: one.minItems ?? 0, maxLength: (one.minItems ?? 0) + 3 });
      case "object":
        return objectOf(one);
      default:
        return fc.oneof(text, integers, fc.boolean());
    }
  }

  function objectOf({ properties = {}, required = [], additionalProperties }: OpenApiSchema): fc.Arbitrary<Json> {
    const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, of(field)]));
    if (typeof additionalProperties === "object")
      return fc
        .array(fc.tuple(text, of(additionalProperties)), { maxLength: 3 })
        .map((entries) => Object.fromEntries(entries));
    return fc.record(fields, { requiredKeys: [...required] });
  }

  return of(schema)
    .filter((value) => validateParameters(schema, value).length === 0)
    .map((value) => applyDefaults(schema, value));
}

function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    return fc.constant("a");
  }
}
