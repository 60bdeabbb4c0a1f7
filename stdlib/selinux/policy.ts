import { fmt, policy, type Review } from "gatewright";
import type { Pod, SELinuxOptions } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/** An allowed configuration of SELinux options for a pod container. */
interface AllowedOptions {
  /** An SELinux level. */
  level?: string;
  /** An SELinux role. */
  role?: string;
  /** An SELinux type. */
  type?: string;
  /** An SELinux user. */
  user?: string;
}

/**
 * Defines an allow-list of seLinuxOptions configurations for pod containers. Corresponds to a PodSecurityPolicy requiring SELinux configs. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#selinux
 */
export interface Parameters extends ExemptImages {
  /** An allow-list of SELinux options configurations. */
  allowedSELinuxOptions?: AllowedOptions[];
}

/**
 * The SELinux options of a Pod and of its containers are those of an allowed configuration, or a part of it. Without the parameter all
 * are allowed; exempt images do not excuse the Pod.
 */
export default policy({
  kind: "K8sPSPSELinuxV2",
  title: "SELinux V2",
  description:
    "Defines an allow-list of seLinuxOptions configurations for pod containers. Corresponds to a PodSecurityPolicy requiring SELinux configs. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#selinux",
  version: "1.0.4",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    const { object, parameters } = review;
    const pod = object.metadata?.name;
    const allowed = parameters.allowedSELinuxOptions;
    if (isUpdate(review) || pod === undefined || allowed === undefined) return;
    if (!isAllowed(object.spec?.securityContext?.seLinuxOptions, allowed)) {
      yield `SELinux options is not allowed, pod: ${pod}. Allowed options: ${fmt(allowed)}`;
    }
    for (const container of containersOf(object)) {
      if (!isAllowed(container.securityContext?.seLinuxOptions, allowed) && !isExempt(container, parameters)) {
        yield `SELinux options is not allowed, pod: ${pod}, container: ${container.name}. Allowed options: ${fmt(allowed)}`;
      }
    }
  },
});

function isAllowed(options: SELinuxOptions | undefined, allowed: readonly AllowedOptions[]): boolean {
  if (options === undefined) return true;
  return allowed.some(
    ({ level, role, type, user }) =>
      allows(level, options.level) &&
      allows(role, options.role) &&
      allows(type, options.type) &&
      allows(user, options.user),
  );
}

function allows(allowed: string | undefined, option: string | undefined): boolean {
  return option === undefined || option === allowed;
}
