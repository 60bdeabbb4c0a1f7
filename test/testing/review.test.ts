import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../scripts/build-gatekeeper.mjs";
import type { Json } from "../../src/model.js";
import { type Gatekeeper, type GatekeeperReview, openGatekeeper } from "../../src/testing/gatekeeper/client.js";
import { toInventory } from "../../src/testing/inventory.js";
import { ReviewError, toReview } from "../../src/testing/review.js";

const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "p", namespace: "n" }, spec: { replicas: 1000690000 } };
const role = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { generateName: "r-" } };
const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "n", labels: { a: "b" } } };
const podKind = { group: "", version: "v1", kind: "Pod" };
const pods = { group: "", version: "v1", resource: "pods" };

const admission = (request: { readonly [key: string]: Json }): Json => ({
  apiVersion: "admission.k8s.io/v1",
  kind: "AdmissionReview",
  request,
});

/** Objects and AdmissionReviews, with the Namespace that is found for them. */
const subjects: { readonly [name: string]: readonly [subject: Json, namespaceObject?: Json] } = {
  "an object": [pod],
  "an object in a Namespace": [pod, namespace],
  "a Namespace with spec and status": [
    pod,
    { ...namespace, spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } },
  ],
  "a cluster-scoped object without a name": [role],
  "a Namespace": [namespace],
  "an object without metadata": [{ apiVersion: "apps/v1", kind: "Deployment" }],
  "a CREATE": [
    admission({
      uid: "u",
      kind: podKind,
      resource: pods,
      requestKind: podKind,
      requestResource: pods,
      name: "p",
      namespace: "n",
      operation: "CREATE",
      userInfo: { username: "a", uid: "1", groups: ["g"], extra: { x: ["y"] } },
      object: pod,
      oldObject: null,
      dryRun: false,
      options: { apiVersion: "meta.k8s.io/v1", kind: "CreateOptions" },
    }),
    namespace,
  ],
  "an UPDATE of a subresource": [
    admission({
      kind: podKind,
      operation: "UPDATE",
      subResource: "status",
      object: pod,
      oldObject: { ...pod, spec: {} },
      userInfo: { groups: [] },
    }),
  ],
  "a DELETE": [admission({ kind: podKind, operation: "DELETE", oldObject: pod, dryRun: true, userInfo: {} })],
  "a request for a Namespace": [
    admission({
      kind: { group: "", version: "v1", kind: "Namespace" },
      name: "n",
      namespace: "n",
      operation: "CREATE",
      object: namespace,
    }),
  ],
  "a CONNECT": [
    admission({
      kind: { group: "", version: "v1", kind: "PodExecOptions" },
      operation: "CONNECT",
      subResource: "exec",
      object: { apiVersion: "v1", kind: "PodExecOptions", command: ["sh"] },
    }),
  ],
  "a request that says little": [
    admission({ operation: "CREATE", object: pod, name: "", requestSubResource: "", dryRun: null }),
  ],
};

describe("reviews are what Gatekeeper hands to a template", () => {
  let gatekeeper: Gatekeeper;
  beforeAll(async () => {
    gatekeeper = await openGatekeeper(build("runner"));
    const rego = 'package echo\n\nviolation contains {"msg": "", "details": input.review}\n';
    await gatekeeper.load({
      apiVersion: "templates.gatekeeper.sh/v1",
      kind: "ConstraintTemplate",
      metadata: { name: "echo" },
      spec: {
        crd: { spec: { names: { kind: "Echo" } } },
        targets: [
          { target: "admission.k8s.gatekeeper.sh", code: [{ engine: "Rego", source: { version: "v1", rego } }] },
        ],
      },
    });
  }, 900_000);
  afterAll(() => gatekeeper?.close());

  test.each(Object.entries(subjects))("%s", async (_, [subject, namespaceObject]) => {
    const { request } = subject as { readonly request?: Json };
    const review = {
      ...(request === undefined ? { object: subject } : { request }),
      ...(namespaceObject === undefined ? {} : { namespaceObject }),
    };
    const [answer] = await gatekeeper.evaluate({ kind: "Echo", review: review as GatekeeperReview });
    expect(toReview(subject, { namespaceObject })).toEqual(answer?.details);
  });
});

test.each<[string, Json, string]>([
  ["no object", "text", "the object is not an object"],
  ["no kind", { apiVersion: "v1" }, "the object has no kind"],
  ["no version", { kind: "Pod" }, "the object has no apiVersion such as v1 or apps/v1"],
  [
    "a name that is no text",
    { ...pod, metadata: { name: true } },
    "the object has metadata.name: true, which has to be text; quote it",
  ],
  [
    "a label that is no text",
    { ...pod, metadata: { labels: { a: 1 } } },
    "the object has metadata.labels.a: 1, which has to be text",
  ],
  ["a broken version", { kind: "Pod", apiVersion: "a/b/c" }, "the object has no apiVersion"],
  [
    "an AdmissionReview without a request",
    { apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview" },
    "the AdmissionReview's request is missing",
  ],
  [
    "an unknown field",
    admission({ operation: "CREATE", object: pod, oldobject: pod }),
    'an AdmissionRequest has no field "oldobject"',
  ],
  ["an unknown operation", admission({ operation: "create", object: pod }), 'the operation "create" is not CREATE'],
  ["nothing to review", admission({ operation: "CREATE" }), "the request has neither object nor oldObject"],
  ["nothing to delete", admission({ operation: "DELETE", object: pod }), "a DELETE needs an oldObject"],
  [
    "an object of no kind",
    admission({ operation: "UPDATE", object: pod, oldObject: {} }),
    "the request's oldObject has no kind",
  ],
])("%s is an error", (_, subject, message) => {
  expect(() => toReview(subject)).toThrow(ReviewError);
  expect(() => toReview(subject)).toThrow(message);
});

test("an inventory keeps objects where Gatekeeper does", () => {
  const other = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "__proto__", namespace: "constructor" },
  };
  const newer = { ...pod, spec: {} };
  expect(toInventory([pod, namespace, other, newer])).toEqual({
    cluster: { v1: { Namespace: { n: namespace } } },
    namespace: {
      n: { v1: { Pod: { p: newer } } },
      constructor: { "apps/v1": { Deployment: { ["__proto__"]: other } } },
    },
  });
  expect(() => toInventory([pod, role])).toThrow("ClusterRole, object 2 of the inventory, has no name");
  expect(() => toInventory([{ kind: "Pod" }])).toThrow("object 1 of the inventory has no apiVersion");
});
