import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/model.js";
import { displayWidth, expandLine, printable } from "../../src/report/columns.js";
import { count, diagnosticCounts, prettyDiagnostics } from "../../src/report/diagnostics.js";
import { jsonDiagnostic } from "../../src/report/json.js";

function finding(sourceLine: string, column: number, endColumn: number, more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: "GW1001",
    severity: "error",
    message: "no",
    sourceLine,
    span: { file: "policies/labels/policy.ts", line: 7, column, endLine: 7, endColumn },
    ...more,
  };
}

/** The frame's two lines, without what stands before the bar. */
function frame(diagnostic: Diagnostic): string[] {
  const lines = prettyDiagnostics([diagnostic], false).split("\n").slice(1, 3);
  return lines.map((line) => line.slice(line.indexOf("│") + 2));
}

describe("a diagnostic for people", () => {
  test("says where, what, the line with a caret, and what to do", () => {
    const text = prettyDiagnostics(
      [finding("  for (const x in y) {", 8, 20, { message: "for…in has no order.", help: "Use `Object.keys`." })],
      false,
    );
    expect(text).toBe(
      [
        "policies/labels/policy.ts:7:8 error GW1001 for…in has no order.",
        "  7 │   for (const x in y) {",
        "    │        ^^^^^^^^^^^^",
        "  help: Use `Object.keys`.",
        "",
      ].join("\n"),
    );
  });

  test("stands without a place, and before those that have one", () => {
    const text = prettyDiagnostics(
      [finding("a", 1, 2), { code: "GW2000", severity: "warning", message: "nothing uses it" }],
      false,
    );
    expect(text.startsWith("warning GW2000 nothing uses it\n\npolicies/labels")).toBe(true);
  });

  test("are ordered by file, then line, then column", () => {
    const at = (file: string, line: number, column: number): Diagnostic => ({
      code: "GW1",
      severity: "error",
      message: "m",
      span: { file, line, column, endLine: line, endColumn: column },
    });
    const text = prettyDiagnostics([at("b.ts", 1, 1), at("a.ts", 10, 1), at("a.ts", 9, 12), at("a.ts", 9, 3)], false);
    expect(text.match(/^\S+/gm)).toEqual(["a.ts:9:3", "a.ts:9:12", "a.ts:10:1", "b.ts:1:1"]);
  });

  test("keeps further lines of a message below the first", () => {
    const text = prettyDiagnostics(
      [finding("x", 1, 2, { message: "Type A is not B.\n  Property c is missing." })],
      false,
    );
    expect(text).toContain("Type A is not B.\n    Property c is missing.\n");
  });

  test("is coloured when asked, and only then", () => {
    const ansi = String.fromCharCode(27);
    expect(prettyDiagnostics([finding("x", 1, 2)], true)).toContain(`${ansi}[31m`);
    expect(prettyDiagnostics([finding("x", 1, 2)], false)).not.toContain(ansi);
  });
});

describe("the caret line", () => {
  test("stands below a place that follows tabs", () => {
    expect(frame(finding("\t\tyield x;", 9, 10))).toEqual(["        yield x;", "              ^"]);
  });

  test("counts wide characters as two columns and combining marks as none", () => {
    // "漢字" and "👩‍👩‍👧" are wide; "é" is e with a combining accent.
    expect(frame(finding('f("漢字", x)', 9, 10))).toEqual(['f("漢字", x)', "          ^"]);
    expect(frame(finding('f("👩‍👩‍👧", x)', 15, 16))).toEqual(['f("👩‍👩‍👧", x)', "        ^"]);
    expect(frame(finding('f("e\u0301", x)', 9, 10))).toEqual(['f("e\u0301", x)', "       ^"]);
  });

  test("marks the whole range, wide characters included", () => {
    expect(frame(finding('f("漢字")', 3, 7))[1]).toBe("  ^^^^^^");
  });

  test("marks the first line of a range of several lines, and at least one column", () => {
    const span = { file: "a.ts", line: 7, column: 1, endLine: 9, endColumn: 2 };
    expect(frame(finding("yield {", 1, 1, { span }))[1]).toBe("^^^^^^^");
    expect(frame(finding("", 1, 1))[1]).toBe("^");
  });

  test("survives places that the line does not have", () => {
    expect(frame(finding("ab", 90, 95))[1]).toBe("  ^");
  });

  test("shows the part of a very long line that matters", () => {
    const [line, caret] = frame(finding(`${"a".repeat(5000)}HERE${"b".repeat(5000)}`, 5001, 5005));
    expect(line).toHaveLength(162);
    expect(line?.slice(caret?.indexOf("^"), caret?.length)).toBe("HERE");
  });
});

describe("text of others", () => {
  test("cannot move the cursor or turn the direction of writing", () => {
    expect(printable("a\u001b[2Kb\u202ec\r")).toBe("a\\u{1b}[2Kb\\u{202e}c\\u{d}");
    const text = prettyDiagnostics([finding("x = '\u001b[31m'", 1, 2, { message: "bad \u001b]0;t\u0007" })], false);
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain("\u0007");
  });

  test("is measured as terminals draw it", () => {
    expect(displayWidth("abc")).toBe(3);
    expect(displayWidth("한글")).toBe(4);
    expect(displayWidth("✅")).toBe(2);
    expect(displayWidth("a\u200bb")).toBe(2);
    expect(expandLine("a\tb\t漢\tc")).toBe("a   b   漢  c");
  });
});

describe("counts", () => {
  test("are words", () => {
    expect(count(1, "policy")).toBe("1 policy");
    expect(count(0, "policy")).toBe("0 policies");
    expect(count(3, "error")).toBe("3 errors");
    expect(diagnosticCounts([finding("", 1, 1), finding("", 1, 1, { severity: "warning" })])).toBe(
      "1 error and 1 warning",
    );
    expect(diagnosticCounts([])).toBe("no findings");
  });
});

test("a diagnostic in JSON spreads its place and leaves out what it has not", () => {
  expect(jsonDiagnostic(finding("x", 1, 2))).toEqual({
    code: "GW1001",
    severity: "error",
    message: "no",
    file: "policies/labels/policy.ts",
    line: 7,
    column: 1,
    endLine: 7,
    endColumn: 2,
    sourceLine: "x",
  });
  expect(Object.keys(jsonDiagnostic({ code: "GW1", severity: "warning", message: "m" }))).toEqual([
    "code",
    "severity",
    "message",
  ]);
});
