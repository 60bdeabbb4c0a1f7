import type { ObjectMeta } from "gatewright/kubernetes";

/**
 * What messages call an object: its name. With `generateName` it may have none yet, and is judged all the same; the
 * community library's policies say nothing about such objects.
 */
export function nameOf(object: { readonly metadata?: ObjectMeta }): string {
  return object.metadata?.name ?? "";
}
