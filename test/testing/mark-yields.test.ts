import { expect, test } from "vitest";
import { parseAst } from "vitest/node";
import { markYields } from "../../src/testing/runner/mark-yields.js";

const marked = (code: string) => markYields(code, parseAst(code, { lang: "ts" }), "a.ts");

test("each yield of a value notes its place, and no line moves", () => {
  const code = `/* é😀 */ function* f(x: string): Generator<string> {
  yield "😀" as string; if (x) yield (x);
  yield* f(x);
  yield;
  const y = yield [yield x,
    x];
}`;
  expect(marked(code)).toBe(`/* é😀 */ function* f(x: string): Generator<string> {
  yield (globalThis.gatewrightYield = "a.ts:2", "😀" as string); if (x) yield ((globalThis.gatewrightYield = "a.ts:2", x));
  yield* f(x);
  yield;
  const y = yield (globalThis.gatewrightYield = "a.ts:5", [yield (globalThis.gatewrightYield = "a.ts:5", x),
    x]);
}`);
});
