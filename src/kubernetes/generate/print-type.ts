import { printComment } from "./print-comment.js";
import type { Schema } from "./schema.js";

/** How the printed file refers to what it does not declare. */
export interface Naming {
  /** The type for a `$ref`. */
  ref(ref: string): string;
  /** One of the types for values that are no objects; the file imports it. */
  scalar(name: "Integer" | "Json"): string;
  /** Whether values that a schema lists become a union of literals. */
  readonly enums?: boolean;
}

/**
 * A schema as a TypeScript type, as values of it arrive in a review: readonly, absent rather than `undefined`,
 * whole numbers as `Integer`. Kubernetes' own strings stay `string` whatever the schema lists, since a later version may send others.
 */
export function printType(schema: Schema, naming: Naming, indent = ""): string {
  const type = printNonNull(schema, naming, indent);
  return schema.nullable === true && type !== "Json" ? `${type} | null` : type;
}

/** `export interface …` with its documentation. */
export function printInterface(name: string, schema: Schema, naming: Naming, literals: Literals = {}): string {
  return `${printComment(schema.description)}export interface ${name} ${printMembers(schema, naming, "", literals)}\n`;
}

/** Properties with exactly one value, which replace the schema's own: `apiVersion` and `kind`. */
export interface Literals {
  readonly [name: string]: { readonly value: string; readonly required: boolean };
}

function printNonNull(schema: Schema, naming: Naming, indent: string): string {
  if (schema.$ref !== undefined) return naming.ref(schema.$ref);
  if (schema["x-kubernetes-int-or-string"] === true || schema.format === "int-or-string")
    return printLiterals(schema, naming) ?? `${naming.scalar("Integer")} | string`;
  switch (schema.type) {
    case undefined:
      return schema.properties === undefined ? naming.scalar("Json") : printMembers(schema, naming, indent, {});
    case "array":
      return `readonly ${printOperand(schema.items ?? {}, naming, indent)}[]`;
    case "object":
      if (schema.properties !== undefined) return printMembers(schema, naming, indent, {});
      if (typeof schema.additionalProperties !== "object") return printMap(naming.scalar("Json"));
      return printMap(printType(schema.additionalProperties, naming, indent));
    case "integer":
      return printLiterals(schema, naming) ?? naming.scalar("Integer");
    case "number":
    case "boolean":
    case "string":
      return printLiterals(schema, naming) ?? schema.type;
    default:
      throw new Error(`A schema has type ${JSON.stringify(schema.type)}, which OpenAPI does not know.`);
  }
}

/** `"a" | "b"`, where the schema lists all there is; null is said by `nullable`. */
function printLiterals(schema: Schema, { enums = false }: Naming): string | undefined {
  const values = (schema.enum ?? []).filter((value) => value !== null);
  if (!enums || values.length === 0 || values.some((value) => typeof value === "object")) return undefined;
  return [...new Set(values.map((value) => JSON.stringify(value)))].join(" | ");
}

function printMap(value: string): string {
  return `{ readonly [key: string]: ${value} }`;
}

/** A type that stands before `[]`. */
function printOperand(schema: Schema, naming: Naming, indent: string): string {
  const type = printType(schema, naming, indent);
  return type.startsWith("readonly ") || (!type.startsWith("{") && type.includes(" | ")) || type.endsWith(" | null")
    ? `(${type})`
    : type;
}

function printMembers(schema: Schema, naming: Naming, indent: string, literals: Literals): string {
  const inner = `${indent}  `;
  const required = new Set(schema.required);
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const literal = Object.hasOwn(literals, name) ? literals[name] : undefined;
    const mark = (literal?.required ?? required.has(name)) ? "" : "?";
    const type = literal === undefined ? printType(property, naming, inner) : JSON.stringify(literal.value);
    const comment = literal === undefined ? printComment(property.description, inner) : "";
    return `${comment}${inner}readonly ${printName(name)}${mark}: ${type};\n`;
  });
  return members.length === 0 ? "{}" : `{\n${members.join("")}${indent}}`;
}

function printName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
