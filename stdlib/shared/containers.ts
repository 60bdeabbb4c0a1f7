import type { Container, EphemeralContainer, Pod } from "gatewright/kubernetes";

/** A container of any of a Pod's three lists. */
export type AnyContainer = Container | EphemeralContainer;

/** A container, and which of the lists it is in. */
export interface TypedContainer {
  readonly type: "container" | "initContainer" | "ephemeralContainer";
  readonly container: AnyContainer;
}

/** Every container of a Pod: the init and the ephemeral ones as well. */
export function containersOf({ spec }: Pod): readonly AnyContainer[] {
  return [spec?.containers ?? [], spec?.initContainers ?? [], spec?.ephemeralContainers ?? []].flat();
}

/** The containers that a Pod is created with: ephemeral ones come later, by an update. */
export function containersAtCreationOf({ spec }: Pod): readonly Container[] {
  return [spec?.containers ?? [], spec?.initContainers ?? []].flat();
}

/** Every container of a Pod, with its type. */
export function typedContainersOf({ spec }: Pod): readonly TypedContainer[] {
  const lists = [
    { type: "container", containers: spec?.containers ?? [] },
    { type: "initContainer", containers: spec?.initContainers ?? [] },
    { type: "ephemeralContainer", containers: spec?.ephemeralContainers ?? [] },
  ] as const;
  return lists.flatMap(({ type, containers }) => containers.map((container) => ({ type, container })));
}
