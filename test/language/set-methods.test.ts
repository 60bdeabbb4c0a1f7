import { describe, expect, test } from "vitest";
import { supplySetMethods } from "../../src/language/set-methods.js";

/** A Set whose prototype has ours in the place of whatever the engine brings. */
class Supplied extends Set<number> {}
for (const name of Object.getOwnPropertyNames(Set.prototype)) {
  const own = Object.getOwnPropertyDescriptor(Set.prototype, name);
  if (own !== undefined && name !== "constructor") Object.defineProperty(Supplied.prototype, name, own);
}
const bare: Record<string, unknown> = {};
supplySetMethods(bare);
for (const [name, own] of Object.entries(Object.getOwnPropertyDescriptors(bare)))
  Object.defineProperty(Supplied.prototype, name, own);

describe("set methods give the specification's results in its order", () => {
  const left = new Supplied([3, 1, 2]);
  test.each([
    ["union", [2, 5, 4], [3, 1, 2, 5, 4]],
    ["intersection", [2, 9, 3, 8], [3, 2]],
    ["intersection", [2, 3], [2, 3]],
    ["difference", [1, 7], [3, 2]],
    ["symmetricDifference", [5, 1, 4], [3, 2, 5, 4]],
    ["isSubsetOf", [1, 2, 3, 4], true],
    ["isSubsetOf", [1, 2, 4], false],
    ["isSupersetOf", [1, 2], true],
    ["isSupersetOf", [1, 4], false],
    ["isDisjointFrom", [4, 5], true],
    ["isDisjointFrom", [4, 1], false],
  ] as const)("%s %j", (name, right, expected) => {
    const result = (left[name] as (other: ReadonlySet<number>) => unknown)(new Set<number>(right));
    expect(result instanceof Set ? [...result] : result).toEqual(expected);
  });
});

test("only what is missing is supplied, and nothing that a loop would see", () => {
  const union = () => "native";
  const prototype = { union };
  supplySetMethods(prototype);
  expect(prototype.union).toBe(union);
  expect(Object.keys(prototype)).toEqual(["union"]);
  expect("isSubsetOf" in prototype).toBe(true);
});
