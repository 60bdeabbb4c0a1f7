import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { findRecord, records } from "../../src/compiler/diagnostics/index.js";
import { compileFiles } from "./memory-host.js";

const source = fileURLToPath(new URL("../../src/compiler/", import.meta.url));

/** Every code that stands in the compiler's sources, apart from the records themselves. */
function reportedCodes(): ReadonlySet<string> {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const texts = files
    .filter((path) => !path.startsWith("diagnostics/") || /reporter|unclaimed-syntax/.test(path))
    .map((path) => readFileSync(source + path, "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(/"(GW\d{4})"/g)].map(([, code]) => code as string)));
}

/** Files that are no source have no lines to show. */
const withoutLine = ["GW2007"];

describe("each record's bad module gets its diagnostic, and its good one gets none", () => {
  for (const { code, severity, bad, good } of records) {
    test(code, () => {
      const { diagnostics, policies } = compileFiles({ "policy.ts": bad });
      expect(
        diagnostics.map((one) => one.code),
        diagnostics.map(({ message }) => message).join("\n"),
      ).toEqual([code]);
      expect(policies.length).toBe(severity === "error" ? 0 : 1);
      for (const { span, sourceLine, message, help } of diagnostics) {
        expect(span?.file).toBe("policy.ts");
        if (withoutLine.includes(code)) expect(sourceLine).toBeUndefined();
        else expect(sourceLine).toBe(bad.split("\n")[(span?.line ?? 0) - 1]);
        expect(`${message} ${help}`).not.toMatch(/\{\w+\}/);
      }
      const right = compileFiles({ "policy.ts": good });
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
    }
  });

  test("are those that the compiler reports, and no others", () => {
    expect([...reportedCodes()].toSorted()).toEqual(codes);
  });

  test("are found in any case", () => {
    expect(findRecord("gw1001")?.code).toBe("GW1001");
    expect(findRecord("GW9999")).toBeUndefined();
  });
});
