import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isConfining, isMinorChange, securityContextsOf } from "../shared/pod-security.js";

const prefix = "container.apparmor.security.beta.kubernetes.io/";

/** AppArmor profiles are the runtime's or one of the host's, in security contexts and in the annotations that were before them. */
export default policy({
  kind: "PodSecurityAppArmorProfile",
  title: "Pod Security: AppArmor profiles",
  description: "Pods and containers do not switch AppArmor off, neither by their security contexts nor by annotations.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/appArmorProfile"] },
  annotations: {
    "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline, pod-security-standards-restricted",
  },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { place, securityContext } of securityContextsOf(review.object)) {
      const { appArmorProfile } = securityContext;
      if (appArmorProfile === undefined || isConfining(appArmorProfile.type)) continue;
      yield `${place}.appArmorProfile.type is ${appArmorProfile.type}; write RuntimeDefault or Localhost, or leave the profile out`;
    }
    for (const [annotation, profile] of Object.entries(review.object.metadata?.annotations ?? {})) {
      if (!annotation.startsWith(prefix) || isConfiningName(profile)) continue;
      yield `metadata.annotations has ${annotation}: ${profile}; write runtime/default or localhost/<profile>, or leave it out`;
    }
  },
});

function isConfiningName(profile: string): boolean {
  return profile === "" || profile === "runtime/default" || profile.startsWith("localhost/");
}
