import { expect, test } from "vitest";
import "gatewright/testing";
import policy from "./policy.js";

const deployment = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "api", labels: { owner: "team-api" } },
};

test("a label may have any value when no pattern is given", () => {
  expect(policy).toAllow(deployment, { parameters: { labels: [{ key: "owner" }] } });
});

test("every label that is missing is reported", () => {
  const parameters = { labels: [{ key: "owner" }, { key: "stage" }, { key: "tier" }] };
  expect(policy).toDeny(deployment, { parameters, messages: ["missing label stage", "missing label tier"] });
});
