import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { type AnyContainer, containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { annotationNameOf } from "../shared/profiles.js";

/**
 * Configures an allow-list of AppArmor profiles for use by containers. This corresponds to specific annotations applied to a PodSecurityPolicy. For information on AppArmor, see https://kubernetes.io/docs/tutorials/clusters/apparmor/
 */
export interface Parameters extends ExemptImages {
  /** An array of AppArmor profiles. Examples: `runtime/default`, `unconfined`. */
  allowedProfiles?: string[];
}

/**
 * Containers use allowed AppArmor profiles only: those of their own security contexts, else of their annotations, else of their Pod, else
 * the runtime's. Without the parameter all are allowed.
 */
export default policy({
  kind: "K8sPSPAppArmor",
  title: "App Armor",
  description:
    "Configures an allow-list of AppArmor profiles for use by containers. This corresponds to specific annotations applied to a PodSecurityPolicy. For information on AppArmor, see https://kubernetes.io/docs/tutorials/clusters/apparmor/",
  version: "1.1.1",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const pod = object.metadata?.name;
    const { allowedProfiles } = parameters;
    if (pod === undefined || allowedProfiles === undefined) return;
    for (const container of containersOf(object)) {
      if (!isExempt(container, parameters) && !allowedProfiles.includes(profileOf(container, object))) {
        yield `AppArmor profile is not allowed, pod: ${pod}, container: ${container.name}. Allowed profiles: ${fmt(allowedProfiles)}`;
      }
    }
  },
});

function profileOf({ name, securityContext }: AnyContainer, { metadata, spec }: Pod): string {
  const own = securityContext?.appArmorProfile;
  const annotation = metadata?.annotations?.[`container.apparmor.security.beta.kubernetes.io/${name}`];
  const shared = spec?.securityContext?.appArmorProfile;
  if (own !== undefined) return annotationNameOf(own);
  if (annotation !== undefined) return annotation;
  return shared === undefined ? "runtime/default" : annotationNameOf(shared);
}
