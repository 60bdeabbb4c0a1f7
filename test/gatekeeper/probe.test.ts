/** What Rego sees of a review under Gatekeeper: the findings that README.md lists. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../scripts/build-gatekeeper.mjs";
import { type Gatekeeper, type GatekeeperReview, openGatekeeper } from "../../src/testing/gatekeeper/client.js";
import { configMap, request, template } from "./templates.js";

let gatekeeper: Gatekeeper;

beforeAll(async () => {
  gatekeeper = await openGatekeeper(build("runner"));
  await gatekeeper.load(template("Probe", `violation contains {"msg": json.marshal(input)}`));
}, 900_000);

afterAll(() => gatekeeper?.close());

async function inputOf(review: object) {
  const [probed] = await gatekeeper.evaluate({ kind: "Probe", review: review as GatekeeperReview });
  return JSON.parse(probed?.msg as string);
}

const reviewOf = async (review: object) => (await inputOf(review)).review;

const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "a" } } };
const changed = { ...configMap, data: { a: "b" } };
const execOptions = { apiVersion: "v1", kind: "PodExecOptions", command: ["sh"] };
const noResource = { group: "", version: "", resource: "" };

describe("input", () => {
  test("is the review and the parameters, which are {} when the constraint has none", async () => {
    const input = await inputOf({ object: configMap });
    expect(Object.keys(input).sort()).toEqual(["parameters", "review"]);
    expect(input.parameters).toEqual({});
  });

  test("of an object at rest, as in audit and gator, has empty fields in place of a request's", async () => {
    expect(await reviewOf({ object: configMap })).toEqual({
      uid: "",
      operation: "",
      kind: { group: "", version: "v1", kind: "ConfigMap" },
      resource: noResource,
      name: "settings",
      namespace: "shop",
      userInfo: {},
      object: configMap,
      oldObject: null,
      options: null,
      namespaceObject: {},
    });
  });

  test("of an object at rest has no name and no namespace where the object has none", async () => {
    const review = await reviewOf({
      object: { apiVersion: "apps/v1", kind: "Thing", metadata: { generateName: "a-" } },
    });
    expect(review.kind).toEqual({ group: "apps", version: "v1", kind: "Thing" });
    expect(review).not.toHaveProperty("name");
    expect(review).not.toHaveProperty("namespace");
  });

  test.each([
    { operation: "CREATE", sent: [configMap, null], seen: [configMap, null] },
    { operation: "UPDATE", sent: [changed, configMap], seen: [changed, configMap] },
    { operation: "DELETE", sent: [null, configMap], seen: [configMap, configMap] },
    { operation: "DELETE", sent: [changed, configMap], seen: [configMap, configMap] },
    { operation: "CONNECT", sent: [execOptions, null], seen: [execOptions, null] },
    { operation: "UPDATE", sent: [null, null], seen: [null, null] },
  ] as const)("of a $operation of %# has the request's fields", async ({ operation, sent, seen }) => {
    const sentRequest = request(operation, sent[0], sent[1]);
    const [object, oldObject] = seen;
    expect(await reviewOf({ request: sentRequest })).toEqual({
      ...sentRequest,
      object,
      oldObject,
      namespaceObject: {},
    });
  });

  test("of a DELETE without an old object is refused", async () => {
    const review = { request: request("DELETE", configMap, null) };
    await expect(reviewOf(review)).rejects.toMatchObject({ stage: "review" });
  });

  test("of a request that says little has Go's zero values", async () => {
    const kind = { group: "", version: "v1", kind: "ConfigMap" };
    expect(await reviewOf({ request: { operation: "CREATE", kind, object: configMap } })).toEqual({
      uid: "",
      operation: "CREATE",
      kind,
      resource: noResource,
      userInfo: {},
      object: configMap,
      oldObject: null,
      options: null,
      namespaceObject: {},
    });
  });

  test("keeps null, empty objects and empty arrays of the object", async () => {
    const object = { ...configMap, none: null, map: {}, list: [], nested: [null, {}, [], ""] };
    expect((await reviewOf({ object })).object).toEqual(object);
  });

  test("of a request for a Namespace has no namespace", async () => {
    const about = { ...request("CREATE", namespace, null), kind: { group: "", version: "v1", kind: "Namespace" } };
    expect(await reviewOf({ request: about })).not.toHaveProperty("namespace");
  });
});

describe("namespaceObject", () => {
  test.each(["audit", "webhook"])("is the Namespace as Go writes it: %s", async (by) => {
    const subject = by === "audit" ? { object: configMap } : { request: request("CREATE", configMap, null) };
    const given = { ...namespace, metadata: { ...namespace.metadata, annotations: {} }, unknown: 1 };
    expect((await reviewOf({ ...subject, namespaceObject: given })).namespaceObject).toEqual({
      ...namespace,
      spec: {},
      status: {},
    });
  });

  test("is {} and not null when there is none, so that its own absence cannot be seen", async () => {
    await gatekeeper.load(template("Absence", `violation contains {"msg": ""} if not input.review.namespaceObject`));
    expect(await gatekeeper.evaluate({ kind: "Absence", review: { object: configMap } })).toEqual([]);
  });
});

describe("the inventory", () => {
  test("is {} without objects: neither cluster nor namespace is there", async () => {
    await gatekeeper.load(template("Empty", `violation contains {"msg": json.marshal(data.inventory)}`));
    const question = { kind: "Empty", review: { object: configMap }, inventory: { cluster: {}, namespace: {} } };
    expect(await gatekeeper.evaluate(question)).toEqual([{ msg: "{}", details: {} }]);
  });
});

describe("defaults of the schema", () => {
  const schema = {
    type: "object",
    properties: {
      unit: { type: "string", default: "Mi" },
      kept: { type: "string", nullable: true, default: "x" },
      inner: { type: "object", properties: { limit: { type: "integer", default: 2_000_000 } } },
    },
  };

  test.each([
    ["apply to no parameters at all only when the object has a default itself", undefined, {}],
    ["apply to properties of parameters that are there", {}, { unit: "Mi", kept: "x" }],
    ["leave a null that the schema allows", { kept: null }, { unit: "Mi", kept: null }],
    ["apply in an object that is there", { inner: {} }, { unit: "Mi", kept: "x", inner: { limit: 2_000_000 } }],
  ])("%s", async (_, parameters, seen) => {
    await gatekeeper.load(template("Defaults", `violation contains {"msg": json.marshal(input.parameters)}`, schema));
    const question = { kind: "Defaults", review: { object: configMap } };
    const asked = parameters === undefined ? question : { ...question, parameters };
    const [violation] = await gatekeeper.evaluate(asked);
    expect(JSON.parse(violation?.msg as string)).toEqual(seen);
  });

  test("do not replace a null that the schema forbids: the constraint is refused", async () => {
    await gatekeeper.load(template("Defaults", `violation contains {"msg": ""}`, schema));
    const asked = gatekeeper.evaluate({ kind: "Defaults", parameters: { unit: null }, review: { object: configMap } });
    await expect(asked).rejects.toMatchObject({
      stage: "constraint",
      message: expect.stringContaining("spec.parameters.unit"),
    });
  });
});

test("a template's operations decide in the webhook and not in an audit", async () => {
  const made = template("OnDelete", `violation contains {"msg": "asked"}`);
  const [target] = made.spec.targets;
  await gatekeeper.load({ ...made, spec: { ...made.spec, targets: [{ ...target, operations: ["DELETE"] }] } });
  const asked = async (review: GatekeeperReview) => (await gatekeeper.evaluate({ kind: "OnDelete", review })).length;
  expect(await asked({ request: request("CREATE", configMap, null) })).toBe(0);
  expect(await asked({ request: request("DELETE", null, configMap) })).toBe(1);
  expect(await asked({ object: configMap })).toBe(1);
});
