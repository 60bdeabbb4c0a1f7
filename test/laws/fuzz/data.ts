/** Reviews and parameters that fit the types, with the values that policies trip over. */
import fc from "fast-check";
import type { Json, KubernetesObject } from "../../../src/model.js";
import type { Case } from "../three-ways.js";
import { container, type ObjectType, pod, type Slot, type Type } from "./types.js";

export const words = [
  "",
  "a",
  "b",
  "ab",
  "A",
  "a,b",
  "a:b",
  "0",
  "é",
  "日本",
  " a ",
  "constructor",
  "__proto__",
  "toString",
  'a"b\\c',
  "a\n\tb",
  "é日".repeat(150),
];
const numbers = [0, 1, 2, 3, -1, 10, 80, 1000690000, 2147483648, -4294967296];
const decimals = [...numbers, 0.5, -2.25, 1.5];

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("", "a", "b", "ab") },
  { weight: 4, arbitrary: fc.constantFrom(...words) },
);

/** Values of a type. */
export function valuesOf(type: Type): fc.Arbitrary<Json> {
  switch (type.kind) {
    case "text":
      return text;
    case "number":
      return fc.constantFrom(...(type.decimal ? decimals : numbers));
    case "flag":
      return fc.boolean();
    case "either":
      return fc.oneof(text, fc.array(text, { maxLength: 3 }));
    case "list":
      return fc.array(valuesOf(type.of), { maxLength: 3 });
    case "set":
      throw new Error("JSON has no sets");
    case "record":
      return fc
        .array(fc.tuple(text, valuesOf(type.of)), { maxLength: 3 })
        .map((entries) => Object.fromEntries(entries));
    case "object":
      return objectsOf(type.fields);
  }
}

function objectsOf(fields: Readonly<Record<string, Slot>>): fc.Arbitrary<{ [name: string]: Json }> {
  const required = Object.keys(fields).filter((name) => !fields[name]?.optional);
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, slot]) => [name, valuesOf(slot.type)])), {
    requiredKeys: required,
  }) as fc.Arbitrary<{ [name: string]: Json }>;
}

/** Cases for a policy with these parameters. */
export function cases(parameters: ObjectType, seed: number, count: number): readonly Case[] {
  const one = fc.record({ object: objectsOf(pod.fields), parameters: objectsOf(parameters.fields) });
  return fc.sample(fc.noShrink(fc.noBias(one)), { seed, numRuns: count }).map((made, index) => {
    const { metadata, spec } = made.object as { metadata?: { name?: string }; spec?: Json };
    const object = {
      apiVersion: "v1",
      kind: "Pod",
      ...(metadata === undefined ? {} : { metadata }),
      ...(spec === undefined ? {} : { spec }),
    };
    return {
      id: String(index),
      object: object as unknown as KubernetesObject,
      parameters: made.parameters,
    };
  });
}

/** Smaller values of the same type, larger steps first. */
export function* smaller(value: Json, type: Type): Generator<Json> {
  if (type.kind === "object") {
    const object = value as { readonly [name: string]: Json };
    for (const name of Object.keys(object)) if (type.fields[name]?.optional) yield without(object, name);
    for (const [name, inner] of Object.entries(object)) {
      const slot = type.fields[name];
      if (slot !== undefined) for (const less of smaller(inner, slot.type)) yield { ...object, [name]: less };
    }
  } else if (type.kind === "record") {
    const object = value as { readonly [name: string]: Json };
    for (const name of Object.keys(object)) yield without(object, name);
    for (const [name, inner] of Object.entries(object))
      for (const less of smaller(inner, type.of))
        yield Object.fromEntries(Object.entries(object).map(([key, old]) => [key, key === name ? less : old]));
  } else if (Array.isArray(value)) {
    const of: Type = type.kind === "list" ? type.of : { kind: "text" };
    for (const index of value.keys()) yield value.toSpliced(index, 1);
    for (const [index, inner] of value.entries()) for (const less of smaller(inner, of)) yield value.with(index, less);
  } else if (typeof value === "string") {
    if (value !== "" && value !== "a") yield* ["", "a"];
  } else if (typeof value === "number") {
    if (value !== 0) yield 0;
  } else if (value === true) yield false;
}

function without(object: { readonly [name: string]: Json }, name: string): Json {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

export { container, pod };
