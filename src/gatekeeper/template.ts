import { noParameters } from "../compiler/schema/parameter-values.js";
import type { CompiledPolicy, Json } from "../model.js";
import { templateAnnotations } from "./annotations.js";
import type { OutputFile } from "./output-file.js";
import { toYaml } from "./yaml.js";

/** The name of a policy's template, and of its files: the kind in lower case, which is how Gatekeeper looks it up. */
export function templateName(kind: string): string {
  return kind.toLowerCase();
}

/**
 * `templates/<kind>.yaml`: the ConstraintTemplate. Its Rego is `policy.rego`, which should have been formatted by then.
 * A policy without parameters gets a schema of `type: object`: without any, v1 templates refuse even `parameters: {}`.
 */
export function templateFile(policy: CompiledPolicy): OutputFile {
  return { path: templatePath(policy.kind), text: toYaml(template(policy)) };
}

/** Where a policy's template is written. */
export function templatePath(kind: string): string {
  return `templates/${templateName(kind)}.yaml`;
}

/** `rego/<kind>.rego`: the policy's module alone, for people and for other tools. */
export function regoFile(policy: CompiledPolicy): OutputFile {
  return { path: `rego/${templateName(policy.kind)}.rego`, text: policy.rego };
}

/** The ConstraintTemplate as a value. The legacy `rego` is always read as Rego v0, and all that Gatekeeper before 3.19 knows. */
export function template(policy: CompiledPolicy): Json {
  return {
    apiVersion: "templates.gatekeeper.sh/v1",
    kind: "ConstraintTemplate",
    metadata: { name: templateName(policy.kind), annotations: templateAnnotations(policy) },
    spec: {
      crd: {
        spec: {
          names: { kind: policy.kind },
          validation: { openAPIV3Schema: (policy.schema ?? noParameters) as Json },
        },
      },
      targets: [{ target: "admission.k8s.gatekeeper.sh", ...sourceOf(policy) }],
    },
  };
}

function sourceOf({ rego, regoVersion }: CompiledPolicy): { readonly [field: string]: Json } {
  return regoVersion === "v0" ? { rego } : { code: [{ engine: "Rego", source: { version: "v1", rego } }] };
}
