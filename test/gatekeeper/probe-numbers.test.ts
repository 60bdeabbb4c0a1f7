/** What Rego sees of numbers under Gatekeeper: the findings that README.md lists. */
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "../../scripts/build-gatekeeper.mjs";
import { type Gatekeeper, openGatekeeper } from "../../src/testing/gatekeeper/client.js";
import { configMap, template } from "./templates.js";

let gatekeeper: Gatekeeper;

beforeAll(async () => {
  gatekeeper = await openGatekeeper(build("runner"));
}, 900_000);

afterAll(() => gatekeeper?.close());

const rego = `
  places := {
    "object": input.review.object.n,
    "parameters": input.parameters.n,
    "inventory": data.inventory.cluster.v1.Thing.kept.n,
  }
  violation contains {"msg": json.marshal(seen), "details": x} if {
    some place, list in places
    some x in list
    seen := {
      "place": place, "marshal": json.marshal(x), "%v": sprintf("%v", [x]), "%d": sprintf("%d", [x]),
      "format_int": format_int(x, 10), "times one": json.marshal(x * 1),
    }
  }`;

/** Numbers go in and come out as text: JSON.stringify would change them. */
function seenOf(number: string) {
  const thing = (name: string) => `{"apiVersion":"v1","kind":"Thing","metadata":{"name":"${name}"},"n":[${number}]}`;
  const lines = [
    JSON.stringify({ id: 1, op: "load", template: template("Numbers", rego) }),
    `{"id":2,"op":"evaluate","kind":"Numbers","object":${thing("asked")},"spec":{"parameters":{"n":[${number}]}},` +
      `"inventory":{"cluster":{"v1":{"Thing":{"kept":${thing("kept")}}}}}}`,
  ];
  const { stdout } = spawnSync(build("runner"), [], { input: lines.join("\n"), encoding: "utf8" });
  const { violations } = JSON.parse(stdout.split("\n")[1] as string);
  return Object.fromEntries(
    violations.map(({ msg }: { readonly msg: string }) => {
      const { place, ...seen } = JSON.parse(msg);
      return [place, [seen.marshal, seen["%v"], seen["%d"], seen.format_int, seen["times one"]]];
    }),
  );
}

const notD = (text: string) => `%!d(float64=${text})`;
const float = (text: string, whole: string, computed: string) => [text, text, notD(text), whole, computed];
const same = (text: string) => [text, text, text, text, text];

test.each([
  { number: "0", parameters: same("0"), other: same("0") },
  { number: "-0", parameters: same("0"), other: same("0") },
  { number: "999999", parameters: same("999999"), other: same("999999") },
  { number: "1000000", parameters: same("1000000"), other: float("1e+06", "1000000", "1000000") },
  {
    number: "1000690000",
    parameters: same("1000690000"),
    other: float("1.00069e+09", "1000690000", "1000690000"),
  },
  {
    number: "9007199254740993",
    parameters: same("9007199254740993"),
    other: float("9.007199254740992e+15", "9007199254740992", "9007199254740992"),
  },
  {
    number: "9223372036854775807",
    parameters: same("9223372036854775807"),
    other: float("9.223372036854776e+18", "9223372036854776000", "9223372036854776000"),
  },
  {
    number: "18446744073709551615",
    parameters: float("1.8446744073709552e+19", "18446744073709552000", "18446744073709552000"),
    other: float("1.8446744073709552e+19", "18446744073709552000", "18446744073709552000"),
  },
  { number: "1.0", parameters: same("1"), other: same("1") },
  {
    number: "1e6",
    parameters: float("1e+06", "1000000", "1000000"),
    other: float("1e+06", "1000000", "1000000"),
  },
  { number: "1.5", parameters: float("1.5", "1", "1.5"), other: float("1.5", "1", "1.5") },
  { number: "1.5e-7", parameters: float("1.5e-07", "0", "1.5e-07"), other: float("1.5e-07", "0", "1.5e-07") },
  {
    number: "1e21",
    parameters: float("1e+21", "1000000000000000000000", "1000000000000000000000"),
    other: float("1e+21", "1000000000000000000000", "1000000000000000000000"),
  },
])("the number $number", ({ number, parameters, other }) => {
  expect(seenOf(number)).toEqual({ object: other, inventory: other, parameters });
});

test("json.marshal prints an object of the inventory or of the parameters unlike the numbers in it", async () => {
  const rego = `
    violation contains {"msg": json.marshal(kept)} if some kept in data.inventory.cluster.v1.Thing
    violation contains {"msg": sprintf("%v", [kept.n])} if some kept in data.inventory.cluster.v1.Thing
    violation contains {"msg": json.marshal(kept.n)} if some kept in data.inventory.cluster.v1.Thing
  `;
  await gatekeeper.load(template("Lazy", rego));
  const kept = { apiVersion: "v1", kind: "Thing", metadata: { name: "kept" }, n: [1e6] };
  const inventory = { cluster: { v1: { Thing: { kept } } }, namespace: {} };
  const violations = await gatekeeper.evaluate({ kind: "Lazy", review: { object: configMap }, inventory });
  expect(violations.map(({ msg }) => msg)).toEqual([
    "[1e+06]",
    `{"apiVersion":"v1","kind":"Thing","metadata":{"name":"kept"},"n":[1000000]}`,
  ]);
});

test("numbers that no float holds are refused", async () => {
  const line = `{"id":1,"op":"evaluate","kind":"Numbers","object":{"apiVersion":"v1","kind":"Thing","n":1e400}}`;
  const load = JSON.stringify({ id: 0, op: "load", template: template("Numbers", rego) });
  const { stdout } = spawnSync(build("runner"), [], { input: `${load}\n${line}`, encoding: "utf8" });
  expect(JSON.parse(stdout.split("\n")[1] as string)).toMatchObject({ error: { stage: "review" } });
});
