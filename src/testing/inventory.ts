import type { Inventory, Json, KubernetesObject } from "../model.js";
import { kubernetesObject, ReviewError } from "./review.js";

interface Tree {
  [key: string]: Tree | Json;
}

/**
 * `data.inventory` with these objects, as Gatekeeper keeps what it syncs: those that have a namespace by it, all others with the
 * cluster's. Of two objects in the same place the later one stays. Throws a ReviewError for what has no kind, version or name.
 */
export function toInventory(objects: readonly Json[]): Inventory {
  const inventory = Object.assign(record(), { cluster: record(), namespace: record() });
  for (const [at, json] of objects.entries()) {
    const object = kubernetesObject(json, `object ${at + 1} of the inventory`);
    const { apiVersion, kind, metadata } = object as KubernetesObject;
    const { name, namespace } = metadata ?? {};
    if (typeof name !== "string" || name === "")
      throw new ReviewError(`${kind}, object ${at + 1} of the inventory, has no name`);
    const scope = namespace ? ["namespace", namespace] : ["cluster"];
    const parent = [...scope, apiVersion, kind].reduce<Tree>((tree, key) => {
      tree[key] ??= record();
      return tree[key] as Tree;
    }, inventory);
    parent[name] = json;
  }
  return inventory as unknown as Inventory;
}

/** Without a prototype: namespaces and names are whatever people chose. */
function record(): Tree {
  return Object.create(null);
}
