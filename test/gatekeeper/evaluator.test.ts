import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "../../scripts/build-gatekeeper.mjs";
import type { Json, ReviewInput } from "../../src/model.js";
import { type Gatekeeper, openGatekeeper } from "../../src/testing/gatekeeper/client.js";
import { gatekeeperEvaluator } from "../../src/testing/gatekeeper/evaluator.js";
import { configMap, request, template } from "./templates.js";

let gatekeeper: Gatekeeper;

beforeAll(async () => {
  gatekeeper = await openGatekeeper(build("runner"));
}, 900_000);

afterAll(() => gatekeeper?.close());

const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" }, spec: {}, status: {} };

const atRest: ReviewInput = {
  uid: "",
  kind: { group: "", version: "v1", kind: "ConfigMap" },
  resource: { group: "", version: "", resource: "" },
  operation: "",
  name: "settings",
  namespace: "shop",
  userInfo: {},
  object: configMap,
  oldObject: null,
  options: null,
  namespaceObject: {},
};

const reviews: readonly (readonly [string, ReviewInput])[] = [
  ["an object at rest", atRest],
  ["an object at rest in a known Namespace", { ...atRest, namespaceObject: namespace }],
  ["a request", { ...request("UPDATE", configMap, configMap), namespaceObject: namespace }],
  ["a request to delete", { ...request("DELETE", configMap, configMap), namespaceObject: {} }],
];

test.each(reviews)("%s reaches the policy as it was asked", async (_, review) => {
  await gatekeeper.load(template("Echo", `violation contains {"msg": "", "details": input}`));
  const parameters: { [name: string]: Json } = { limit: 1 };
  const evaluator = gatekeeperEvaluator(gatekeeper, "Echo");
  const [answer] = await evaluator.evaluate({ review, parameters, inventory: { cluster: {}, namespace: {} } });
  expect(answer?.details).toEqual({ review, parameters });
});

test("an object at rest goes in alone, and Gatekeeper makes the rest of the review", async () => {
  await gatekeeper.load(template("Echo", `violation contains {"msg": input.review.name}`));
  const question = { review: { ...atRest, name: "other" }, parameters: {}, inventory: { cluster: {}, namespace: {} } };
  expect(await gatekeeperEvaluator(gatekeeper, "Echo").evaluate(question)).toEqual([{ msg: "settings", details: {} }]);
});

test("closing it forgets the template and leaves the process", async () => {
  await gatekeeper.load(template("Gone", `violation contains {"msg": ""}`));
  await gatekeeper.load(template("Stays", `violation contains {"msg": ""}`));
  const question = { review: atRest, parameters: {}, inventory: { cluster: {}, namespace: {} } };
  const evaluator = gatekeeperEvaluator(gatekeeper, "Gone");
  await evaluator.close();
  await expect(evaluator.evaluate(question)).rejects.toMatchObject({ stage: "request" });
  expect(await gatekeeperEvaluator(gatekeeper, "Stays").evaluate(question)).toHaveLength(1);
});
