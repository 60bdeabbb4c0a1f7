import type { AppArmorProfile, SeccompProfile } from "gatewright/kubernetes";

/**
 * What a profile of a security context was called in annotations, before there were fields for AppArmor and seccomp.
 *
 * @param runtimeDefault What the default of the container runtime was called.
 */
export function annotationNameOf(
  profile: AppArmorProfile | SeccompProfile,
  runtimeDefault = "runtime/default",
): string {
  const { type, localhostProfile = "" } = profile;
  if (type === "RuntimeDefault") return runtimeDefault;
  if (type === "Unconfined") return "unconfined";
  return type === "Localhost" ? `localhost/${localhostProfile}` : type;
}
