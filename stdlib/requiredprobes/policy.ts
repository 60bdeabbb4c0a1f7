import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";
import { isUpdate } from "../shared/updates.js";

export interface Parameters {
  /** A list of probes that are required (ex: `readinessProbe`) */
  probes?: string[];
  /** The probe must define a field listed in `probeType` in order to satisfy the constraint (ex. `tcpSocket` satisfies `['tcpSocket', 'exec']`) */
  probeTypes?: string[];
}

/**
 * Every container has probes, each of one of the types; without types none satisfies.
 *
 * Unlike the community library's: only the fields that Kubernetes has for probes can satisfy, and not `lifecycle`, say. See
 * `denied-not-a-probe`.
 */
export default policy({
  kind: "K8sRequiredProbes",
  title: "Required Probes",
  description: "Requires Pods to have readiness and/or liveness probes.",
  version: "1.0.1",

  *violations(review: Review<Pod, Parameters>) {
    const { object, kind, parameters } = review;
    const name = object.metadata?.name;
    if (isUpdate(review) || name === undefined) return;
    for (const container of object.spec?.containers ?? []) {
      for (const probe of parameters.probes ?? []) {
        if (!hasProbe(container, probe, parameters.probeTypes ?? [])) {
          yield `Container <${container.name}> in your <${kind.kind}> <${name}> has no <${probe}>`;
        }
      }
    }
  },
});

function hasProbe(container: Container, name: string, types: readonly string[]): boolean {
  return isProbe(name) && types.some((type) => Object.hasOwn(container[name] ?? {}, type));
}

function isProbe(name: string): name is "livenessProbe" | "readinessProbe" | "startupProbe" {
  return ["livenessProbe", "readinessProbe", "startupProbe"].includes(name);
}
