import { describe, expect, test } from "vitest";
import type { DiagnosticRecord } from "../../src/compiler/diagnostics/record.js";
import type { CompiledPolicy, Diagnostic } from "../../src/model.js";
import { checkReport } from "../../src/report/check.js";
import { doctorReport } from "../../src/report/doctor.js";
import { explainReport } from "../../src/report/explain.js";

const policy: CompiledPolicy = {
  file: "policies/a/policy.ts",
  kind: "K8sA",
  title: "A",
  description: "…",
  severity: "high",
  matchKinds: [],
  rego: "package k8sa\n",
  sync: [],
};
const span = { file: policy.file, line: 3, column: 1, endLine: 3, endColumn: 2 };
const own: Diagnostic = { code: "GW1001", severity: "error", message: "No.", span };
const foreign: Diagnostic = { code: "TS2322", severity: "error", message: "No.", span: { ...span, line: 1 } };
const warning: Diagnostic = { code: "GW2001", severity: "warning", message: "Hm.", span };

describe("the result of a check", () => {
  const pretty = (diagnostics: readonly Diagnostic[]) =>
    checkReport({ policies: [policy], constraints: [], diagnostics }).pretty(false);

  test("without findings is one line", () => {
    expect(pretty([])).toBe("✓ 1 policy: no findings\n");
    const constraint = { kind: "K8sA", name: "a", span };
    const report = checkReport({ policies: [policy, policy], constraints: [constraint], diagnostics: [] });
    expect(report.pretty(false)).toBe("✓ 2 policies, 1 constraint: no findings\n");
  });

  test("with warnings alone is fine", () => {
    expect(pretty([warning])).toBe("policies/a/policy.ts:3:1 warning GW2001 Hm.\n\n✓ 1 policy: 1 warning\n");
  });

  test("with errors counts them and points to the explanation of the first of ours", () => {
    expect(pretty([own, foreign, warning])).toMatch(
      /\n\n2 errors and 1 warning\. `gatewright explain GW1001` says why\.\n$/,
    );
    expect(pretty([foreign])).toMatch(/\n\n1 error\.\n$/);
  });

  test("as JSON has policies, constraints and diagnostics in order", () => {
    const report = checkReport({
      policies: [policy],
      constraints: [
        { kind: "K8sA", name: "a", span },
        { kind: "K8sA", name: "b", set: "c/d", span },
      ],
      diagnostics: [own, foreign],
    });
    const text = report.json({ format: 1, command: "check", ok: false });
    expect(text.endsWith("}\n")).toBe(true);
    const { file, line } = span;
    expect(JSON.parse(text)).toEqual({
      format: 1,
      command: "check",
      ok: false,
      policies: [{ kind: "K8sA", file, title: "A", severity: "high" }],
      constraints: [
        { kind: "K8sA", name: "a", file, line },
        { kind: "K8sA", name: "b", set: "c/d", file, line },
      ],
      diagnostics: [
        { code: "TS2322", severity: "error", message: "No.", ...span, line: 1 },
        { code: "GW1001", severity: "error", message: "No.", ...span },
      ],
    });
  });
});

describe("a record explained", () => {
  const record: DiagnosticRecord = {
    code: "GW1001",
    severity: "error",
    title: "No loops over keys",
    message: "{loop} has no order.",
    help: "Use `{instead}`.",
    why: `${"word ".repeat(30)}\n\nSecond.`,
    bad: "for (const a in b) {\n  c();\n}\n",
    good: "for (const a of b) c();\n",
  };

  test("shows everything, wrapped, with places marked", () => {
    const text = explainReport([record]).pretty(false);
    expect(text).toContain(
      "error GW1001: No loops over keys\n\n  <loop> has no order.\n  help: Use `<instead>`.\n\nword",
    );
    expect(text).toContain(
      "word\n\nSecond.\n\nGets it:\n\n    for (const a in b) {\n      c();\n    }\n\nPut right:\n\n    for (",
    );
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("is one line in a list", () => {
    expect(explainReport([record]).list(false)).toBe("GW1001  error    No loops over keys\n");
  });
});

describe("what doctor found", () => {
  test("says what is missing, what it means, and the verdict", () => {
    const fine = doctorReport([
      { name: "node", status: "ok", version: "20.19.0" },
      { name: "gator", status: "absent", note: "Runs suites." },
    ]);
    expect(fine.pretty(false)).toBe(
      "✓ node   20.19.0\n– gator  not found\n         Runs suites.\n\nReady: policies can be checked, built and tested here.\n",
    );
    const broken = doctorReport([
      { name: "node", status: "unusable", version: "18.0.0", note: "Install a newer one." },
    ]);
    expect(broken.pretty(false)).toMatch(/^✗ node {2}18\.0\.0\n.*\n\nNot ready: put right node\.\n$/);
  });
});
