import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isUpdate } from "../shared/updates.js";
import { matchesWildcard } from "../shared/wildcard.js";

/**
 * Controls the `sysctl` profile used by containers. Corresponds to the `allowedUnsafeSysctls` and `forbiddenSysctls` fields in a PodSecurityPolicy. When specified, any sysctl not in the `allowedSysctls` parameter is considered to be forbidden. The `forbiddenSysctls` parameter takes precedence over the `allowedSysctls` parameter. For more information, see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
 */
export interface Parameters {
  /** An allow-list of sysctls. `*` allows all sysctls not listed in the `forbiddenSysctls` parameter. */
  allowedSysctls?: string[];
  /** A disallow-list of sysctls. `*` forbids all sysctls. */
  forbiddenSysctls?: string[];
}

/** A Pod sets no forbidden sysctls and, where there is a list of allowed ones, no others. An entry may end with `*`. */
export default policy({
  kind: "K8sPSPForbiddenSysctls",
  title: "Forbidden Sysctls",
  description:
    "Controls the `sysctl` profile used by containers. Corresponds to the `allowedUnsafeSysctls` and `forbiddenSysctls` fields in a PodSecurityPolicy. When specified, any sysctl not in the `allowedSysctls` parameter is considered to be forbidden. The `forbiddenSysctls` parameter takes precedence over the `allowedSysctls` parameter. For more information, see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/",
  version: "1.2.1",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    const { metadata, spec } = review.object;
    const { allowedSysctls, forbiddenSysctls = [] } = review.parameters;
    const pod = metadata?.name;
    if (isUpdate(review) || pod === undefined) return;
    for (const { name } of spec?.securityContext?.sysctls ?? []) {
      if (isListed(name, forbiddenSysctls)) {
        yield `The sysctl ${name} is not allowed, pod: ${pod}. Forbidden sysctls: ${fmt(forbiddenSysctls)}`;
      }
      if (allowedSysctls !== undefined && !isListed(name, allowedSysctls)) {
        yield `The sysctl ${name} is not explicitly allowed, pod: ${pod}. Allowed sysctls: ${fmt(allowedSysctls)}`;
      }
    }
  },
});

function isListed(name: string, list: readonly string[]): boolean {
  return list.some((entry) => matchesWildcard(name, entry));
}
