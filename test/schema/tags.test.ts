import { describe, expect, test } from "vitest";
import type { OpenApiSchema } from "../../src/model.js";
import { problemsOf, readParameters, schemaOf } from "./read-parameters.js";

const integer = 'import type { Integer } from "gatewright";';

describe("comments become descriptions", () => {
  const describedAs = (comment: string) => schemaOf(`${comment}\np: string;`)?.properties?.p?.description;

  test("on one line", () => expect(describedAs("/** The key. */")).toBe("The key."));
  test("lines are joined, paragraphs and lists kept", () => {
    expect(
      describedAs(`/**
      * The key of
      * a label.
      *
      * Second
      * paragraph:
      * - one
      * - two
      */`),
    ).toBe("The key of a label.\n\nSecond paragraph:\n- one\n- two");
  });
  test("a backslash keeps the end of a line, as in Markdown", () => {
    expect(
      describedAs(`/**
      * The key of \\
      * a label,
      * in C:\\dir.
      */`),
    ).toBe("The key of\na label, in C:\\dir.");
  });
  test("links are flattened", () => {
    expect(describedAs("/** See {@link Foo}, {@link Bar|the bar} and {@linkcode https://x.y z}. */")).toBe(
      "See Foo, the bar and z.",
    );
  });
  test("tags go, also from the middle of a line", () => {
    expect(schemaOf("/** Labels to carry. @minItems 1 @maxItems 5 */ p: string[];")?.properties?.p).toEqual({
      description: "Labels to carry.",
      type: "array",
      minItems: 1,
      maxItems: 5,
      items: { type: "string" },
    });
  });
  test("addresses and code stay", () => {
    expect(describedAs("/** Ask me@example.com about `@minLength`. */")).toBe("Ask me@example.com about `@minLength`.");
  });
  test("the root's and the elements' types give theirs", () => {
    const schema = schemaOf("/** All. */ p: Label[];", "/** One label. */ interface Label { key: string }");
    expect(schema?.properties?.p).toMatchObject({ description: "All.", items: { description: "One label." } });
    const { schema: root } = readParameters("/** What to check. */ export interface Parameters { p: string }");
    expect(root?.description).toBe("What to check.");
  });
  test("the property's comment goes before its type's", () => {
    const schema = schemaOf("/** Mine. */ p: Name; q: Name;", "/** A name. @minLength 2 */ type Name = string;");
    expect(schema?.properties).toEqual({
      p: { description: "Mine.", type: "string", minLength: 2 },
      q: { description: "A name.", type: "string", minLength: 2 },
    });
  });
});

describe("tags become constraints", () => {
  const cases: readonly (readonly [comment: string, type: string, schema: OpenApiSchema])[] = [
    ["@minimum -1 @maximum 2.5", "number", { type: "number", minimum: -1, maximum: 2.5 }],
    ["@exclusiveMinimum 0", "Integer", { type: "integer", minimum: 0, exclusiveMinimum: true }],
    ["@exclusiveMaximum 1e3", "Integer", { type: "integer", maximum: 1000, exclusiveMaximum: true }],
    ["@multipleOf 5", "Integer", { type: "integer", multipleOf: 5 }],
    ["@minLength 1 @maxLength 63", "string", { type: "string", minLength: 1, maxLength: 63 }],
    ["@pattern ^[a-z]+@{1}\\d{1,3}$", "string", { type: "string", pattern: "^[a-z]+@{1}\\d{1,3}$" }],
    [
      "@minProperties 1",
      "Record<string, string>",
      { type: "object", minProperties: 1, additionalProperties: { type: "string" } },
    ],
    ["@format ipv4", "string", { type: "string", format: "ipv4" }],
    ["@format int32", "Integer", { type: "integer", format: "int32" }],
    ["@asType integer", "number", { type: "integer" }],
    ["@minimum 1 @asType integer @default 3", "number", { type: "integer", minimum: 1, default: 3 }],
    ['@default "a b"', "string", { type: "string", default: "a b" }],
    [
      '@default {"a": [1, 2]}',
      "{ a: number[] }",
      {
        type: "object",
        required: ["a"],
        properties: { a: { type: "array", items: { type: "number" } } },
        default: { a: [1, 2] },
      },
    ],
    ["@default []", "string[]", { type: "array", items: { type: "string" }, default: [] }],
    ["@default false", "boolean", { type: "boolean", default: false }],
    ["@default 80", "Integer | string", { "x-kubernetes-int-or-string": true, default: 80 }],
    ["@minLength 1", "string | null", { type: "string", nullable: true, minLength: 1 }],
  ];
  for (const [comment, type, schema] of cases) {
    test(`${comment} on ${type}`, () => {
      expect(schemaOf(`/** ${comment} */ p?: ${type};`, integer)?.properties?.p).toEqual(schema);
      expect(
        schemaOf(`/**\n * ${comment.replaceAll(/ @/g, "\n * @")}\n */\np?: ${type};`, integer)?.properties?.p,
      ).toEqual(schema);
    });
  }

  test("a default may stand on several lines", () => {
    const schema = schemaOf('/**\n * Names.\n * @default [\n *   "a",\n *   "b"\n * ]\n */\np: string[];');
    expect(schema?.properties?.p).toMatchObject({ description: "Names.", default: ["a", "b"] });
  });

  test("a property's bound replaces its type's, exclusive or not", () => {
    const schema = schemaOf("/** @minimum 5 */ p: Big;", "/** @exclusiveMinimum 1 */ type Big = number;");
    expect(schema?.properties?.p).toEqual({ type: "number", minimum: 5 });
  });

  test("tags for people are left alone", () => {
    const comment = `/**
      * Text.
      * @remarks More.
      * @deprecated since 2
      * @see {@link Foo}
      * @example \`@minItems 7\` of them
      */`;
    expect(schemaOf(`${comment}\np: string;`)?.properties?.p?.type).toBe("string");
  });
});

describe("tags that cannot hold", () => {
  const cases: readonly (readonly [comment: string, type: string, problem: RegExp])[] = [
    ["@minItem 1", "string[]", /^GW3008 at @minItem 1 : `@minItem` /],
    ["Text. @minlength 1", "string", /^GW3008 at @minlength 1 : `@minlength` /],
    ["@nullable", "string", /^GW3008 at @nullable : `@nullable` /],
    ["@uniqueItems", "string[]", /^GW3008 at @uniqueItems : `@uniqueItems` /],
    ["@minLength 1", "string[]", /^GW3009 at @minLength 1 : `@minLength` is for string, and this is array/],
    ["@minimum 1", "unknown", /^GW3009 at @minimum 1 : .* this is value of any type/],
    ["@asType integer", "string", /^GW3009 at @asType integer : /],
    ["@asType string", "number", /^GW3010 at @asType string : .*takes `integer`/],
    ["@minimum", "number", /^GW3010 at @minimum : `@minimum` has nothing, and takes a number/],
    ["@minimum 0x10", "number", /^GW3010 /],
    ["@minimum 1 and more", "number", /^GW3010 .*`1 and more`/],
    ["@minimum 0.5", "number", /^GW3010 .*takes a whole number: the API server/],
    ["@exclusiveMaximum 2.5", "number", /^GW3010 .*takes a whole number: the API server/],
    ["@multipleOf 0.5", "number", /^GW3010 .*a whole number above zero/],
    ["@minLength -1", "string", /^GW3010 .*zero or more/],
    ["@maxItems 1.5", "string[]", /^GW3010 .*zero or more/],
    ["@pattern (", "string", /^GW3010 .*an RE2 regular expression \(.*missing closing \)/],
    ["@pattern (?=a)", "string", /^GW3010 .*RE2/],
    ["@format colour", "string", /^GW3010 .*takes one of bsonobjectid, uri/],
    ["@format int32", "string", /^GW3010 /],
    ["@default MustRunAs", "string", /^GW3010 .*takes JSON, such as "MustRunAs"/],
    ["@default null", "string | null", /^GW3011 .*null/],
    ["@default 3", "string", /^GW3011 .*`3` is not a value of the property's type; it must be a string, is 3/],
    ["@default 1.5", "Integer", /^GW3011 /],
    ['@default "c"', '"a" | "b"', /^GW3011 .*one of "a", "b"/],
    ['@default {"b": 1}', "{ a?: number }", /^GW3011 .*it.b/],
    ["@default []", "{ a?: number }", /^GW3011 /],
    ["@minItems 1 @default []", "string[]", /^GW3011 .*at least 1 item, has 0/],
    ["@minimum 2 @maximum 1", "number", /^GW3012 at p: The bounds `minimum 2` and `maximum 1`/],
    ["@minimum 1 @exclusiveMaximum 1", "number", /^GW3012 /],
    ["@minimum 1 @exclusiveMinimum 0", "number", /^GW3012 at p: The bounds `@minimum` and `@exclusiveMinimum`/],
    ["@minItems 1 @minItems 2", "string[]", /^GW3014 at @minItems 2 : `@minItems`/],
  ];
  for (const [comment, type, problem] of cases) {
    test(`${comment} on ${type}`, () => {
      const problems = problemsOf(`/** ${comment} */ p?: ${type};`, integer);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(problem);
    });
  }

  test("a default of an alias that the property's bounds exclude", () => {
    const problems = problemsOf("/** @maximum 3 */ p: Count;", "/** @default 5 */ type Count = number;");
    expect(problems.map((problem) => problem.slice(0, 11))).toEqual(["GW3011 at p"]);
  });
});

describe("defaults and what is required", () => {
  test("a property with a default is not required; when all have one, the root's default is {}", () => {
    expect(schemaOf('/** @default "a" */ p: string; q?: string;')).toEqual({
      type: "object",
      properties: { p: { type: "string", default: "a" }, q: { type: "string" } },
      default: {},
    });
  });
  test("one without a default keeps the root from having one", () => {
    const schema = schemaOf('/** @default "a" */ p: string; q: string;');
    expect(schema?.required).toEqual(["q"]);
    expect(schema).not.toHaveProperty("default");
  });
  test("defaults of optional properties alone do not give the root one", () => {
    expect(schemaOf("/** @default true */ p?: boolean;")).not.toHaveProperty("default");
  });
});
