import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { findRecord, records } from "../../src/compiler/diagnostics/index.js";
import { compileFiles } from "./memory-host.js";
import { places } from "./places.js";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/** Every code that stands in the sources, apart from the records themselves. */
function reportedCodes(): ReadonlySet<string> {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const texts = files
    .map((path) => readFileSync(source + path, "utf8"))
    .filter((text) => !/Records: readonly DiagnosticRecord/.test(text));
  return new Set(texts.flatMap((text) => [...text.matchAll(/"(GW\d{4})"/g)].map(([, code]) => code as string)));
}

/** A text for authors: a sentence, or code, and nothing that only the compiler's own sources know. */
function expectProse(text: string): void {
  expect(text).not.toMatch(/\{\w+\}/);
  expect(text).toMatch(/^[A-Z`]/);
  const words = text.replaceAll(/`[^`]*`/g, "");
  expect(words).not.toMatch(/\b(?:IR|AST|node|lower(?:ed|ing)|emit\w*|term|symbol|scope|shape|SyntaxKind)\b/i);
  // Names of code in prose stand in backticks.
  expect(words).not.toMatch(/=>|\?\?|===|\bconst\b|\w\(|\w\.\w+\(/);
}

/** Files that are no source have no lines to show. */
const withoutLine = ["GW2007"];

describe("each record's bad module gets its diagnostic, and its good one gets none", () => {
  for (const { code, severity, bad, good } of records) {
    test(code, () => {
      const options = { mistakes: code.startsWith("GW50") };
      const { diagnostics, policies } = compileFiles({ "policy.ts": bad }, ["policy.ts"], options);
      expect(
        diagnostics.map((one) => one.code),
        diagnostics.map(({ message }) => message).join("\n"),
      ).toEqual([code]);
      expect(policies.length).toBe(severity === "error" ? 0 : 1);
      for (const { span, sourceLine, message, help = "" } of diagnostics) {
        expect(span?.file).toBe("policy.ts");
        if (withoutLine.includes(code)) expect(sourceLine).toBeUndefined();
        else expect(sourceLine).toBe(bad.split("\n")[(span?.line ?? 0) - 1]);
        const end = span?.endLine === span?.line ? (span?.endColumn ?? 0) - 1 : undefined;
        expect(`${span?.line}: ${sourceLine?.slice((span?.column ?? 0) - 1, end) ?? ""}`).toBe(places[code]);
        expectProse(message);
        expectProse(help);
        expect(help).toMatch(/[.)]$/);
      }
      const right = compileFiles({ "policy.ts": good }, ["policy.ts"], options);
      expect(right.diagnostics).toEqual([]);
      expect(right.policies.length).toBe(1);
    });
  }
});

describe("the records", () => {
  const codes = records.map(({ code }) => code);

  test("have codes of their own, in order", () => {
    expect(codes).toEqual([...new Set(codes)].toSorted());
    for (const code of codes) expect(code).toMatch(/^GW\d{4}$/);
  });

  test("say everything", () => {
    for (const record of records) {
      for (const [field, text] of Object.entries(record)) expect(text, `${record.code} ${field}`).not.toBe("");
      expect(record.why.length, `${record.code} why`).toBeGreaterThan(60);
      expect(record.why, `${record.code} why`).toMatch(/\.$/);
      expect(record.title, `${record.code} title`).not.toMatch(/\.$/);
      expect(record.message, `${record.code} message`).not.toMatch(/\.$/);
      expect(record.title, `${record.code} title`).not.toMatch(/`|\{/);
    }
  });

  test("have a place each, in the module that gets them", () => {
    expect(Object.keys(places)).toEqual(codes);
  });

  test("are those that the compiler reports, and no others", () => {
    expect([...reportedCodes()].toSorted()).toEqual(codes);
  });

  test("are found in any case", () => {
    expect(findRecord("gw1001")?.code).toBe("GW1001");
    expect(findRecord("GW9999")).toBeUndefined();
  });
});
