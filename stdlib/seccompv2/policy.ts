import { fmt, policy, type Review } from "gatewright";
import type { Pod, SeccompProfile } from "gatewright/kubernetes";
import { type AnyContainer, containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";

/**
 * Controls the seccomp profile used by containers. Corresponds to the `securityContext.seccompProfile` field. Security contexts from the annotation is not considered as Kubernetes no longer reads security contexts from the annotation.
 */
export interface Parameters extends ExemptImages {
  /**
   * An array of allowed profile values for seccomp on Pods/Containers.\
   * Can use the securityContext naming scheme: `RuntimeDefault`, `Unconfined` and/or `Localhost`. For securityContext `Localhost`, use the parameter `allowedLocalhostFiles` to list the allowed profile JSON files.\
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

/** A container's profile, and where it is stated. */
interface StatedProfile {
  readonly profile: SeccompProfile;
  readonly location: string;
}

/**
 * Containers use allowed seccomp profiles only: those of their own security contexts, else of their Pod. No profile at all is not allowed
 * either.
 *
 * Unlike the community library's: containers of one name in different lists are judged each on its own, where they are an error there. See
 * `denied-same-name`.
 */
export default policy({
  kind: "K8sPSPSeccompV2",
  title: "Seccomp V2",
  description:
    "Controls the seccomp profile used by containers. Corresponds to the `securityContext.seccompProfile` field. Security contexts from the annotation is not considered as Kubernetes no longer reads security contexts from the annotation.",
  version: "1.0.1",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { allowedProfiles = [], allowedLocalhostFiles = [] } = parameters;
    if (allowedProfiles.includes("*")) return;
    const allowed = allowedProfiles.flatMap((type) => profilesOf(type, allowedLocalhostFiles));
    for (const container of containersOf(object)) {
      const { profile, location } = profileOf(container, object);
      if (isAllowed(profile, allowed) || isExempt(container, parameters)) continue;
      yield `Seccomp profile ${describe(profile)} is not allowed for container '${container.name}'. Found at: ${location}. Allowed profiles: ${fmt(new Set(allowed))}`;
    }
  },
});

/** The profiles that are allowed with a type: with `Localhost`, those of the files. */
function profilesOf(type: string, files: readonly string[]): readonly SeccompProfile[] {
  return type === "Localhost" ? files.map((localhostProfile) => ({ type, localhostProfile })) : [{ type }];
}

function profileOf({ securityContext }: AnyContainer, { spec }: Pod): StatedProfile {
  const own = securityContext?.seccompProfile;
  if (own) return { profile: own, location: "container securityContext" };
  const shared = spec?.securityContext?.seccompProfile;
  if (shared) return { profile: shared, location: "pod securityContext" };
  return { profile: { type: "not configured" }, location: "no explicit profile found" };
}

function isAllowed(profile: SeccompProfile, allowed: readonly SeccompProfile[]): boolean {
  return allowed.some((one) => allows(one, profile));
}

function allows({ type, localhostProfile: file }: SeccompProfile, profile: SeccompProfile): boolean {
  if (type !== profile.type) return false;
  return file === undefined || file === "*" || file === profile.localhostProfile;
}

function describe({ type, localhostProfile = "" }: SeccompProfile): string {
  return type === "Localhost" ? `'Localhost' with file '${localhostProfile}'` : `'${type}'`;
}
