/** The JSDoc tags that become part of a schema: one row per tag, and how each is applied. */
import { RE2JS, RE2JSException } from "re2js";
import type { Json, OpenApiSchema } from "../../model.js";
import type { Tag } from "./documentation.js";
import { knownFormats } from "./structural-formats.js";
import { validateStructural } from "./structural-schema.js";

/** What went wrong with a tag; the caller knows where. */
export interface TagProblem {
  readonly code: `GW${number}`;
  readonly args: { readonly [name: string]: string };
}

/** What a tag adds to the schema (undefined takes away), or what it should have said. */
type Outcome =
  | { readonly [key in keyof OpenApiSchema]?: OpenApiSchema[key] | undefined }
  | { readonly expected: string };

interface TagRow {
  /** The types of schema that it is for; `any` stands for all of them. */
  readonly on: readonly string[];
  read(text: string, schema: OpenApiSchema): Outcome;
}

const numbers = ["integer", "number"];

const rows: { readonly [name: string]: TagRow } = {
  minimum: { on: numbers, read: (text) => bound(text, "minimum", false) },
  maximum: { on: numbers, read: (text) => bound(text, "maximum", false) },
  exclusiveMinimum: { on: numbers, read: (text) => bound(text, "minimum", true) },
  exclusiveMaximum: { on: numbers, read: (text) => bound(text, "maximum", true) },
  multipleOf: { on: numbers, read: (text) => whole(text, 1, (multipleOf) => ({ multipleOf })) },
  minLength: { on: ["string"], read: (text) => whole(text, 0, (minLength) => ({ minLength })) },
  maxLength: { on: ["string"], read: (text) => whole(text, 0, (maxLength) => ({ maxLength })) },
  pattern: { on: ["string"], read: readPattern },
  minItems: { on: ["array"], read: (text) => whole(text, 0, (minItems) => ({ minItems })) },
  maxItems: { on: ["array"], read: (text) => whole(text, 0, (maxItems) => ({ maxItems })) },
  minProperties: { on: ["object"], read: (text) => whole(text, 0, (minProperties) => ({ minProperties })) },
  maxProperties: { on: ["object"], read: (text) => whole(text, 0, (maxProperties) => ({ maxProperties })) },
  format: { on: ["string", ...numbers], read: readFormat },
  asType: {
    on: numbers,
    read: (text) =>
      text === "integer" ? { type: "integer" } : { expected: "`integer`, the only type it can ask for" },
  },
  default: { on: ["any"], read: readDefault },
};

/** Tags that other tools read and a CustomResourceDefinition cannot have, with what to write instead. */
const foreign: { readonly [name: string]: string } = {
  nullable: "write `| null` in the type",
  uniqueItems: "leave it out: the API server forbids it, because checking it takes quadratic time",
  enum: "write a union of literals",
  required: "leave out the property's `?`",
  additionalProperties: "write `Record<string, T>`",
  integer: "write the type `Integer`, or `@asType integer`",
};

/** Whether a tag becomes part of a schema. */
export function isSchemaTag(name: string): boolean {
  return Object.hasOwn(rows, name);
}

/** What to do instead of a tag that looks as if it should become part of the schema; undefined for any other. */
export function misreadTag(name: string): string | undefined {
  if (isSchemaTag(name)) return undefined;
  if (Object.hasOwn(foreign, name)) return foreign[name];
  const near = Object.keys(rows)
    .map((ours) => ({ ours, edits: editsBetween(name.toLowerCase(), ours.toLowerCase()) }))
    .filter(({ edits }) => edits <= 2)
    .toSorted((left, right) => left.edits - right.edits)[0];
  return near && `write \`@${near.ours}\``;
}

/** Adds the tags to a schema, the type first and the default last; a tag given twice is a problem. */
export function applyTags(
  schema: OpenApiSchema,
  tags: readonly Tag[],
  report: (problem: TagProblem) => void,
): OpenApiSchema {
  const own = tags.filter((tag) => isSchemaTag(tag.name));
  for (const [index, tag] of own.entries()) {
    if (own.findIndex(({ name }) => name === tag.name) < index) report({ code: "GW3014", args: { tag: tag.name } });
  }
  const order = (tag: Tag) => (tag.name === "asType" ? 0 : tag.name === "default" ? 2 : 1);
  const sorted = own.toSorted((left, right) => order(left) - order(right));
  const result = sorted.reduce((current, tag) => applyTag(current, tag, report), schema);
  const pair = contradiction(result) ?? doubledBound(own);
  if (pair !== undefined) report({ code: "GW3012", args: pair });
  if (!own.some(({ name }) => name === "default")) checkInheritedDefault(result, report);
  return result;
}

function applyTag(schema: OpenApiSchema, { name, text }: Tag, report: (problem: TagProblem) => void): OpenApiSchema {
  const row = rows[name] as TagRow;
  if (!row.on.includes("any") && !typesOf(schema).some((type) => row.on.includes(type))) {
    const type = typesOf(schema)[0] ?? "value of any type";
    report({ code: "GW3009", args: { tag: name, type, types: row.on.join(" or ") } });
    return schema;
  }
  const outcome = row.read(text, schema);
  if (!("expected" in outcome)) return defined({ ...schema, ...outcome });
  const code = name === "default" && isJson(text) ? "GW3011" : "GW3010";
  report({ code, args: { tag: name, text: text === "" ? "nothing" : `\`${text}\``, expected: outcome.expected } });
  return schema;
}

function typesOf(schema: OpenApiSchema): readonly string[] {
  if (schema["x-kubernetes-int-or-string"] === true) return ["integer", "string"];
  return schema.type === undefined ? [] : [schema.type];
}

function readNumber(text: string): number | undefined {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : undefined;
}

/**
 * The API server compares whole numbers with the bound's whole part, whatever the schema's type. A bound with a fraction is taken
 * only where that gives the same answer.
 */
function bound(text: string, key: "minimum" | "maximum", exclusive: boolean): Outcome {
  const value = readNumber(text);
  if (value === undefined) return { expected: "a number" };
  const sameForWholes = key === "minimum" ? exclusive === value > 0 : exclusive === value < 0;
  if (!Number.isInteger(value) && !sameForWholes) {
    return { expected: "a whole number: the API server would compare whole values with its whole part" };
  }
  const flag = key === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
  return { [key]: value === 0 ? 0 : value, [flag]: exclusive ? true : undefined };
}

function whole(text: string, least: number, outcome: (value: number) => Outcome): Outcome {
  const value = readNumber(text);
  if (value !== undefined && Number.isSafeInteger(value) && value >= least) return outcome(value);
  return { expected: least === 0 ? "a whole number, zero or more" : "a whole number above zero" };
}

function readPattern(text: string): Outcome {
  if (text === "") return { expected: "a regular expression" };
  try {
    RE2JS.compile(text);
    return { pattern: text };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { expected: `an RE2 regular expression (${error.message})` };
  }
}

function readFormat(text: string, schema: OpenApiSchema): Outcome {
  const formats = typesOf(schema).flatMap(knownFormats);
  return formats.includes(text) ? { format: text } : { expected: `one of ${formats.join(", ")}` };
}

function readDefault(text: string, schema: OpenApiSchema): Outcome {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { expected: schema.type === "string" ? `JSON, such as ${JSON.stringify(text)}` : "JSON" };
  }
  if (value === null) return { expected: "a value other than null, which is no default to Kubernetes" };
  const [problem] = validateStructural(schema, value, "it");
  if (problem === undefined) return { default: value };
  return { expected: `a value of the property's type; ${problem.replace(/^it: /, "it ")}` };
}

const bounds = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minProperties", "maxProperties"],
] as const;

function contradiction(schema: OpenApiSchema): { low: string; high: string } | undefined {
  for (const [low, high] of bounds) {
    const [least, most] = [schema[low], schema[high]];
    if (least === undefined || most === undefined) continue;
    const open = low === "minimum" && (schema.exclusiveMinimum === true || schema.exclusiveMaximum === true);
    if (least > most || (open && least === most)) return { low: `${low} ${least}`, high: `${high} ${most}` };
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function doubledBound(tags: readonly Tag[]): { low: string; high: string } | undefined {
  const given = (name: string) => tags.some((tag) => tag.name === name);
  if (given("minimum") && given("exclusiveMinimum")) return { low: "@minimum", high: "@exclusiveMinimum" };
  if (given("maximum") && given("exclusiveMaximum")) return { low: "@maximum", high: "@exclusiveMaximum" };
  return undefined;
}

/** The default of an alias has to fit what the property adds. */
function checkInheritedDefault(schema: OpenApiSchema, report: (problem: TagProblem) => void): void {
  if (schema.default === undefined) return;
  const text = JSON.stringify(schema.default);
  const outcome = readDefault(text, schema);
  if (!("expected" in outcome)) return;
  report({ code: "GW3011", args: { tag: "default", text: `\`${text}\``, expected: outcome.expected } });
}

/** A schema without the fields that are undefined. */
function defined(schema: { readonly [key in keyof OpenApiSchema]?: OpenApiSchema[key] | undefined }): OpenApiSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

/** How many letters are added, dropped or replaced between two names; too many to count for names of four letters and fewer. */
function editsBetween(left: string, right: string): number {
  if (left.length < 5 || Math.abs(left.length - right.length) > 2) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] as number) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[right.length] as number;
}
