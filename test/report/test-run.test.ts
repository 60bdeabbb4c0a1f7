import { expect, test } from "vitest";
import { buildReport } from "../../src/report/build.js";
import { describeChange, testReport, watching } from "../../src/report/test-run.js";
import type { TestRun } from "../../src/testing/runner/test-run.js";

const passed = { name: "K8sA > allowed.yaml", state: "passed", milliseconds: 1, errors: [] } as const;
const skipped = { ...passed, name: "later", state: "skipped" } as const;
const place = { file: "a/fixtures/denied.yaml", line: 2, column: 3 };
const failed = {
  name: "K8sA > denied.yaml",
  state: "failed",
  milliseconds: 2,
  errors: [{ message: 'K8sA should deny a\nmissing: "x\u001b[2J"', place }],
} as const;

const engines = ["TypeScript", "policy.wasm", "Gatekeeper v3.23.1"];
const compared = "Compared: TypeScript, policy.wasm and Gatekeeper v3.23.1.";
const run = (more: Partial<TestRun>): TestRun => ({
  ok: true,
  engines,
  files: [],
  errors: [],
  untested: [],
  milliseconds: 1234,
  ...more,
});
const pretty = (tested: TestRun, line?: string) =>
  testReport({ diagnostics: [], run: tested }, () => line).pretty(false);

test("a run that passes is a line for each file and each test, and a sum", () => {
  const files = [{ file: "a/fixtures", tests: [passed, skipped], errors: [] }];
  expect(pretty(run({ files }))).toBe(
    `✓ a/fixtures (1/2 passed, 1 skipped)\n  ✓ K8sA > allowed.yaml\n  – later\n\n${compared}\n✓ 1 test passed, 1 skipped in 1.2 s\n`,
  );
});

test("a run of several files names what failed alone, unless it is asked for more", () => {
  const files = ["a", "b"].map((file) => ({ file, tests: [passed, failed], errors: [] }));
  const shown = (verbose: boolean) =>
    testReport({ diagnostics: [], run: run({ files }) }, () => undefined, verbose)
      .pretty(false)
      .split("\n")
      .slice(0, 4);
  expect(shown(false).join("\n")).toBe(
    ["✗ a (1/2 passed)", "  ✗ K8sA > denied.yaml", "✗ b (1/2 passed)", "  ✗ K8sA > denied.yaml"].join("\n"),
  );
  expect(shown(true).slice(0, 3)).toEqual(["✗ a (1/2 passed)", "  ✓ K8sA > allowed.yaml", "  ✗ K8sA > denied.yaml"]);
});

test("a run without Gatekeeper says so, and JSON lists what was compared", () => {
  const report = testReport({ diagnostics: [], run: run({ engines: engines.slice(0, 2) }) }, () => undefined);
  expect(report.pretty(false)).toContain(
    "\nCompared: TypeScript and policy.wasm. Gatekeeper itself is not at hand; see `gatewright doctor`.\n",
  );
  expect(JSON.parse(report.json({ format: 1, command: "test", ok: true }))).toMatchObject({
    engines: ["TypeScript", "policy.wasm"],
  });
});

test("a failure shows its place, its message and the line, and cannot move the cursor", () => {
  const files = [{ file: "a/fixtures", tests: [passed, failed], errors: [] }];
  expect(pretty(run({ ok: false, files }), "  kind: Pod")).toBe(
    [
      "✗ a/fixtures (1/2 passed)",
      "  ✓ K8sA > allowed.yaml",
      "  ✗ K8sA > denied.yaml",
      "",
      "a/fixtures/denied.yaml:2:3 failed K8sA > denied.yaml",
      "  K8sA should deny a",
      '  missing: "x\\u{1b}[2J"',
      "  2 │   kind: Pod",
      "    │   ^",
      "",
      compared,
      "✗ 1 test passed, 1 failed in 1.2 s",
      "",
    ].join("\n"),
  );
});

test("a place that the message starts with is shown once, and a diff below it", () => {
  const errors = [
    { message: "a/fixtures/denied.yaml:2:3: it is UTF-16", place, diff: "- Expected\n+ Received\n\n- 1\n+ \u001b[2J" },
  ];
  const files = [{ file: "a/fixtures", tests: [{ ...failed, errors }], errors: [] }];
  const shown = ["", "a/fixtures/denied.yaml:2:3 failed K8sA > denied.yaml", "  it is UTF-16"];
  expect(pretty(run({ ok: false, files }))).toContain(
    [...shown, "  - Expected", "  + Received", "", "  - 1", "  + \\u{1b}[2J", "", compared].join("\n"),
  );
  expect(testReport({ diagnostics: [], run: run({ files }) }, () => undefined).pretty(true)).toContain(
    "\u001b[32m- 1\u001b[39m\n",
  );
});

test("a watch tells what has changed, and colours nothing without being asked", () => {
  expect(describeChange(["a.ts"], false)).toBe("a.ts changed.\n\n");
  expect(describeChange(["a\u001b.ts", "b.ts", "c.ts"], false)).toBe("a\\u{1b}.ts and 2 other files changed.\n\n");
  expect(describeChange([], true)).toBe("\u001b[2mSomething changed.\u001b[22m\n\n");
  expect(watching(false)).toBe("Watching for changes; Ctrl+C ends it.\n");
});

test("errors of files and of the whole run are shown too", () => {
  const files = [{ file: "a.test.ts", tests: [], errors: [{ message: "cannot be loaded" }] }];
  const text = pretty(run({ ok: false, files, errors: [{ message: "a promise was rejected" }] }));
  expect(text).toContain("failed a.test.ts\n  cannot be loaded\n");
  expect(text).toContain("failed outside of any test\n  a promise was rejected\n");
  expect(text).toMatch(/\n✗ 0 tests passed in 1\.2 s\n$/);
});

test("policies without tests are named", () => {
  expect(pretty(run({ untested: ["K8sB"] }))).toContain("! K8sB has neither fixtures nor tests.\n");
});

test("a build tells what changed in its folder", () => {
  const built = { policies: [], constraints: [], diagnostics: [], out: "dist" };
  const files = [1, 2, 3].map((bytes) => ({ path: `${bytes}`, bytes }));
  const text = (more: object) => buildReport({ ...built, ...more }).pretty(false);
  expect(text({ files, removed: ["x"], unchanged: 2 })).toMatch(/\ndist: 1 file written, 1 removed, 2 unchanged\.\n$/);
  expect(text({ files, warnings: ["Hm."] })).toMatch(/^warning Hm\.\n/);
  expect(text({})).toMatch(/\nNothing is written\.\n$/);
});
