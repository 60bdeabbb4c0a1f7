import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../scripts/build-gatekeeper.mjs";
import { type Gatekeeper, openGatekeeper } from "../../src/testing/gatekeeper/client.js";
import { configMap, request, template } from "./templates.js";

let gatekeeper: Gatekeeper;

beforeAll(async () => {
  gatekeeper = await openGatekeeper(build("runner"));
}, 900_000);

afterAll(() => gatekeeper?.close());

/** What the rules say of `configMap` at rest. */
async function ask(kind: string, rego: string, question: object = {}) {
  await gatekeeper.load(template(kind, rego));
  return gatekeeper.evaluate({ kind, review: { object: configMap }, ...question });
}

test("it is the pinned Gatekeeper and its OPA", () => {
  expect(gatekeeper.version).toEqual({ gatekeeper: "v3.23.1", opa: "v1.17.1" });
});

describe("violations", () => {
  test("are a set, sorted by msg and then by details", async () => {
    const rego = `
      violation contains {"msg": "b"}
      violation contains {"msg": "a", "details": {"y": 2, "x": 1}} if some _ in [1, 2]
      violation contains {"msg": "a", "details": {"x": n}} if some n in [9, 10]`;
    expect(await ask("SortedSet", rego)).toEqual([
      { msg: "a", details: { x: 1, y: 2 } },
      { msg: "a", details: { x: 10 } },
      { msg: "a", details: { x: 9 } },
      { msg: "b", details: {} },
    ]);
  });

  test("have {} for absent details, and null for null", async () => {
    const rego = `
      violation contains {"msg": "absent"}
      violation contains {"msg": "null", "details": null}`;
    expect(await ask("AbsentDetails", rego)).toEqual([
      { msg: "absent", details: {} },
      { msg: "null", details: null },
    ]);
  });

  test("are none without a msg", async () => {
    expect(await ask("NoMessage", `violation contains {"text": "lost", "msg": input.review.object.absent}`)).toEqual(
      [],
    );
  });

  test("tell the time that is stated, and the system's where none is", async () => {
    const rego = `violation contains {"msg": format_int(time.now_ns() / 1000000, 10)}`;
    const stated = await ask("Clock", rego, { now: "2026-11-21T20:15:00.123Z" });
    expect(stated).toEqual([{ msg: String(Date.UTC(2026, 10, 21, 20, 15, 0, 123)), details: {} }]);
    const before = Date.now();
    const [told] = await ask("Clock", rego);
    expect(Number(told?.msg)).toBeGreaterThanOrEqual(before);
    expect(Number(told?.msg)).toBeLessThanOrEqual(Date.now());
    await expect(ask("Clock", rego, { now: "today" })).rejects.toThrow(/now: parsing time/);
  });

  test("print nothing that Rego prints", async () => {
    expect(await ask("Printing", `violation contains {"msg": "seen"} if print("noise")`)).toEqual([
      { msg: "seen", details: {} },
    ]);
  });
});

describe("templates", () => {
  test("are taken as YAML", async () => {
    const kind = await gatekeeper.load(`
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata:
  name: fromyaml
spec:
  crd:
    spec:
      names:
        kind: FromYaml
  targets:
    - target: admission.k8s.gatekeeper.sh
      code:
        - engine: Rego
          source:
            version: v1
            rego: |
              package fromyaml

              # A comment, and an empty line above.
              violation contains {"msg": input.review.object.metadata.name}
`);
    expect(kind).toBe("FromYaml");
    expect(await gatekeeper.evaluate({ kind, review: { object: configMap } })).toEqual([
      { msg: "settings", details: {} },
    ]);
  });

  test("are replaced by one of the same kind, and independent of others", async () => {
    const say = (text: string) => `violation contains {"msg": "${text}"}`;
    await gatekeeper.load(template("Other", say("other")));
    expect(await ask("Replaced", say("first"))).toEqual([{ msg: "first", details: {} }]);
    expect(await ask("Replaced", say("second"))).toEqual([{ msg: "second", details: {} }]);
    expect(await gatekeeper.evaluate({ kind: "Other", review: { object: configMap } })).toHaveLength(1);
  });

  test("are gone once removed", async () => {
    await gatekeeper.load(template("Removed", `violation contains {"msg": "here"}`));
    await gatekeeper.remove("Removed");
    await expect(gatekeeper.evaluate({ kind: "Removed", review: { object: configMap } })).rejects.toMatchObject({
      stage: "request",
      message: expect.stringContaining('"Removed"'),
    });
  });
});

describe("constraints", () => {
  const schema = {
    type: "object",
    required: ["limit"],
    default: { limit: 3 },
    properties: { limit: { type: "integer", minimum: 1 }, unit: { type: "string", default: "Mi" } },
  };
  const rego = `violation contains {"msg": json.marshal(input.parameters)}`;
  const review = { object: configMap };

  beforeAll(async () => {
    await gatekeeper.load(template("WithSchema", rego, schema));
  });

  test.each([
    { what: "absent parameters", parameters: undefined, seen: { limit: 3, unit: "Mi" } },
    { what: "absent properties", parameters: { limit: 5 }, seen: { limit: 5, unit: "Mi" } },
    { what: "nothing that is given", parameters: { limit: 5, unit: "Gi" }, seen: { limit: 5, unit: "Gi" } },
  ])("the schema's defaults fill in $what", async ({ parameters, seen }) => {
    const question = { kind: "WithSchema", review, ...(parameters === undefined ? {} : { parameters }) };
    const [violation] = await gatekeeper.evaluate(question);
    expect(JSON.parse(violation?.msg as string)).toEqual(seen);
  });

  test.each([
    { what: "a missing field", parameters: { unit: "Gi" }, message: "spec.parameters.limit" },
    { what: "a value out of range", parameters: { limit: 0 }, message: "spec.parameters.limit" },
    {
      what: "a field that the schema does not know",
      parameters: { limit: 1, more: 1 },
      message: "spec.parameters.more",
    },
  ])("$what is refused, and the next question is answered", async ({ parameters, message }) => {
    const refused = gatekeeper.evaluate({ kind: "WithSchema", review, parameters });
    await expect(refused).rejects.toMatchObject({ stage: "constraint", message: expect.stringContaining(message) });
    expect(await gatekeeper.evaluate({ kind: "WithSchema", review, parameters: { limit: 7 } })).toEqual([
      { msg: '{"limit":7,"unit":"Mi"}', details: {} },
    ]);
  });

  test("what they do not match is not asked", async () => {
    const asked = (namespaces: readonly string[]) =>
      ask("Matching", `violation contains {"msg": "asked"}`, { constraint: { match: { namespaces } } });
    expect(await asked(["shop"])).toHaveLength(1);
    expect(await asked(["warehouse"])).toEqual([]);
  });

  test("a match that needs an unknown Namespace is an error, not a violation", async () => {
    const constraint = { match: { namespaceSelector: { matchLabels: { team: "a" } } } };
    const rejected = ask("Selecting", `violation contains {"msg": "asked"}`, { constraint });
    await expect(rejected).rejects.toMatchObject({
      stage: "review",
      message: expect.stringContaining("unable to match"),
    });
  });
});

describe("the inventory", () => {
  const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "a" } } };
  const inventory = {
    cluster: { v1: { Namespace: { shop: namespace } } },
    namespace: { shop: { v1: { ConfigMap: { settings: configMap } } } },
  };
  const rego = `violation contains {"msg": json.marshal(data.inventory)}`;

  test("is what the question gives, and is empty again in the next", async () => {
    const [full] = await ask("Inventoried", rego, { inventory });
    expect(JSON.parse(full?.msg as string)).toEqual(inventory);
    expect(await gatekeeper.evaluate({ kind: "Inventoried", review: { object: configMap } })).toEqual([
      { msg: "{}", details: {} },
    ]);
  });

  test("answers namespaceSelector only while it holds the Namespace", async () => {
    const constraint = { match: { namespaceSelector: { matchLabels: { team: "a" } } } };
    expect(await ask("Selected", `violation contains {"msg": "asked"}`, { constraint, inventory })).toHaveLength(1);
    const without = gatekeeper.evaluate({ kind: "Selected", constraint, review: { object: configMap } });
    await expect(without).rejects.toMatchObject({ stage: "review" });
  });

  test("holds an object only at its own place", async () => {
    const misplaced = { cluster: { v1: { Namespace: { other: namespace } } }, namespace: {} };
    await expect(ask("Misplaced", rego, { inventory: misplaced })).rejects.toMatchObject({
      stage: "inventory",
      message: "cluster v1 Namespace other: Gatekeeper keeps this object at cluster v1 Namespace shop",
    });
  });
});

describe("what fails is an error that says where", () => {
  test.each([
    { what: "Rego that does not parse", rego: "violation contains {", message: "rego_parse_error" },
    { what: "Rego that does not compile", rego: `violation contains {"msg": f(1)}`, message: "undefined function f" },
    { what: "no violation rule", rego: "allow := true", message: "missing required rules: [violation]" },
    {
      what: "import rego.v1",
      rego: `import rego.v1\nviolation contains {"msg": ""}`,
      message: 'bad import: "rego.v1"',
    },
    { what: "data of others", rego: `violation contains {"msg": data.secret}`, message: "data.secret" },
    { what: "strings as violations", rego: `violation contains "msg"`, message: "undefined ref: r.msg" },
  ])("$what: template", async ({ rego, message }) => {
    await expect(gatekeeper.load(template("Refused", rego))).rejects.toMatchObject({
      stage: "template",
      message: expect.stringContaining(message),
    });
  });

  test.each([
    { what: "a number", template: 1 },
    { what: "null", template: null },
    { what: "another kind of object", template: configMap },
    { what: "YAML that is none", template: "a: [" },
    { what: "a name that is not the kind's", template: { ...template("Named", ""), metadata: { name: "x" } } },
  ])("$what for a template: template", async ({ template }) => {
    await expect(gatekeeper.load(template)).rejects.toMatchObject({ stage: "template" });
  });

  test("a msg that is no string: evaluation", async () => {
    await expect(ask("NumberMessage", `violation contains {"msg": 1}`)).rejects.toMatchObject({
      stage: "evaluation",
      message: expect.stringContaining("expected string"),
    });
  });

  test("a conflict of complete rules: evaluation", async () => {
    const rego = `
      violation contains {"msg": "both", "details": one}
      one := 1 if input.review
      one := 2 if input.review`;
    await expect(ask("Conflicting", rego)).rejects.toMatchObject({
      stage: "evaluation",
      message: expect.stringContaining("eval_conflict_error"),
    });
  });

  test("a policy may speak of such errors itself", async () => {
    const msg = "eval_conflict_error: as a message";
    expect(await ask("Quoting", `violation contains {"msg": "${msg}"}`)).toEqual([{ msg, details: {} }]);
  });

  test("an object without a kind: review", async () => {
    const asked = ask("Kindless", `violation contains {"msg": "asked"}`, { review: { object: { apiVersion: "v1" } } });
    await expect(asked).rejects.toMatchObject({ stage: "review" });
  });

  test("DELETE without the old object: review", async () => {
    const review = { request: request("DELETE", null, null) };
    await expect(ask("Deleting", `violation contains {"msg": "asked"}`, { review })).rejects.toMatchObject({
      stage: "review",
      message: expect.stringContaining("oldObject cannot be nil for DELETE operations"),
    });
  });
});
