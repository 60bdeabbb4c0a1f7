import type { Json, OpenApiSchema } from "../model.js";

/**
 * Parameters with the schema's defaults, as Gatekeeper fills them into a constraint (Kubernetes' structural defaulting): where a
 * property is absent, or null and not nullable; and inside of a default or of what was given, not of what stays absent.
 *
 * @param given Whether the constraint has parameters at all; without, only a default of the schema itself counts.
 */
export function withDefaults(
  parameters: { readonly [key: string]: Json },
  schema: OpenApiSchema | undefined,
  given: boolean,
): { readonly [key: string]: Json } {
  if (schema === undefined) return parameters;
  const root = given ? parameters : schema.default;
  return root === undefined ? parameters : (fill(root, schema) as { readonly [key: string]: Json });
}

function fill(value: Json, schema: OpenApiSchema): Json {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : (value as readonly Json[]).map((item) => fill(item, items));
  }
  if (typeof value !== "object" || value === null) return value;
  const properties = new Map(Object.entries(schema.properties ?? {}));
  const others = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  const filled = new Map(Object.entries(value));
  for (const [name, property] of properties) {
    const present = filled.get(name);
    const absent = present === undefined || (present === null && property.nullable !== true);
    if (absent && property.default !== undefined) filled.set(name, property.default);
  }
  for (const [name, property] of filled) {
    const shape = properties.get(name) ?? others;
    if (shape !== undefined) filled.set(name, fill(property, shape));
  }
  return Object.fromEntries(filled);
}
