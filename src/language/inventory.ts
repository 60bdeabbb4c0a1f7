import { currentInventory } from "./current-inventory.js";
import type { ObjectOfKind } from "./policy.js";

/** What `inventory` offers. */
export interface InventoryReader {
  /**
   * The synced objects of a namespaced kind: `data.inventory.namespace[namespace][apiVersion][kind][name]`.
   *
   *     inventory.namespaced<Service>("v1", "Service", { namespace: object.metadata?.namespace ?? "" })
   *
   * @param apiVersion Such as `v1` or `apps/v1`; one of several, when the kind is served in several.
   * @param where Only those in that namespace, of that name; what is absent or undefined is not asked for.
   * @returns the objects in no order; `[]` when there are none or the kind is not synced
   */
  namespaced<Kind extends ObjectOfKind>(
    apiVersion: string | readonly string[],
    kind: Kind["kind"],
    where?: { readonly namespace?: string | undefined; readonly name?: string | undefined },
  ): readonly Kind[];

  /**
   * The synced objects of a cluster-scoped kind: `data.inventory.cluster[apiVersion][kind][name]`.
   *
   * @param apiVersion Such as `v1` or `rbac.authorization.k8s.io/v1`; one of several, when the kind is served in several.
   * @param where Only the one of that name; what is absent or undefined is not asked for.
   * @returns the objects in no order; `[]` when there are none or the kind is not synced
   */
  cluster<Kind extends ObjectOfKind>(
    apiVersion: string | readonly string[],
    kind: Kind["kind"],
    where?: { readonly name?: string | undefined },
  ): readonly Kind[];
}

/**
 * The cluster's objects that Gatekeeper keeps for policies. The template's `requires-sync-data` annotation and the SyncSet follow
 * from its use. Natively it can be read only while a policy runs, in a test.
 */
export const inventory: InventoryReader = Object.freeze({
  namespaced<Kind extends ObjectOfKind>(
    apiVersion: string | readonly string[],
    kind: Kind["kind"],
    where?: { readonly namespace?: string | undefined; readonly name?: string | undefined },
  ): readonly Kind[] {
    return entries(currentInventory().namespace, where?.namespace).flatMap((byVersion) =>
      objects<Kind>(byVersion, apiVersion, kind, where?.name),
    );
  },
  cluster<Kind extends ObjectOfKind>(
    apiVersion: string | readonly string[],
    kind: Kind["kind"],
    where?: { readonly name?: string | undefined },
  ): readonly Kind[] {
    return objects<Kind>(currentInventory().cluster, apiVersion, kind, where?.name);
  },
});

type Tree<Leaf> = { readonly [key: string]: Leaf };

function objects<Kind extends ObjectOfKind>(
  byVersion: Tree<Tree<Tree<unknown>>>,
  apiVersion: string | readonly string[],
  kind: string,
  name: string | undefined,
): readonly Kind[] {
  const versions = typeof apiVersion === "string" ? [apiVersion] : [...new Set(apiVersion)];
  return versions
    .flatMap((version) => entries(byVersion, version))
    .flatMap((byKind) => entries(byKind, kind))
    .flatMap((byName) => entries(byName, name)) as readonly unknown[] as readonly Kind[];
}

/** What stands under a key, if anything; with no key, everything. */
function entries<Leaf>(tree: Tree<Leaf>, key: string | undefined): readonly Leaf[] {
  if (key === undefined) return Object.values(tree);
  const leaf = Object.hasOwn(tree, key) ? tree[key] : undefined;
  return leaf === undefined ? [] : [leaf];
}
