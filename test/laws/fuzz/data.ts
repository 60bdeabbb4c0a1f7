/** Reviews and parameters that fit the types, with the values that policies trip over. */
import fc from "fast-check";
import type { Inventory, Json, KubernetesObject, ProviderAnswers } from "../../../src/model.js";
import type { Case } from "../three-ways.js";
import type { Program } from "./program.js";
import { pod, type Slot, type Type, userInfo } from "./types.js";

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
  "e\u0301",
  "日本",
  "Жя",
  " a ",
  "constructor",
  "__proto__",
  "toString",
  'a"b\\c',
  "a\n\tb",
  "\u0000",
  "é日".repeat(150),
];
/** What the functions of the language read. */
const telling = [
  "1Gi",
  "500m",
  "-1.5",
  "1e3",
  " 12 ",
  "0x1F",
  "007",
  "v1.2.3-rc.1",
  "1.31",
  "v1beta1",
  "10.0.0.0/8",
  "10.1.2.3",
  "::1/64",
  "*.a",
  "a*",
  "1h30m",
  "2026-11-21T20:15:00Z",
  '{"a":["b",1]}',
  "https://a.b:80/c?d#e",
  "YWI=",
  "docker.io/a/b:1@sha256:ab",
  "(",
];
const numbers = [0, 1, 2, 3, -1, 10, 80, 65535, 1000690000, 2147483647, 2147483648, -4294967296];
const decimals = [...numbers, 0.5, -2.25, 1.5];
const huge = [...numbers, 2 ** 53 - 1, -(2 ** 53) + 1, 1e15, 123456789012345, 2 ** 53, 1e21, -1e21, 1e100, 0.000001];

const text = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("", "a", "b", "ab") },
  { weight: 6, arbitrary: fc.constantFrom(...words.filter((word) => !(word in {}))) },
  { weight: 3, arbitrary: fc.constantFrom(...telling) },
  { weight: 1, arbitrary: fc.constantFrom(...words) },
);

/** Values of a type. */
export function valuesOf(type: Type): fc.Arbitrary<Json> {
  switch (type.kind) {
    case "text":
      return text;
    case "number":
      return fc.constantFrom(...(type.decimal ? decimals : numbers));
    case "huge":
      return fc.constantFrom(...huge);
    case "flag":
      return fc.boolean();
    case "either":
      return fc.oneof(text, fc.array(text, { maxLength: 3 }));
    case "list":
      return fc.array(valuesOf(type.of), { maxLength: 4 });
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
  const required = Object.keys(fields).filter((name) => fields[name]?.none === "null" || !fields[name]?.optional);
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, slot]) => [name, oneOf(slot)])), {
    requiredKeys: required,
  }) as fc.Arbitrary<{ [name: string]: Json }>;
}

function oneOf({ type, none }: Slot): fc.Arbitrary<Json> {
  const value = valuesOf(type);
  return none === "null" ? fc.option(value, { freq: 2 }) : value;
}

const roots = { apiVersion: "v1", kind: "Pod" };
const operations = ["", "", "", "CREATE", "UPDATE", "UPDATE", "DELETE"] as const;

/** Cases for a policy with these parameters, about objects of this type: for each of some parameters, some reviews. */
export function cases(
  { parameters, object, readsInventory, asksProviders }: Omit<Program, "source">,
  seed: number,
  { sets, each }: { readonly sets: number; readonly each: number },
): readonly Case[] {
  const given = sampleOf(objectsOf(parameters.fields), seed, sets);
  const clusters = readsInventory ? sampleOf(inventories, seed + 2, sets) : [];
  const said = asksProviders ? sampleOf(answers, seed + 3, sets) : [];
  const one = objectsOf(object.fields).map((fields) => ({ ...roots, ...fields }) as unknown as KubernetesObject);
  const review = fc.record({
    object: one,
    other: one,
    isOther: fc.boolean(),
    operation: fc.constantFrom(...operations),
    userInfo: objectsOf(userInfo.fields),
  });
  return sampleOf(review, seed * 7 + 1, sets * each).map((made, index) => ({
    id: String(index),
    parameters: given[Math.floor(index / each)] as { readonly [key: string]: Json },
    now: "2026-11-21T20:15:00Z",
    ...(readsInventory ? { inventory: clusters[Math.floor(index / each)] as Inventory } : {}),
    ...(asksProviders ? { externalData: { facts: said[Math.floor(index / each)] as ProviderAnswers } } : {}),
    ...reviewed(made),
  }));
}

/** Pods and Namespaces that Gatekeeper keeps. */
const inventories: fc.Arbitrary<Inventory> = fc
  .record({
    pods: fc.array(
      fc.record({
        namespace: fc.constantFrom("a", "b", "ab"),
        name: fc.constantFrom("a", "b", "ab"),
        pod: objectsOf(pod.fields),
      }),
      { maxLength: 5 },
    ),
    namespaces: fc.subarray(["a", "b", "ab"]),
  })
  .map(({ pods, namespaces }) => {
    const namespace: Record<string, { v1: { Pod: Record<string, Json> } }> = {};
    for (const { namespace: place, name, pod } of pods) {
      const metadata = { ...(pod["metadata"] as object), name, namespace: place };
      namespace[place] ??= { v1: { Pod: {} } };
      namespace[place].v1.Pod[name] = { ...roots, ...pod, metadata } as Json;
    }
    const named = namespaces.map(
      (name) => [name, { apiVersion: "v1", kind: "Namespace", metadata: { name } }] as const,
    );
    const cluster = named.length === 0 ? {} : { v1: { Namespace: Object.fromEntries(named) } };
    return { cluster, namespace } as unknown as Inventory;
  });

/** What a provider says about every text that there is. */
const answers: fc.Arbitrary<ProviderAnswers> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ systemError: "the provider is closed" }) },
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.option(fc.constantFrom<Json>("a", "verified", 1, null, true, ["a"], { a: "b" }), {
          freq: 3,
          nil: undefined,
        }),
        {
          minLength: 99,
          maxLength: 99,
        },
      )
      .map((values) => {
        const all = [...new Set([...words, ...telling])].map((text, index) => [text, values[index]] as const);
        return {
          responses: Object.fromEntries(all.filter(([, value]) => value !== undefined)) as { [key: string]: Json },
          errors: Object.fromEntries(
            all.filter(([, value]) => value === undefined).map(([text]) => [text, `no ${text.length}`]),
          ),
        };
      }),
  },
);

interface Reviewed {
  readonly object: KubernetesObject;
  readonly other: KubernetesObject;
  readonly isOther: boolean;
  readonly operation: (typeof operations)[number];
  readonly userInfo: { readonly [name: string]: Json };
}

/** An object at rest, or a request about it. */
function reviewed({ object, other, isOther, operation, userInfo }: Reviewed): Pick<Case, "object" | "request"> {
  if (operation === "") return { object };
  const { name, namespace } = object.metadata ?? {};
  const old = isOther ? other : { ...object, metadata: { ...object.metadata, labels: other.metadata?.labels ?? {} } };
  const request = {
    uid: "705ab4f5",
    operation,
    // Go leaves out what is empty.
    userInfo: Object.fromEntries(Object.entries(userInfo).filter(([, value]) => (value as string | []).length > 0)),
    ...(name ? { name } : {}),
    ...(namespace ? { namespace } : {}),
    ...(operation === "DELETE" ? {} : { object }),
    ...(operation === "CREATE" ? {} : { oldObject: old }),
  };
  return { request: request as unknown as { readonly [key: string]: Json } };
}

function sampleOf<T>(arbitrary: fc.Arbitrary<T>, seed: number, count: number): readonly T[] {
  return fc.sample(fc.noShrink(fc.noBias(arbitrary)), { seed, numRuns: count });
}

/** Smaller values of the same type, larger steps first. */
export function* smaller(value: Json, type: Type): Generator<Json> {
  if (value === null) return;
  if (type.kind === "object") {
    const object = value as { readonly [name: string]: Json };
    for (const name of Object.keys(object)) {
      const slot = type.fields[name];
      if (slot?.none === "null") {
        if (object[name] !== null) yield { ...object, [name]: null };
      } else if (slot?.optional) yield without(object, name);
    }
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
