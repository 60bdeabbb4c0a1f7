/**
 * A constraint's `spec.parameters` as Gatekeeper treats them: checked against the template's schema, then filled with its defaults.
 * Pure; used where constraints are compiled and where policies are tested.
 */
import type { Json, OpenApiSchema } from "../../model.js";
import { fieldSchema, validateStructural } from "./structural-schema.js";

type JsonObject = { readonly [key: string]: Json };

/** What a template's schema is when its policy takes no parameters: `parameters: {}` or nothing. */
export const noParameters: OpenApiSchema = Object.freeze({ type: "object" });

/**
 * Everything that is wrong with a constraint's parameters, as sentences; empty when they may be applied. `undefined` stands for a
 * constraint that states none.
 *
 * Two verdicts differ from Gatekeeper's, both to keep a policy from meeting what its types exclude. A constraint without
 * `spec.parameters` is judged as if it stated `{}`: Gatekeeper does not look at the schema then, and the policy would run
 * without its required parameters. And parameters are judged before defaults are applied, as Gatekeeper does and the API server
 * does not: properties with a default are never `required`, so the order shows only for an explicit `null`.
 */
export function validateParameters(schema: OpenApiSchema | undefined, value: Json | undefined): readonly string[] {
  const effective = schema ?? noParameters;
  if (value === undefined && effective.default !== undefined) return [];
  return validateStructural(effective, value ?? (value === null ? null : {}), "spec.parameters");
}

/**
 * The parameters that a template's Rego sees for what a constraint states, by the algorithm of Kubernetes' structural defaulting. A
 * default fires where a field is absent, or null without being nullable; a nested one only when its parent is present or has
 * a default itself. A constraint without parameters gets `{}`. The argument is not changed.
 */
export function applyDefaults(schema: OpenApiSchema | undefined, parameters: Json | undefined): JsonObject {
  const effective = schema ?? noParameters;
  const stated = missing(effective, parameters) ? effective.default : parameters;
  if (stated === undefined || stated === null) return {};
  const filled = withDefaults(effective, stated);
  return typeof filled === "object" && filled !== null && !Array.isArray(filled) ? (filled as JsonObject) : {};
}

function missing(schema: OpenApiSchema, value: Json | undefined): boolean {
  return value === undefined || (value === null && schema.nullable !== true);
}

function withDefaults(schema: OpenApiSchema, value: Json): Json {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return value;
    return value.map((item: Json) => withDefaults(items, missing(items, item) ? (items.default ?? null) : item));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries: (readonly [string, Json])[] = [];
  for (const [name, stated] of Object.entries(value as JsonObject)) {
    const field = fieldSchema(schema, name);
    if (typeof field === "string") entries.push([name, stated]);
    else entries.push([name, withDefaults(field, refilled(schema, name, field, stated))]);
  }
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (!Object.hasOwn(value, name) && field.default !== undefined) {
      entries.push([name, withDefaults(field, field.default)]);
    }
  }
  return Object.fromEntries(entries);
}

/** A null that is not allowed becomes the default: for a named field only when it has one, in a map or an array always. */
function refilled(schema: OpenApiSchema, name: string, field: OpenApiSchema, stated: Json): Json {
  if (!missing(field, stated)) return stated;
  const named = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
  return field.default ?? (named ? stated : null);
}
