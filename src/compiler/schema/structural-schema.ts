/**
 * What Kubernetes' structural validation says about a value: the same verdicts as the API server's validator and as the one in
 * Gatekeeper's client, with messages that name the place. Pure.
 */
import { RE2JS } from "re2js";
import type { Json, OpenApiSchema } from "../../model.js";
import { formatProblem } from "./structural-formats.js";

type JsonObject = { readonly [key: string]: Json };

/**
 * Everything that is wrong with `value` under `schema`, each one a sentence that begins with its path.
 * Empty when the value is valid. Fields that the schema does not know are wrong, as they are for Gatekeeper.
 * Formats are checked where `checkedFormats` lists them; the others pass.
 */
export function validateStructural(schema: OpenApiSchema, value: Json, path: string): readonly string[] {
  if (value === null) return nullProblems(schema, path);
  return [
    ...typeProblems(schema, value, path),
    ...enumProblems(schema, value, path),
    ...(typeof value === "string" ? stringProblems(schema, value, path) : []),
    ...(typeof value === "number" ? numberProblems(schema, value, path) : []),
    ...(isArray(value) ? arrayProblems(schema, value, path) : []),
    ...(isObject(value) ? objectProblems(schema, value, path) : []),
  ];
}

/** Kubernetes tests null against the type and the enum only, and no enum ever admits it. */
function nullProblems(schema: OpenApiSchema, path: string): readonly string[] {
  if (schema.enum !== undefined) return [`${path}: must be one of ${list(schema.enum)}, is null`];
  const typed = schema.type !== undefined || schema["x-kubernetes-int-or-string"] === true;
  return typed && schema.nullable !== true ? [`${path}: must be ${typeName(schema)}, is null`] : [];
}

function typeProblems(schema: OpenApiSchema, value: Json, path: string): readonly string[] {
  if (fitsType(schema, value)) return [];
  return [`${path}: must be ${typeName(schema)}, is ${describe(value)}`];
}

function fitsType(schema: OpenApiSchema, value: Json): boolean {
  if (schema["x-kubernetes-int-or-string"] === true) return typeof value === "string" || Number.isSafeInteger(value);
  switch (schema.type) {
    case undefined:
      return true;
    case "array":
      return isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      // Beyond 2^53 Gatekeeper's numbers, which are float64, are not whole numbers any more.
      return Number.isSafeInteger(value);
    case "number":
    case "string":
    case "boolean":
      return typeof value === schema.type;
    default:
      return schema.type satisfies never;
  }
}

function enumProblems(schema: OpenApiSchema, value: Json, path: string): readonly string[] {
  if (schema.enum === undefined || schema.enum.some((allowed) => sameJson(allowed, value))) return [];
  return [`${path}: must be one of ${list(schema.enum)}, is ${describe(value)}`];
}

/** Lengths count code points, as Go's runes do. */
function stringProblems(schema: OpenApiSchema, value: string, path: string): readonly string[] {
  const problems: string[] = [];
  const length = [...value].length;
  if (schema.minLength !== undefined && length < schema.minLength) {
    problems.push(`${path}: must have at least ${count(schema.minLength, "character")}, has ${length}`);
  }
  if (schema.maxLength !== undefined && length > schema.maxLength) {
    problems.push(`${path}: must have at most ${count(schema.maxLength, "character")}, has ${length}`);
  }
  if (schema.pattern !== undefined && !RE2JS.compile(schema.pattern).matcher(value).find()) {
    problems.push(`${path}: must match ${schema.pattern}, is ${describe(value)}`);
  }
  const format = schema.format === undefined ? undefined : formatProblem(schema.format, value);
  if (format !== undefined) problems.push(`${path}: must be ${format}, is ${describe(value)}`);
  return problems;
}

function numberProblems(schema: OpenApiSchema, value: number, path: string): readonly string[] {
  const problems: string[] = [];
  const { minimum, maximum, multipleOf } = schema;
  if (minimum !== undefined && (schema.exclusiveMinimum === true ? value <= minimum : value < minimum)) {
    problems.push(
      `${path}: must be ${schema.exclusiveMinimum === true ? "greater than" : "at least"} ${minimum}, is ${value}`,
    );
  }
  if (maximum !== undefined && (schema.exclusiveMaximum === true ? value >= maximum : value > maximum)) {
    problems.push(
      `${path}: must be ${schema.exclusiveMaximum === true ? "less than" : "at most"} ${maximum}, is ${value}`,
    );
  }
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) {
    problems.push(`${path}: must be a multiple of ${multipleOf}, is ${value}`);
  }
  if (schema.format === "int32" && (value < -2147483648 || value > 2147483647)) {
    problems.push(`${path}: must fit in 32 bits, is ${value}`);
  }
  if (schema.format === "float" && !Number.isFinite(Math.fround(value))) {
    problems.push(`${path}: must fit in a 32-bit float, is ${value}`);
  }
  return problems;
}

/** Kubernetes' own arithmetic: a factor below one is inverted first. */
function isMultiple(value: number, factor: number): boolean {
  const quotient = factor < 1 ? (1 / factor) * value : value / factor;
  const nearest = Math.round(quotient);
  return quotient === nearest || Math.abs(quotient - nearest) < 1e-9 * Math.max(Math.abs(quotient), Math.abs(nearest));
}

function arrayProblems(schema: OpenApiSchema, value: readonly Json[], path: string): readonly string[] {
  const problems: string[] = [];
  if (schema.minItems !== undefined && value.length < schema.minItems) {
    problems.push(`${path}: must have at least ${count(schema.minItems, "item")}, has ${value.length}`);
  }
  if (schema.maxItems !== undefined && value.length > schema.maxItems) {
    problems.push(`${path}: must have at most ${count(schema.maxItems, "item")}, has ${value.length}`);
  }
  const { items } = schema;
  if (items !== undefined) {
    for (const [index, item] of value.entries()) problems.push(...validateStructural(items, item, `${path}[${index}]`));
  }
  return problems;
}

function objectProblems(schema: OpenApiSchema, value: JsonObject, path: string): readonly string[] {
  const problems: string[] = [];
  const names = Object.keys(value);
  if (schema.minProperties !== undefined && names.length < schema.minProperties) {
    problems.push(`${path}: must have at least ${count(schema.minProperties, "field")}, has ${names.length}`);
  }
  if (schema.maxProperties !== undefined && names.length > schema.maxProperties) {
    problems.push(`${path}: must have at most ${count(schema.maxProperties, "field")}, has ${names.length}`);
  }
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(value, name)) problems.push(`${pathTo(path, name)}: is required`);
  }
  for (const name of names) {
    const field = fieldSchema(schema, name);
    if (field === "unknown") problems.push(`${pathTo(path, name)}: is not a field that the schema has`);
    else if (field !== "anything") problems.push(...validateStructural(field, value[name] as Json, pathTo(path, name)));
  }
  return problems;
}

/** The schema of a field; "anything" where none applies, "unknown" where the field would be refused. */
export function fieldSchema(schema: OpenApiSchema, name: string): OpenApiSchema | "anything" | "unknown" {
  const { properties, additionalProperties } = schema;
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name] as OpenApiSchema;
  if (typeof additionalProperties === "object") return additionalProperties;
  return additionalProperties === true || schema["x-kubernetes-preserve-unknown-fields"] === true
    ? "anything"
    : "unknown";
}

/** `spec.parameters.labels`, `spec.parameters["a-b"]`: how a field is named in messages. */
function pathTo(path: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function typeName(schema: OpenApiSchema): string {
  if (schema["x-kubernetes-int-or-string"] === true) return "an integer or a string";
  const { type = "object" } = schema;
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

function describe(value: Json): string {
  if (isArray(value)) return "an array";
  if (isObject(value)) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const list = (values: readonly Json[]) => values.map((value) => JSON.stringify(value)).join(", ");
const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sameJson(left: Json, right: Json): boolean {
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index] as Json));
  }
  if (isObject(left) && isObject(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && sameJson(left[name] as Json, right[name] as Json))
    );
  }
  return left === right;
}
