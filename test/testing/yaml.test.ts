import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FixtureError } from "../../src/testing/place.js";
import { parseDocuments } from "../../src/testing/yaml/parse-documents.js";
import { readText } from "../../src/testing/yaml/read-text.js";

const vectors: readonly { readonly yaml: string; readonly json: unknown }[] = JSON.parse(
  readFileSync(new URL("vectors/vectors.json", import.meta.url), "utf8"),
);

/** Where we refuse what Kubernetes reads. */
const STRICTER: ReadonlySet<string> = new Set([
  "a: !!binary aGk=",
  "a: !foo x",
  "a: !!set {x}",
  "a: x\u2028y",
  "a: \u0085",
  "a: x\rb: y",
]);

/** Where we read what Kubernetes refuses: JSON's `\/`, and documents that say that they are YAML 1.2. */
const LAXER: ReadonlySet<string> = new Set(['a: "\\u00e9\\x41\\n\\t\\0\\e\\_\\N\\L\\P\\/"', "%YAML 1.2\n---\na: yes"]);

/** What a call throws; some of what is read here takes a while. */
const caught = (call: () => unknown): Error | undefined => {
  try {
    call();
    return undefined;
  } catch (error) {
    return error as Error;
  }
};

const read = (bytes: string | Uint8Array) => {
  const text = readText("f.yaml", typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
  return parseDocuments("f.yaml", text).map(({ value }) => value);
};

test.each(vectors.map((vector) => [JSON.stringify(vector.yaml), vector] as const))(
  "%s means what it means to Kubernetes",
  (_, { yaml, json }) => {
    if (LAXER.has(yaml)) {
      expect(json).toBeNull();
      expect(read(yaml)).toHaveLength(1);
    } else if (json === null || STRICTER.has(yaml)) {
      expect(() => read(yaml)).toThrow(/^f\.yaml:\d+:\d+: /);
    } else {
      // JSON has -0, which Gatekeeper and we take for 0.
      expect(read(yaml)).toEqual([JSON.parse(JSON.stringify(json))]);
    }
  },
);

test("a stream has many documents, and each its place", () => {
  const text = "---\n# none\n---\na: 1\n---\n---\n- b\n...\n# end\n---\n c: d\n";
  expect(parseDocuments("f.yaml", text).map(({ value, place }) => ({ value, place }))).toEqual([
    { value: { a: 1 }, place: { file: "f.yaml", line: 4, column: 1 } },
    { value: ["b"], place: { file: "f.yaml", line: 7, column: 1 } },
    { value: { c: "d" }, place: { file: "f.yaml", line: 11, column: 2 } },
  ]);
  expect(read("")).toEqual([]);
});

test("keys of all names are data", () => {
  const [value] = read("__proto__: {a: 1}\nconstructor: b\n");
  expect(Object.entries(value as object)).toEqual([
    ["__proto__", { a: 1 }],
    ["constructor", "b"],
  ]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test("a key has its place, and one that is not written there the document's", () => {
  const [, document] = parseDocuments("f.yaml", "a: 1\n---\n# c\na: { b: 1 }\nc:\n  d: [e]\n");
  const placeOf = (...path: readonly string[]) => Object.values(document?.placeOf(...path) ?? {}).join(":");
  expect([placeOf("a"), placeOf("a", "b"), placeOf("c", "d")]).toEqual(["f.yaml:4:1", "f.yaml:4:6", "f.yaml:6:3"]);
  expect([placeOf("d"), placeOf("c", "d", "e"), placeOf("a", "b", "c")]).toEqual(Array(3).fill("f.yaml:4:1"));
});

const bytes = (...values: readonly number[]) => new Uint8Array(values);
const bomb = Array.from(
  { length: 12 },
  (_, at) => `a${at}: &a${at} [${Array(10).fill(at === 0 ? "x" : `*a${at - 1}`)}]\n`,
).join("");

test.each<[name: string, text: string | Uint8Array, message: string]>([
  ["duplicate keys", "a: 1\nb: 2\na: 3", '3:1: the key "a" is there twice'],
  ["duplicate keys in two spellings", "yes: 1\non: 2", '2:1: the key "true" is there twice'],
  ["large integers", "a: 9007199254740993", "1:4: 9007199254740993 is beyond 2^53"],
  ["large integers in hexadecimal", "a: -0x20000000000000", "1:4: -0x20000000000000 is beyond 2^53"],
  ["large floats", "a: 1e999", "1:4: 1e999 is too large"],
  ["infinity", "a: [-.inf]", "1:5: -.inf has no place in JSON"],
  ["an alias bomb", bomb, "its aliases stand for more than 1000000 values"],
  ["an alias of itself", "a: &a [*a]", "it is nested more than 1000 levels deep"],
  ["a merge of itself", "a: &a {<<: *a}", "its merge keys are nested too deeply"],
  ["an unknown alias", "a:\n  - *b", "2:5: there is no anchor &b before it"],
  ["deep flow lists", "[".repeat(20_000), "1:1002: it is nested more than 1000 levels deep"],
  ["deep mappings", "{a: ".repeat(3000), "it is nested more than 1000 levels deep"],
  ["deep block lists", `${"- ".repeat(3000)}a`, "it is nested more than 1000 levels deep"],
  ["huge files", new Uint8Array(5 * 1024 * 1024), "1:1: it is 5.0 MiB large; a fixture may have 4 MiB"],
  ["UTF-16", bytes(0xff, 0xfe, 0x61, 0), "1:1: it is UTF-16; save it as UTF-8"],
  ["invalid UTF-8", bytes(0x61, 0x0a, 0xc3, 0xa9, 0xc3), "2:2: it is not UTF-8 text"],
  ["invalid UTF-8 within", bytes(0x61, 0x80, 0x61), "1:2: it is not UTF-8 text"],
  ["binary", bytes(0x61, 0x00), "1:2: it has U+0000, which YAML does not allow; is it binary?"],
  ["tabs", "a:\n\t- b", "2:1: Tabs are not allowed as indentation"],
  ["an end that is missing", 'a: "b', "Missing closing"],
])("%s are an error at their place", (_, text, message) => {
  const error = caught(() => read(text));
  expect(error).toBeInstanceOf(FixtureError);
  expect(error?.message).toContain(message);
});

test("a byte order mark of UTF-8 is no part of the text", () => {
  expect(read("\ufeffa: 1")).toEqual([{ a: 1 }]);
});
