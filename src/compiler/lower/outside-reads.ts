/** What a policy reads beside the review. */
import type { SyncedKind } from "../../model.js";
import type { Lowering } from "./lowering.js";

/** Kinds of the inventory, and providers of external data, as they are noted. */
export function outsideReads(): Pick<Lowering, "reads" | "asks"> & {
  found(): { readonly reads: readonly SyncedKind[]; readonly providers: readonly string[] };
} {
  const reads = new Map<string, SyncedKind>();
  const providers = new Set<string>();
  return {
    asks: (provider) => void providers.add(provider),
    reads(apiVersions, kind) {
      const parts = apiVersions.map(
        (version) => (version.includes("/") ? version.split("/") : ["", version]) as [string, string],
      );
      for (const group of new Set(parts.map(([name]) => name))) {
        const versions = parts.filter(([name]) => name === group).map(([, version]) => version);
        reads.set(JSON.stringify([group, versions, kind]), { groups: [group], versions, kinds: [kind] });
      }
    },
    found: () => ({ reads: [...reads.values()], providers: [...providers].toSorted() }),
  };
}
