import { expect, test } from "vitest";
import { asRegoV0 } from "../../src/gatekeeper/rego-version.js";

const importsOf = (rego: string) => [...asRegoV0(rego).matchAll(/^import (.+)$/gm)].map(([, name]) => name);

test("imports the keywords that are used, and no others", () => {
  const rule =
    'package a\n\nviolation contains {"msg": "every x in y if z"} if {\n\tsome x in input.xs\n\tcontains(x, "a")\n}\n';
  expect(asRegoV0(rule)).toBe(
    `package a\n\nimport future.keywords.contains\nimport future.keywords.if\nimport future.keywords.in\n\n${rule.slice(11)}`,
  );
  expect(importsOf('package a\n\n# every one in it\nviolation contains {"msg": "a"}\n')).toEqual([
    "future.keywords.contains",
  ]);
  expect(importsOf("package a\n\nall_of if {\n\tevery x in input.xs { x > 1 }\n}\n")).toEqual([
    "future.keywords.every",
    "future.keywords.if",
    "future.keywords.in",
  ]);
  expect(importsOf("package a\n\nname := input.name\n")).toEqual([]);
});
