/** Every builtin's samples, on values chosen to be difficult: the same answers as TypeScript, as policy.wasm and from Gatekeeper. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { builtins, properties } from "../../src/compiler/builtins/index.js";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import type { Json } from "../../src/model.js";
import { compileForAll } from "./three-ways.js";

interface Values {
  readonly text: string;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  readonly record: { readonly [key: string]: string };
  readonly other: string | number | boolean | readonly string[];
}

/** Keys such as `__proto__` are keys only in objects that were parsed. */
const parsed = (json: string) => JSON.parse(json) as { readonly [key: string]: string };

const valuesByName: { readonly [name: string]: Values } = {
  empty: { text: "", texts: [], numbers: [], record: {}, other: "" },
  letters: { text: "abc", texts: ["a", "b", "abc"], numbers: [1, 2, 3], record: { a: "x", b: "y" }, other: "abc" },
  "empty texts": { text: "b", texts: ["", "", "b"], numbers: [0], record: { "": "", a: "" }, other: 0 },
  duplicates: {
    text: "abab",
    texts: ["b", "a", "b", "ab"],
    numbers: [2, 1, 2],
    record: { a: "x", c: "x" },
    other: ["b", "b"],
  },
  "other scripts": {
    text: "日本b語é",
    texts: ["é", "e\u0301", "日"],
    numbers: [7],
    record: { é: "日", 日: "é" },
    other: "日",
  },
  "other cases": { text: "ÀÉÎ ÑÜ Я", texts: ["À", "à", "я"], numbers: [4], record: { Я: "я" }, other: true },
  "negative numbers": { text: "-1", texts: ["-1", "c"], numbers: [-1, -20, 5], record: { "-1": "a" }, other: -20 },
  fractions: { text: "0.5", texts: ["c", "bc"], numbers: [0.5, -2.25, 1e-7], record: { "0.5": "b" }, other: 1.5 },
  "small numbers": {
    text: "0.00001",
    texts: ["1e-7"],
    numbers: [0.0001, 0.00001, 0.0000125, 0.000001, 1.5e-7, 2e-10, 123456789.125, -1234567.5],
    record: { a: "0" },
    other: 0.00002,
  },
  "large numbers": {
    text: "1e21",
    texts: ["a"],
    numbers: [2147483648, -2147483648, 9007199254740991, 1e15, 4e18, 123456789012345680000, -1e21],
    record: { n: "1" },
    other: 4294967296,
  },
  "inherited names": {
    text: "constructor",
    texts: ["constructor", "__proto__", "toString"],
    numbers: [11],
    record: parsed('{"constructor": "a", "__proto__": "b", "a": "__proto__"}'),
    other: "__proto__",
  },
  "white space": { text: " \t a b \n", texts: [" ", "a b"], numbers: [3], record: { " ": " " }, other: false },
  signs: {
    text: 'a"b\\c$&(',
    texts: ["(", "[a-c]+", "a.c"],
    numbers: [1],
    record: { 'a"b': "$1", "a.b/c": "\n" },
    other: ["(", "\\"],
  },
};

/** What the providers say that samples ask. */
const externalData = {
  samples: { responses: { a: "abc", b: [1] }, errors: { none: "there is none" } },
  failing: { systemError: "it is closed" },
};

const wanted = process.env["BUILTINS"]?.split(",");
const rows = [...builtins, ...properties].filter(
  ({ owner, name, samples }) => samples.length > 0 && (wanted?.includes(`${owner}.${name}`) ?? true),
);

function kindOf({ owner, name }: { readonly owner: string; readonly name: string }): string {
  return `Sample${owner}${name[0]?.toUpperCase()}${name.slice(1)}`.replaceAll("_", "");
}

function policySource(kind: string, samples: readonly string[]): string {
  const yields = samples.map(
    (sample, index) =>
      `    const value${index} = ${sample};\n    yield { msg: "${index}", details: value${index} ?? null };`,
  );
  return `import {
  apiVersion, cidr, contains, duration, equals, externalData, fromBase64, fromBase64Url, md5, now, parseJson, parseUrl, parseYaml, sha1, sha256, toBase64, toBase64Url, exceeds, fmt, matches, matchesGlob, overlaps, policy, quantity, type Review, time, times, total, version,
} from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly other: string | number | boolean | readonly string[] };
}

export interface Parameters {
  text: string;
  texts: string[];
  numbers: number[];
  record: Record<string, string>;
}

export default policy({
  kind: "${kind}",
  title: "Samples",
  description: "The samples of one builtin.",

  *violations({ object, parameters }: Review<Sample, Parameters>) {
    const { text, texts, numbers, record } = parameters;
    const { other } = object.spec;
${yields.join("\n")}
  },
});
`;
}

describe("builtins", async () => {
  const folder = mkdtempSync(join(tmpdir(), "builtins-"));
  const files = rows.map((row) => {
    const file = join(folder, `${kindOf(row)}.ts`);
    writeFileSync(file, policySource(kindOf(row), row.samples));
    return file;
  });
  const compiled = await compileForAll(files);
  afterAll(async () => {
    await compiled.close();
    rmSync(folder, { recursive: true });
  });

  it("compile", () => {
    expect(compiled.diagnostics.map(({ message, sourceLine }) => `${message}: ${sourceLine}`)).toEqual([]);
  });

  it.each(rows.map((row, index) => [`${row.owner}.${row.name}`, kindOf(row), files[index] as string] as const))(
    "%s",
    async (_, kind, file) => {
      expect(compiled.policies.has(kind)).toBe(true);
      const { default: policy } = (await import(file)) as { default: AnyPolicy };
      for (const [name, { other, ...parameters }] of Object.entries(valuesByName)) {
        const object = { apiVersion: "example.dev/v1", kind: "Sample", metadata: { name: "sample" }, spec: { other } };
        const one = { id: name, parameters: parameters as unknown as { readonly [key: string]: Json }, object };
        const now = "2026-11-21T20:15:00.123Z";
        const { native, wasm, gatekeeper } = await compiled.ask(policy, { ...one, now, externalData });
        expect(native.length).toBeGreaterThan(0);
        expect(gatekeeper, `${name}: Gatekeeper against TypeScript`).toEqual(native);
        expect(wasm, `${name}: policy.wasm against TypeScript`).toEqual(native);
      }
    },
  );
});
