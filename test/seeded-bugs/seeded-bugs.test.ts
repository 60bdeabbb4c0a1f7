/** The data and the verdicts of `npm run seeded-bugs`, which takes minutes itself. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type Bug, bugs } from "./bugs.js";
import { planted } from "./plant.js";
import { foundLine, summary } from "./report.js";
import { type TestReport, verdictOf } from "./verdict.js";

const sourceOf = ({ file }: Bug) =>
  readFileSync(fileURLToPath(new URL(`../../src/compiler/${file}`, import.meta.url)), "utf8");

test.each(bugs.map((bug) => [bug.name, bug] as const))("%s still has a place in the sources", (_, bug) => {
  const source = sourceOf(bug);
  expect(planted(source, bug)).not.toBe(source);
});

test("each bug has a name of its own", () => {
  const names = bugs.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(bugs.length).toBeGreaterThanOrEqual(30);
});

const bug: Bug = { name: "one", about: "What is one is two", file: "a.ts", find: "one", replace: "two" };

test("puts a bug in its place, as it is written", () => {
  expect(planted("a one b", { ...bug, replace: "$&" })).toBe("a $& b");
});

test.each([
  ["no", 0],
  ["one and one", 2],
])("refuses a bug whose place is lost: %s", (source, count) => {
  expect(() => planted(source, bug)).toThrow(`once in src/compiler/a.ts, and finds it ${count} times`);
});

function report(...messages: readonly string[]): TestReport {
  return {
    success: false,
    testResults: [
      {
        name: "/copy/test/laws/policies.test.ts",
        status: "failed",
        message: "no engine",
        assertionResults: messages.map((message, index) => ({
          fullName: `policies number ${index}`,
          status: "failed",
          failureMessages: [message],
        })),
      },
    ],
  };
}

test("a test whose answers differ catches a bug", () => {
  const message =
    "\u001b[31mAssertionError: pod: Gatekeeper against TypeScript: expected [] to deeply equal [ 1 ]\u001b[0m\n at";
  expect(verdictOf(report(message), "/copy")).toEqual({
    sort: "caught",
    by: "test/laws/policies.test.ts › policies number 0",
    what: "pod: Gatekeeper against TypeScript: expected [] to deeply equal [ 1 ]",
  });
});

test.each([
  ["nothing runs", report(), "no engine"],
  ["a program fails", report("TypeError: x is not a function"), "TypeError: x is not a function"],
  [
    "a policy is refused",
    report("AssertionError: expected [ '12:3 GW1005 `sort()` …' ] to deeply equal []"),
    "expected [ '12:3 GW1005 `sort()` …' ] to deeply equal []",
  ],
])("where %s, the seed is no bug of meaning", (_, failed, reason) => {
  expect(verdictOf(failed, "/copy")).toEqual({ sort: "spoilt", reason });
});

test("where nothing fails, it survives", () => {
  expect(verdictOf({ success: true, testResults: [] }, "/copy")).toBeUndefined();
});

test("says what caught each, and what survived", () => {
  const caught = { bug, seconds: 2, sort: "caught", by: "a test", what: "it differs" } as const;
  const survived = { bug, seconds: 3.25, sort: "survived" } as const;
  expect(foundLine(caught)).toBe("one: What is one is two\n  caught by a test, 2.0 s\n  it differs");
  expect(foundLine(survived)).toBe("one: What is one is two\n  SURVIVED, 3.3 s");
  expect(summary([caught, survived], 5)).toBe("1 of 2 bugs caught in 5 s, the slowest in 3 s\nsurvived: one");
});
