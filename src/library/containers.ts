import type { Container, EphemeralContainer } from "../kubernetes/core-v1.js";
import type { Integer } from "../kubernetes/scalars.js";
import { podSpecOf, type Workload } from "./workloads.js";

/** A container of a workload, and where it stands. */
export interface ListedContainer {
  readonly container: Container | EphemeralContainer;
  readonly list: "containers" | "initContainers" | "ephemeralContainers";
  /** Its place in the list, from 0. */
  readonly index: Integer;
}

const lists = ["containers", "initContainers", "ephemeralContainers"] as const;

/** Every container of a workload's Pods, of all three lists: first the containers, then those that start and those that debug. */
export function containersOf(object: Workload): readonly ListedContainer[] {
  const spec = podSpecOf(object);
  return lists.flatMap((list) => (spec?.[list] ?? []).map((container, index) => ({ container, list, index })));
}
