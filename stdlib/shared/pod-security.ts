/** What the policies of the Pod Security Standards share. */
import { equals, type Review } from "gatewright";
import type { Pod, PodSecurityContext, SecurityContext } from "gatewright/kubernetes";
import { type AnyContainer, typedContainersOf } from "./containers.js";

/** A container of any list, and its place in the Pod: `spec.initContainers[setup]`. */
export interface PlacedContainer {
  readonly place: string;
  readonly container: AnyContainer;
}

/** The security context of a Pod or of one of its containers, and its place. An absent one is empty. */
export interface PlacedContext {
  readonly place: string;
  readonly securityContext: PodSecurityContext | SecurityContext;
}

/** Every container of a Pod, of all three lists. */
export function placedContainersOf(pod: Pod): readonly PlacedContainer[] {
  return typedContainersOf(pod).map(({ type, container }) => ({
    place: `spec.${type}s[${container.name}]`,
    container,
  }));
}

/** The security contexts of a Pod: its own, and that of every container. */
export function securityContextsOf(pod: Pod): readonly PlacedContext[] {
  return [
    { place: "spec.securityContext", securityContext: pod.spec?.securityContext ?? {} },
    ...placedContainersOf(pod).map(({ place, container }) => ({
      place: `${place}.securityContext`,
      securityContext: container.securityContext ?? {},
    })),
  ];
}

/**
 * Whether a Pod is changed in nothing that Kubernetes' own admission would judge it by again: which containers it has, and their
 * images. Ephemeral containers come by an update, so that updates cannot all be passed over; a Pod that was there before the
 * constraint has to be able to lose its finalizers, and to be deleted, which changes nothing.
 */
export function isMinorChange({ object, oldObject }: Review<Pod>): boolean {
  return oldObject !== null && equals(imagesOf(object), imagesOf(oldObject));
}

function imagesOf(pod: Pod): readonly { readonly place: string; readonly image: string }[] {
  return placedContainersOf(pod).map(({ place, container }) => ({ place, image: container.image ?? "" }));
}

/** Whether a Pod is for Windows, where there are neither Linux capabilities nor seccomp. */
export function isForWindows({ spec }: Pod): boolean {
  return spec?.os?.name === "windows";
}

/** Whether a Pod has users of its own, none of which is the root of its host. */
export function hasOwnUsers({ spec }: Pod): boolean {
  return spec?.hostUsers === false;
}

/** Whether a seccomp or an AppArmor profile of a type confines anything. */
export function isConfining(type: string): boolean {
  return type === "RuntimeDefault" || type === "Localhost";
}
