import { inventory, policy, type Review } from "gatewright";
import type { PersistentVolumeClaim, StatefulSet, StorageClass } from "gatewright/kubernetes";

/** Requires storage classes to be specified when used. */
export interface Parameters {
  /** @default true */
  includeStorageClassesInMessage?: boolean;
  /** An optional allow-list of storage classes.  If specified, any storage class not in the `allowedStorageClasses` parameter is disallowed. */
  allowedStorageClasses?: string[];
}

/** What the messages call the owner of a claim. */
const owners = { PersistentVolumeClaim: "pvc", StatefulSet: "statefulset" };

/** Claims of volumes name a storage class that exists and is allowed. Those of Pods' ephemeral volumes are not looked at. */
export default policy({
  kind: "K8sStorageClass",
  title: "Storage Class",
  description:
    "Requires storage classes to be specified when used. Only Gatekeeper 3.9+ and non-ephemeral containers are supported.",
  version: "1.1.2",

  *violations({ object, parameters }: Review<PersistentVolumeClaim | StatefulSet, Parameters>) {
    const { allowedStorageClasses: allowed, includeStorageClassesInMessage: listed } = parameters;
    const owner = owners[object.kind];
    const existing = namesOfStorageClasses();
    if (existing.size === 0) {
      yield "StorageClasses not synced. Gatekeeper may be misconfigured. Please have a cluster-admin consult the documentation.";
    }
    const choice = listed ? mustBeOneOf(existing) : "";
    for (const { spec } of claimsOf(object)) {
      const name = spec?.storageClassName;
      if (name === undefined) {
        yield `${owner} did not specify a storage class name.${choice}`;
        continue;
      }
      if (isValid(name, existing, parameters)) continue;
      if (!listed) {
        yield `${owner} did not specify a valid storage class name <${name}>.`;
      } else if (allowed === undefined) {
        yield `${owner} did not specify a valid storage class name <${name}>.${choice}`;
      } else {
        yield `${owner} did not specify an allowed and valid storage class name <${name}>.${mustBeOneOf(existing.intersection(new Set(allowed)))}`;
      }
    }
  },
});

function namesOfStorageClasses(): Set<string> {
  const classes = inventory.cluster<StorageClass>("storage.k8s.io/v1", "StorageClass");
  return new Set(classes.map(({ metadata }) => metadata?.name ?? ""));
}

function claimsOf(object: PersistentVolumeClaim | StatefulSet): readonly Pick<PersistentVolumeClaim, "spec">[] {
  return object.kind === "PersistentVolumeClaim" ? [object] : (object.spec?.volumeClaimTemplates ?? []);
}

function isValid(name: string, classes: Set<string>, { allowedStorageClasses: allowed = ["*"] }: Parameters): boolean {
  return classes.has(name) && (allowed.includes(name) || allowed.includes("*"));
}

function mustBeOneOf(names: Set<string>): string {
  return ` Must be one of [${[...names].toSorted().join(", ")}]`;
}
