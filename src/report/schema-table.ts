import type { Json, OpenApiSchema } from "../model.js";
import { cell, code, table } from "./markdown.js";

/** The parameters of a policy as a table: one row each, those inside lists and objects with their paths. */
export function schemaTable(schema: OpenApiSchema): string {
  const rows = propertyRows(schema, "");
  return table(["Parameter", "Type", "Default", ""], rows);
}

/** Whether a constraint can state anything at all. */
export function hasParameters(schema: OpenApiSchema | undefined): schema is OpenApiSchema {
  return schema !== undefined && propertyRows(schema, "").length > 0;
}

type Row = readonly [path: string, type: string, standard: string, description: string];

function propertyRows({ properties = {}, required = [] }: OpenApiSchema, prefix: string): readonly Row[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const type = required.includes(name) ? `${typeOf(property)}, required` : typeOf(property);
    const standard = property.default === undefined ? "" : code(JSON.stringify(property.default));
    return [[code(path), type, standard, cell(property.description ?? "")] as const, ...rowsBelow(property, path)];
  });
}

/** The rows of what a property holds: the items of a list, the values of a map, the properties of an object. */
function rowsBelow(schema: OpenApiSchema, path: string): readonly Row[] {
  if (schema.items !== undefined) return rowsBelow(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === "object") return rowsBelow(schema.additionalProperties, `${path}.*`);
  return propertyRows(schema, `${path}.`);
}

function typeOf(schema: OpenApiSchema): string {
  const type = [plainType(schema), ...limits(schema)].join(", ");
  return schema.nullable === true ? `${type}, or null` : type;
}

function plainType({ type, enum: choices, items, additionalProperties, ...rest }: OpenApiSchema): string {
  if (choices !== undefined) return choices.map((choice: Json) => code(JSON.stringify(choice))).join(" or ");
  if (rest["x-kubernetes-int-or-string"] === true) return "integer or string";
  if (type === "array") return items === undefined ? "list" : `list of ${plural(items)}`;
  if (typeof additionalProperties === "object") return `object of ${plural(additionalProperties)}`;
  return type ?? "any value";
}

function plural(schema: OpenApiSchema): string {
  const inner = typeOf(schema);
  return schema.enum === undefined && /^(object|string|number|integer|boolean)$/.test(inner) ? `${inner}s` : inner;
}

function limits(schema: OpenApiSchema): readonly string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, pattern, format } = schema;
  const counted = (least: number | undefined, most: number | undefined, what: string) => [
    ...(least === undefined ? [] : [`at least ${least} ${what}`]),
    ...(most === undefined ? [] : [`at most ${most} ${what}`]),
  ];
  return [
    ...(minimum === undefined ? [] : [`${exclusiveMinimum === true ? "more than" : "at least"} ${minimum}`]),
    ...(maximum === undefined ? [] : [`${exclusiveMaximum === true ? "less than" : "at most"} ${maximum}`]),
    ...(multipleOf === undefined ? [] : [`a multiple of ${multipleOf}`]),
    ...(pattern === undefined ? [] : [`matching ${code(pattern)}`]),
    ...(format === undefined ? [] : [`as ${code(format)}`]),
    ...counted(schema.minLength, schema.maxLength, "characters"),
    ...counted(schema.minItems, schema.maxItems, "items"),
    ...counted(schema.minProperties, schema.maxProperties, "entries"),
  ];
}
