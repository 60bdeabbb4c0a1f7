import type { CompiledPolicy, Json } from "../model.js";
import type { OutputFile } from "./output-file.js";
import { toYaml } from "./yaml.js";

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** `sync.yaml`: the SyncSet of everything that the policies read from the inventory; undefined when they read nothing. */
export function syncFile(policies: readonly CompiledPolicy[], name = "gatewright"): OutputFile | undefined {
  const gvks = syncedKinds(policies);
  return gvks.length === 0 ? undefined : { path: "sync.yaml", text: toYaml(syncSet(gvks, name)) };
}

/**
 * Every group, version and kind that a policy names, sorted, each one once. Of alternatives all are listed, as in the community library:
 * which one a cluster serves is not known here.
 */
export function syncedKinds(policies: readonly CompiledPolicy[]): readonly GroupVersionKind[] {
  const found = new Map<string, GroupVersionKind>();
  for (const { groups, versions, kinds } of policies.flatMap(({ sync }) => sync.flat())) {
    for (const group of groups) {
      for (const version of versions) {
        for (const kind of kinds) found.set(`${group}\n${kind}\n${version}`, { group, version, kind });
      }
    }
  }
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, gvk]) => gvk);
}

function syncSet(gvks: readonly GroupVersionKind[], name: string): Json {
  return {
    apiVersion: "syncset.gatekeeper.sh/v1alpha1",
    kind: "SyncSet",
    metadata: { name },
    spec: { gvks: gvks.map(({ group, version, kind }) => ({ group, version, kind })) },
  };
}
