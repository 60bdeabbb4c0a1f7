import type { Json } from "../../model.js";
import type { Schema } from "./schema.js";
import { isObject, SchemaProblem } from "./schema-problem.js";

const types: ReadonlySet<Json> = new Set(["array", "boolean", "integer", "number", "object", "string"]);

/**
 * The part of a structural schema that says which shape a value has. What only restricts values (patterns, limits, `allOf`, rules in
 * CEL) is left out.
 */
export function readSchema(value: Json, path: readonly string[]): Schema {
  if (!isObject(value)) throw new SchemaProblem(path, "a schema is an object");
  if (value["$ref"] !== undefined) throw new SchemaProblem([...path, "$ref"], "Kubernetes takes no references here");
  const { type, description, items } = value;
  if (type !== undefined && !types.has(type))
    throw new SchemaProblem([...path, "type"], `${JSON.stringify(type)?.slice(0, 80)} is not a type of OpenAPI v3`);
  const properties = readProperties(value, path);
  const values = value["additionalProperties"];
  return {
    ...(type === undefined ? {} : { type: type as string }),
    // What writes most definitions leaves a blank before the lines of a paragraph.
    ...(typeof description === "string" ? { description: description.replaceAll(/^ (?=\S)/gm, "") } : {}),
    ...(value["nullable"] === true ? { nullable: true } : {}),
    ...(value["x-kubernetes-int-or-string"] === true ? { "x-kubernetes-int-or-string": true } : {}),
    ...(Array.isArray(value["enum"]) ? { enum: value["enum"] as readonly Json[] } : {}),
    ...(items === undefined ? {} : { items: readSchema(items, [...path, "items"]) }),
    ...(isObject(values) ? { additionalProperties: readSchema(values, [...path, "additionalProperties"]) } : {}),
    ...(value["x-kubernetes-embedded-resource"] === true ? asObject(properties) : properties),
  };
}

type Members = Pick<Schema, "properties" | "required">;

/** A schema without properties says nothing of an object's fields, and is not one of an object without any. */
function readProperties(value: { readonly [key: string]: Json }, path: readonly string[]): Members {
  const { properties = {}, required = [] } = value;
  if (!isObject(properties)) throw new SchemaProblem([...path, "properties"], "it is not an object of schemas");
  if (!Array.isArray(required) || !(required as readonly Json[]).every((name) => typeof name === "string"))
    throw new SchemaProblem([...path, "required"], "it is not a list of names");
  const read = Object.entries(properties).map(
    ([name, schema]) => [name, readSchema(schema, [...path, "properties", name])] as const,
  );
  return read.length === 0
    ? {}
    : { properties: Object.fromEntries(read), required: required as unknown as readonly string[] };
}

/** An object of Kubernetes within another. */
function asObject({ properties = {}, required = [] }: Members): Members {
  const { apiVersion: _, kind: __, metadata: ___, ...own } = properties;
  return {
    properties: { apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { $ref: "ObjectMeta" }, ...own },
    required: ["apiVersion", "kind", ...required.filter((name) => name !== "metadata")],
  };
}
