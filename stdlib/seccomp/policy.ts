import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { type AnyContainer, containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { annotationNameOf } from "../shared/profiles.js";

/**
 * Controls the seccomp profile used by containers. Corresponds to the `seccomp.security.alpha.kubernetes.io/allowedProfileNames` annotation on a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#seccomp
 */
export interface Parameters extends ExemptImages {
  /**
   * An array of allowed profile values for seccomp on Pods/Containers.\
   * Can use the annotation naming scheme: `runtime/default`, `docker/default`, `unconfined` and/or `localhost/some-profile.json`. The item `localhost/*` will allow any localhost based profile.\
   * Can also use the securityContext naming scheme: `RuntimeDefault`, `Unconfined` and/or `Localhost`. For securityContext `Localhost`, use the parameter `allowedLocalhostProfiles` to list the allowed profile JSON files.\
   * The policy code will translate between the two schemes so it is not necessary to use both.\
   * Putting a `*` in this array allows all Profiles to be used.\
   * This field is required since with an empty list this policy will block all workloads.
   */
  allowedProfiles?: string[];
  /**
   * When using securityContext naming scheme for seccomp and including `Localhost` this array holds the allowed profile JSON files.\
   * Putting a `*` in this array will allows all JSON files to be used.\
   * This field is required to allow `Localhost` in securityContext as with an empty list it will block.
   */
  allowedLocalhostFiles?: string[];
}

/** A container's profile, by its name in annotations, and where it is stated. */
interface StatedProfile {
  readonly profile: string;
  readonly location: string;
}

/**
 * Containers use allowed seccomp profiles only: those of their own security contexts, else of their Pod, else of the annotations from
 * before Kubernetes 1.19 about them, else of those about the Pod. No profile at all is not allowed either.
 *
 * Unlike the community library's: a profile of an unknown type is not allowed, and containers of one name in different lists are judged
 * each on its own, where they are an error there. See `denied-unknown-type` and `denied-same-name`.
 */
export default policy({
  kind: "K8sPSPSeccomp",
  title: "Seccomp",
  description:
    "Controls the seccomp profile used by containers. Corresponds to the `seccomp.security.alpha.kubernetes.io/allowedProfileNames` annotation on a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#seccomp",
  version: "1.1.0",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { allowedProfiles = [], allowedLocalhostFiles = [] } = parameters;
    const allowed = new Set(allowedProfiles.flatMap((profile) => namesOf(profile, allowedLocalhostFiles)));
    if (allowed.has("*")) return;
    const runtimeDefault = allowed.has("docker/default") ? "docker/default" : "runtime/default";
    for (const container of containersOf(object)) {
      const { profile, location } = profileOf(container, object, runtimeDefault);
      if (!isAllowed(profile, allowed) && !isExempt(container, parameters)) {
        yield `Seccomp profile '${profile}' is not allowed for container '${container.name}'. Found at: ${location}. Allowed profiles: ${fmt(allowed)}`;
      }
    }
  },
});

/** What security contexts and annotations call an allowed profile. */
function namesOf(profile: string, files: readonly string[]): readonly string[] {
  if (profile === "RuntimeDefault") return [profile, "runtime/default", "docker/default"];
  if (profile === "Localhost") return [profile, ...files.map((file) => `localhost/${file}`)];
  return profile === "Unconfined" ? [profile, "unconfined"] : [profile];
}

function profileOf(
  { name, securityContext }: AnyContainer,
  { metadata, spec }: Pod,
  runtimeDefault: string,
): StatedProfile {
  const own = securityContext?.seccompProfile;
  if (own) return { profile: annotationNameOf(own, runtimeDefault), location: "container securityContext" };

  const shared = spec?.securityContext?.seccompProfile;
  if (shared) return { profile: annotationNameOf(shared, runtimeDefault), location: "pod securityContext" };

  for (const key of [
    `container.seccomp.security.alpha.kubernetes.io/${name}`,
    "seccomp.security.alpha.kubernetes.io/pod",
  ]) {
    const profile = metadata?.annotations?.[key];
    if (profile !== undefined) return { profile, location: `annotation ${key}` };
  }
  return { profile: "not configured", location: "no explicit profile found" };
}

function isAllowed(profile: string, allowed: Set<string>): boolean {
  return allowed.has(profile) || (profile.startsWith("localhost/") && allowed.has("localhost/*"));
}
