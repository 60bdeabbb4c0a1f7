/** Legal questions for a policy: objects at rest, requests, what else there is in the cluster. */
import fc from "fast-check";
import type { CompiledPolicy, Inventory, Json, KubernetesObject } from "../../../src/model.js";
import { toInventory } from "../../../src/testing/inventory.js";
import type { Case } from "../three-ways.js";
import { legalValues } from "./legal.js";
import { legalParameters } from "./parameters.js";
import type { Types } from "./reviewed.js";

type JsonObject = { readonly [name: string]: Json };

const names = fc.constantFrom("a", "b", "app", "api-server", "x".repeat(63));
const namespaces = fc.constantFrom(undefined, "default", "kube-system", "a");
const user = fc.record(
  {
    username: fc.constantFrom("", "admin", "system:serviceaccount:kube-system:a", "é"),
    uid: fc.constantFrom("1"),
    groups: fc.array(fc.constantFrom("system:masters", "system:authenticated", "a", ""), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** What a policy may be asked, `file` being its module. */
export function legalCases(policy: CompiledPolicy, file: string, types: Types): fc.Arbitrary<Case> {
  const { kinds, ...own } = types.reviewedBy(file);
  const legal = legalValues(types.checker, own);
  // An update leaves the kind as it is.
  const objects = fc.oneof(
    ...kinds.map((kind) => {
      const object = fc.tuple(legal.of(kind), names, namespaces).map(named);
      return fc.record({ object, old: fc.option(object, { nil: undefined }) });
    }),
  );
  const synced = policy.sync
    .flat()
    .flatMap(({ groups, versions, kinds: wanted }) =>
      groups.flatMap((group) =>
        versions.flatMap((version) =>
          wanted.flatMap((kind) => types.kindOf(group === "" ? version : `${group}/${version}`, kind) ?? []),
        ),
      ),
    );
  const others =
    synced.length === 0
      ? fc.constant([])
      : fc.array(fc.tuple(fc.oneof(...synced.map(legal.of)), names, namespaces).map(named), { maxLength: 4 });
  return fc
    .record({
      objects,
      operation: fc.constantFrom("", "", "", "CREATE", "UPDATE", "DELETE"),
      userInfo: user,
      parameters: legalParameters(policy.schema, own.texts),
      others,
    })
    .map(({ objects: { object, old = object }, operation, userInfo, parameters, others: rest }) => ({
      id: operation,
      parameters,
      inventory: inventoryOf(rest),
      ...(operation === "" ? { object } : { request: requestOf(operation, object, old, userInfo) }),
    }));
}

/** With a name, as all that is stored has. */
function named([value, name, namespace]: readonly [Json, string, string | undefined]): KubernetesObject {
  const { metadata, ...rest } = value as { readonly metadata?: JsonObject };
  const { namespace: _, ...others } = metadata ?? {};
  const placed = namespace === undefined ? { ...others, name } : { ...others, name, namespace };
  return { ...rest, metadata: placed } as unknown as KubernetesObject;
}

function requestOf(operation: string, object: KubernetesObject, old: KubernetesObject, userInfo: JsonObject) {
  const { name, namespace } = object.metadata ?? {};
  return {
    operation,
    userInfo,
    name: name as Json,
    ...(namespace === undefined ? {} : { namespace }),
    ...(operation === "DELETE" ? {} : { object: object as unknown as Json }),
    ...(operation === "CREATE" ? {} : { oldObject: (operation === "DELETE" ? object : old) as unknown as Json }),
  };
}

function inventoryOf(objects: readonly KubernetesObject[]): Inventory {
  return toInventory(objects as unknown as readonly Json[]);
}
