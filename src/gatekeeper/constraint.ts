import type { CompiledConstraint, Json, MatchKind } from "../model.js";
import type { OutputFile } from "./output-file.js";
import { templateName } from "./template.js";
import { toYaml } from "./yaml.js";

/**
 * `constraints/<name>.yaml` for each constraint; `constraints/<kind>/<name>.yaml` where constraints of several kinds share a name. Those of
 * a set are below `constraints/<set>/` in the same way.
 *
 * @param matchKinds the default match of each policy, by its kind
 */
export function constraintFiles(
  constraints: readonly CompiledConstraint[],
  matchKinds: ReadonlyMap<string, readonly MatchKind[]>,
): readonly OutputFile[] {
  return constraints.map((one) => ({
    path: constraintPath(one, constraints),
    text: toYaml(constraint(one, matchKinds.get(one.kind) ?? [])),
  }));
}

/** Where a constraint is written, among all that are. */
export function constraintPath(one: CompiledConstraint, all: readonly CompiledConstraint[]): string {
  const shared = all.some(({ name, kind, set }) => name === one.name && kind !== one.kind && set === one.set);
  const folder = one.set === undefined ? "constraints" : `constraints/${one.set}`;
  return shared ? `${folder}/${templateName(one.kind)}/${one.name}.yaml` : `${folder}/${one.name}.yaml`;
}

/**
 * A constraint as a value: it matches the kinds of its policy's type unless it states its own. There is always a `spec`: without
 * one Gatekeeper applies no defaults to the parameters. The only API version that constraints of every release take is v1beta1.
 */
export function constraint(one: CompiledConstraint, matchKinds: readonly MatchKind[]): Json {
  const kinds = matchKinds.map(({ apiGroups, kinds }) => ({ apiGroups, kinds }));
  const match: { readonly [key: string]: Json } = { ...(kinds.length === 0 ? {} : { kinds }), ...one.match };
  return {
    apiVersion: "constraints.gatekeeper.sh/v1beta1",
    kind: one.kind,
    metadata: { name: one.name },
    spec: {
      ...(one.enforcementAction === undefined ? {} : { enforcementAction: one.enforcementAction }),
      ...(Object.keys(match).length === 0 ? {} : { match }),
      ...(one.parameters === undefined ? {} : { parameters: one.parameters }),
    },
  };
}
