import type { Json } from "../../src/model.js";

/** A v1 ConstraintTemplate around hand-written Rego, with any parameters unless a schema says which. */
export function template(kind: string, rego: string, schema: object = anything) {
  return {
    apiVersion: "templates.gatekeeper.sh/v1",
    kind: "ConstraintTemplate",
    metadata: { name: kind.toLowerCase() },
    spec: {
      crd: { spec: { names: { kind }, validation: { openAPIV3Schema: schema } } },
      targets: [
        {
          target: "admission.k8s.gatekeeper.sh",
          code: [{ engine: "Rego", source: { version: "v1", rego: `package ${kind.toLowerCase()}\n\n${rego}` } }],
        },
      ],
    },
  };
}

const anything = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

export const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "shop" } };

/** A request about `configMap`, as the API server sends it. */
export function request(operation: "CREATE" | "UPDATE" | "DELETE" | "CONNECT", object: Json, oldObject: Json) {
  return {
    uid: "0f1e",
    kind: { group: "", version: "v1", kind: "ConfigMap" },
    resource: { group: "", version: "v1", resource: "configmaps" },
    operation,
    name: "settings",
    namespace: "shop",
    userInfo: { username: "ann", groups: ["staff"] },
    object,
    oldObject,
    dryRun: false,
    options: null,
  };
}
