import type { Json, OpenApiSchema } from "../../src/model.js";

/** A number from 0 up to but not 1, the same row of them for the same seed. */
export type Random = () => number;

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
const chance = (random: Random, part: number) => random() < part;
const upTo = (random: Random, most: number) => Math.floor(random() * (most + 1));

const names = ["a", "b", "c", "constructor", "a-b"];
const words = ["", "a", "ab", "abc", "日本語", "😀😀", "2024-02-29", "2023-02-29", "0.5", "x\ny"];

/** A schema such as parametersSchema() gives, now and then with a default at each level. */
export function randomSchema(random: Random, depth: number): OpenApiSchema {
  const schema = withoutDefault(random, depth);
  const nullable = schema.enum === undefined && chance(random, 0.15) ? { nullable: true } : {};
  const whole = { ...schema, ...nullable };
  return chance(random, 0.3) ? { ...whole, default: randomValue(random, whole, 0) ?? "never null" } : whole;
}

/** An object with some properties. */
export function randomObject(random: Random, depth: number): OpenApiSchema {
  const chosen = names.filter(() => chance(random, 0.6));
  const properties = Object.fromEntries(chosen.map((name) => [name, randomSchema(random, depth - 1)]));
  const required = chosen.filter((name) => properties[name]?.default === undefined && chance(random, 0.4));
  return {
    type: "object",
    ...(required.length > 0 ? { required } : {}),
    ...(chosen.length > 0 ? { properties } : {}),
    ...(chance(random, 0.1) ? { minProperties: 1 } : {}),
    ...(chance(random, 0.1) ? { maxProperties: 2 } : {}),
  };
}

function withoutDefault(random: Random, depth: number): OpenApiSchema {
  const leaves = [text, number, number, () => ({ type: "boolean" as const }), mixed, anything, choice];
  const nodes = [array, map, randomObject];
  return pick(random, depth > 0 ? [...leaves, ...nodes, ...nodes] : leaves)(random, depth);
}

function text(random: Random): OpenApiSchema {
  return {
    type: "string",
    ...(chance(random, 0.3) ? { minLength: upTo(random, 3) } : {}),
    ...(chance(random, 0.3) ? { maxLength: upTo(random, 3) } : {}),
    ...(chance(random, 0.2) ? { pattern: pick(random, ["^a", "b$", "[^a-z]", "(?i)^AB", "^.$", "\\pL"]) } : {}),
    ...(chance(random, 0.2) ? { format: pick(random, ["date", "uuid4", "password"]) } : {}),
  };
}

function number(random: Random): OpenApiSchema {
  const integer = chance(random, 0.6);
  return {
    type: integer ? "integer" : "number",
    ...(chance(random, 0.3)
      ? { minimum: upTo(random, 3), ...(chance(random, 0.5) ? { exclusiveMinimum: true } : {}) }
      : {}),
    ...(chance(random, 0.3)
      ? { maximum: upTo(random, 9), ...(chance(random, 0.5) ? { exclusiveMaximum: true } : {}) }
      : {}),
    ...(chance(random, 0.2) ? { multipleOf: 1 + upTo(random, 3) } : {}),
    ...(integer && chance(random, 0.2) ? { format: "int32" } : {}),
  };
}

const mixed = (): OpenApiSchema => ({ "x-kubernetes-int-or-string": true });
const anything = (): OpenApiSchema => ({ "x-kubernetes-preserve-unknown-fields": true });

function choice(random: Random): OpenApiSchema {
  return pick<OpenApiSchema>(random, [
    { type: "string", enum: ["a", "ab", ""] },
    { type: "integer", enum: [0, 3, -1] },
    { type: "number", enum: [0.5, 1.5] },
    { type: "boolean", enum: [true] },
  ]);
}

function array(random: Random, depth: number): OpenApiSchema {
  return {
    type: "array",
    items: randomSchema(random, depth - 1),
    ...(chance(random, 0.2) ? { minItems: upTo(random, 2) } : {}),
    ...(chance(random, 0.2) ? { maxItems: upTo(random, 3) } : {}),
  };
}

function map(random: Random, depth: number): OpenApiSchema {
  if (chance(random, 0.2)) return { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  return { type: "object", additionalProperties: randomSchema(random, depth - 1) };
}

/** A value that fits the schema more or less; `off` is how often a part is something else altogether. */
export function randomValue(random: Random, schema: OpenApiSchema, off: number): Json {
  if (chance(random, off)) return anyValue(random);
  if (schema.nullable === true && chance(random, 0.1)) return null;
  if (schema.enum !== undefined) return pick(random, schema.enum);
  if (schema["x-kubernetes-int-or-string"] === true) return pick<Json>(random, [80, "80", "http"]);
  switch (schema.type) {
    case undefined:
      return anyValue(random);
    case "boolean":
      return chance(random, 0.5);
    case "string":
      return pick(random, words);
    case "integer":
      return upTo(random, 10);
    case "number":
      return pick(random, [upTo(random, 10), random() * 10]);
    case "array":
      return Array.from({ length: upTo(random, 3) }, () => randomValue(random, schema.items ?? {}, off));
    default:
      return objectValue(random, schema, off);
  }
}

function objectValue(random: Random, schema: OpenApiSchema, off: number): Json {
  const own = Object.entries(schema.properties ?? {});
  const given = own.filter(([name]) => schema.required?.includes(name) === true || chance(random, 0.5));
  const entries = given.map(([name, field]): [string, Json] => [name, randomValue(random, field, off)]);
  const { additionalProperties } = schema;
  const more =
    typeof additionalProperties === "object" || chance(random, off) ? names.filter(() => chance(random, 0.3)) : [];
  const other = typeof additionalProperties === "object" ? additionalProperties : {};
  return Object.fromEntries([
    ...more.map((name): [string, Json] => [name, randomValue(random, other, off)]),
    ...entries,
  ]);
}

function anyValue(random: Random): Json {
  return pick<Json>(random, [
    null,
    true,
    0,
    -1,
    3.5,
    2147483648,
    1e300,
    "",
    "a",
    "12",
    [],
    [null],
    ["a"],
    {},
    { a: 1 },
    { z: null },
  ]);
}
