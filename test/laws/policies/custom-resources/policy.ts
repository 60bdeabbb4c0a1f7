import { policy, quantity, type Review } from "gatewright";
import type { Backup, BackupV1alpha1 } from "./backup.js";

/** A kind of somebody else's, in the types that `gatewright types` makes of its definition. */
export default policy({
  kind: "CustomResources",
  title: "Backups",
  description: "Looks at every field of a custom resource.",
  *violations({ object }: Review<Backup | BackupV1alpha1>) {
    if (object.apiVersion === "tests.gatewright.dev/v1alpha1") {
      yield `${object.metadata?.name ?? ""} is of an old version${object.spec === undefined ? "" : ", with a spec"}`;
      return;
    }
    const { spec, status } = object;
    if (spec.mode === "Full" && spec.keep === undefined) yield `${object.kind}: keeps every full copy`;
    if ((spec.level ?? 1) > 1) yield `level ${spec.level ?? 1} with ${spec.keep ?? 0}`;
    if (spec.share === null) yield "no share is stated as null";
    if (typeof spec.share === "number" && spec.share > 0.5) yield "more than half";
    if (typeof spec.port === "number") yield `port ${spec.port}`;
    if (typeof spec.port === "string") yield `port called ${spec.port}`;
    if (spec.labels?.["owner"] === undefined) yield "nobody owns it";
    for (const [name, limit] of Object.entries(spec.limits ?? {})) {
      if (quantity(limit) === undefined) yield `${name} is no quantity`;
    }
    for (const volume of spec["volume-names"] ?? [])
      yield volume === null ? "a volume without a name" : `volume ${volume}`;
    for (const { name, hooks = [] } of spec.targets ?? []) {
      if (hooks.some(({ exec = [] }) => exec.includes("rm"))) yield `${name} removes`;
    }
    if (spec.template?.kind === "Pod") yield `a Pod of ${spec.template.metadata?.name ?? "no name"}`;
    if (spec.constructor !== undefined) yield `constructor ${spec.constructor}`;
    if (status?.phase === "Failed") yield "it failed";
  },
});
