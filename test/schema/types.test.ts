import { describe, expect, test } from "vitest";
import type { OpenApiSchema } from "../../src/model.js";
import { problemsOf, readParameters, schemaOf } from "./read-parameters.js";

const integer = 'import type { Integer } from "gatewright";';

/** The schema of one property's type. */
function typeSchema(type: string, declarations = ""): OpenApiSchema | undefined {
  return schemaOf(`p: ${type};`, declarations)?.properties?.p;
}

describe("types that have a schema", () => {
  const cases: readonly (readonly [type: string, schema: OpenApiSchema, declarations?: string])[] = [
    ["string", { type: "string" }],
    ["boolean", { type: "boolean" }],
    ["number", { type: "number" }],
    ["true", { type: "boolean", enum: [true] }],
    ["Integer", { type: "integer" }, integer],
    ["Port", { type: "integer" }, `${integer} type Port = Integer;`],
    ["Integer[]", { type: "array", items: { type: "integer" } }, integer],
    ["readonly (Integer)[]", { type: "array", items: { type: "integer" } }, integer],
    ["ReadonlyArray<Integer>", { type: "array", items: { type: "integer" } }, integer],
    ["Integer | null", { type: "integer", nullable: true }, integer],
    ["(Integer | null)[]", { type: "array", items: { type: "integer", nullable: true } }, integer],
    ["Record<string, Integer>", { type: "object", additionalProperties: { type: "integer" } }, integer],
    ["{ [name: string]: Integer }", { type: "object", additionalProperties: { type: "integer" } }, integer],
    [
      "Range<Integer>",
      { type: "object", required: ["min", "max"], properties: { min: { type: "integer" }, max: { type: "integer" } } },
      `${integer} interface Range<T> { min: T; max: T }`,
    ],
    [
      "Ports",
      { type: "object", required: ["list"], properties: { list: { type: "array", items: { type: "integer" } } } },
      `${integer} interface List<T> { list: T[] } interface Ports extends List<Integer> {}`,
    ],
    [
      "Pair<Integer>",
      {
        type: "object",
        required: ["left", "right"],
        properties: { left: { type: "integer" }, right: { type: "number" } },
      },
      `${integer} type Pair<L, R = number> = { left: L } & { right: R };`,
    ],
    ["Integer | string", { "x-kubernetes-int-or-string": true }, integer],
    ["string | null | Integer", { "x-kubernetes-int-or-string": true, nullable: true }, integer],
    [
      "IntOrString[]",
      { type: "array", items: { "x-kubernetes-int-or-string": true } },
      `${integer} type IntOrString = Integer | string;`,
    ],
    ["string | null", { type: "string", nullable: true }],
    ['"b" | "a"', { type: "string", enum: ["b", "a"] }],
    ['("b" | "a")[]', { type: "array", items: { type: "string", enum: ["b", "a"] } }],
    ['Mode | "x"', { type: "string", enum: ["z", "y", "x"] }, 'type Mode = "z" | "y";'],
    ['Exclude<"z" | "y" | "x", "y">', { type: "string", enum: ["x", "z"] }],
    ["3 | 1 | 2", { type: "integer", enum: [3, 1, 2] }],
    ["0.5 | 1.5", { type: "number", enum: [0.5, 1.5] }],
    ["Level", { type: "string", enum: ["low", "high"] }, 'enum Level { Low = "low", High = "high" }'],
    ["Level.High", { type: "string", enum: ["high"] }, 'enum Level { Low = "low", High = "high" }'],
    ["unknown", { "x-kubernetes-preserve-unknown-fields": true }],
    ["Record<string, unknown>", { type: "object", "x-kubernetes-preserve-unknown-fields": true }],
    ["Record<string, never>", { type: "object" }],
    ["{}", { type: "object" }],
    [
      "Record<string, string[]>",
      { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
    ],
    [
      'Record<"b" | "a", string>',
      { type: "object", required: ["a", "b"], properties: { a: { type: "string" }, b: { type: "string" } } },
    ],
    [
      'Pick<{ b: string; a?: string; c: string }, "c" | "b">',
      { type: "object", required: ["b", "c"], properties: { b: { type: "string" }, c: { type: "string" } } },
    ],
    ["Record<number, string>", { type: "object", additionalProperties: { type: "string" } }],
    ["[string, string]", { type: "array", items: { type: "string" }, minItems: 2, maxItems: 2 }],
    [
      "readonly [low: Integer, high?: Integer][]",
      { type: "array", items: { type: "array", items: { type: "integer" }, minItems: 1, maxItems: 2 } },
      integer,
    ],
    ["[Integer, number]", { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 }, integer],
    ["Partial<{ b: string }>", { type: "object", properties: { b: { type: "string" } } }],
    [
      '{ "ephemeral-storage"?: string; 80: boolean | undefined }',
      { type: "object", properties: { "80": { type: "boolean" }, "ephemeral-storage": { type: "string" } } },
    ],
  ];
  for (const [type, schema, declarations] of cases) {
    test(type, () => expect(typeSchema(type, declarations)).toEqual(schema));
  }
});

describe("types that have none", () => {
  const cases: readonly (readonly [member: string, problem: string, declarations?: string])[] = [
    ["p: Date;", "GW3001 at p: `Date` has no schema"],
    ["p: Map<string, string>;", "GW3001 at p: `Map<string, string>` has no schema"],
    ["p: Set<string>[];", "GW3001 at p: `Set<string>` has no schema"],
    ["p: [string, number];", "GW3001 at p: `[string, number]` has no schema"],
    ["p: [string, ...string[]];", "GW3001 at p: `[string, ...string[]]` has no schema"],
    ["p: [];", "GW3001 at p: `[]` has no schema"],
    ["p: () => string;", "GW3001 at p: `() => string` has no schema"],
    ["p(): string;", "GW3001 at p: `() => string` has no schema"],
    ["p: symbol;", "GW3001 at p: `symbol` has no schema"],
    ["p: bigint;", "GW3001 at p: `bigint` has no schema"],
    ["p: 1n;", "GW3001 at p: `1n` has no schema"],
    ["p: null;", "GW3001 at p: `null` has no schema"],
    ["p: object;", "GW3001 at p: `object` has no schema"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a template literal type
    ["p: `a${string}`;", "GW3001 at p: ``a${string}`` has no schema"],
    ["p: string & { brand: true };", "GW3001 at p: `string & { brand: true; }` has no schema"],
    ["p: C;", "GW3001 at p: `C` has no schema", "class C { x = 1 }"],
    ["p: { q: { r: RegExp } };", "GW3001 at r: `RegExp` has no schema"],
    ["[Symbol.iterator]: string;", "GW3001 at [Symbol.iterator]: `string` has no schema"],
    ["p: { [key: symbol]: string };", "GW3001 at p: `{ [key: symbol]: string; }` has no schema"],
    ["p: any;", "GW3002 at p: "],
    ["p: string | boolean;", "GW3003 at p: `string | boolean` mixes"],
    ['p: "a" | 1;', 'GW3003 at p: `"a" | 1` mixes'],
    ['p: "auto" | Integer;', 'GW3003 at p: `"auto" | Integer` mixes', integer],
    ["p: { a: string } | { b: string };", "GW3003 at p: `{ a: string } | { b: string }` mixes"],
    ["p: string | number;", "GW3004 at p: `string | number` has no schema"],
    ["p: Tree;", "GW3005 at parts: `Tree` contains itself", "interface Tree { parts: Tree[] }"],
    ["p: Json;", "GW3003 at p: `Json` mixes", "type Json = string | Json[];"],
    ["p: { a: string; [name: string]: string };", "GW3006 at p: "],
    ['p: "a" | null;', "GW3013 at p: "],
    ["p: 1 | 2.5;", "GW3015 at p: `1 | 2.5` mixes"],
  ];
  for (const [member, problem, declarations] of cases) {
    test(member, () => {
      const problems = problemsOf(member, declarations);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.slice(0, problem.length)).toBe(problem);
    });
  }

  test("every problem of a run is reported, each one once", () => {
    const problems = problemsOf(
      "a: Date; b: { c: any; d: Both }; e: Both;",
      "interface Both { x: Map<string, string> }",
    );
    expect(problems.map((problem) => problem.slice(0, 11))).toEqual(["GW3001 at a", "GW3002 at c", "GW3001 at x"]);
  });
});

describe("the root", () => {
  test.each([
    ["an empty interface", "export interface Parameters {}"],
    ["Record<string, never>", "export type Parameters = Record<string, never>;"],
    ["undefined", "export type Parameters = undefined;"],
    ["unknown", "export type Parameters = unknown;"],
    ["an index signature of never", "export interface Parameters { readonly [key: string]: never }"],
  ])("%s: no parameters", (_, source) => {
    expect(readParameters(source)).toEqual({ schema: undefined, problems: [] });
  });

  test.each(["string[]", "string", "{ a: string } | null", "Integer | string"])("%s is no object", (type) => {
    const { schema, problems } = readParameters(`${integer} export type Parameters = ${type};`);
    expect(schema).toBeUndefined();
    expect(problems.map((problem) => problem.slice(0, 20))).toEqual(["GW3007 at Parameters"]);
  });

  test("a map is an object", () => {
    const { schema } = readParameters("export type Parameters = Record<string, boolean>;");
    expect(schema).toEqual({ type: "object", additionalProperties: { type: "boolean" } });
  });

  test("interfaces that extend, intersections and generics are read together", () => {
    const { schema } = readParameters(`${integer}
      interface Exempt { exemptImages?: string[] }
      interface Base<T> extends Exempt { limit: T }
      export type Parameters = Base<Integer> & { strict?: boolean };`);
    expect(schema).toEqual({
      type: "object",
      required: ["limit"],
      properties: {
        limit: { type: "integer" },
        exemptImages: { type: "array", items: { type: "string" } },
        strict: { type: "boolean" },
      },
    });
  });

  test("optional properties are not required, nor are those that may be undefined", () => {
    expect(schemaOf("a: string; b?: string; c: string | undefined; d: string;")?.required).toEqual(["a", "d"]);
  });

  test("names of JavaScript's own are ordinary", () => {
    const schema = schemaOf('constructor: string; toString?: "x"; "__proto__": string; __type: boolean;');
    expect(Object.keys(schema?.properties ?? {})).toEqual(["constructor", "toString", "__proto__", "__type"]);
    expect(schema?.required).toEqual(["constructor", "__proto__", "__type"]);
  });

  test("the values are frozen, however deep", () => {
    const schema = schemaOf('a: { b: ("x" | "y")[] };');
    expect(Object.isFrozen(schema?.properties?.a?.properties?.b?.items?.enum)).toBe(true);
  });

  test("what other files mention first does not change the order", () => {
    const source = 'export interface Parameters { rule: "c" | "a" | "b"; map: Record<"y" | "x", string> }';
    const plain = readParameters(source);
    const after = readParameters(source, 'export type Before = "b" | "a" | "x" | "c" | "y";');
    expect(JSON.stringify(after)).toBe(JSON.stringify(plain));
    expect(plain.schema?.properties?.rule?.enum).toEqual(["c", "a", "b"]);
    expect(Object.keys(plain.schema?.properties?.map?.properties ?? {})).toEqual(["x", "y"]);
  });
});
