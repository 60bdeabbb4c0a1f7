import { constraint } from "../../src/gatekeeper/constraint.js";
import type { Json } from "../../src/model.js";
import { type Fields, pathOf } from "./api.js";
import type { ControlPlane } from "./control-plane.js";
import { constraintName } from "./steps.js";
import { takenIn } from "./taken-in.js";
import type { Placed } from "./waves.js";

const version = "constraints.gatekeeper.sh/v1beta1";
const span = { file: "", line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A constraint that is in force. */
export interface InForce {
  readonly name: string;
  readonly path: string;
}

/** Puts the constraints of a wave in force, each for the objects of its own steps, and waits until Gatekeeper says that they are. */
export async function enforce(plane: ControlPlane, wave: readonly Placed[]): Promise<readonly InForce[]> {
  const groups = new Map<string, Placed[]>();
  for (const step of wave) {
    const name = constraintName(step);
    groups.set(name, [...(groups.get(name) ?? []), step]);
  }
  return Promise.all(
    [...groups].map(async ([name, steps]) => {
      const [first] = steps as [Placed];
      const collection = pathOf(version, first.policy.kind.toLowerCase());
      const { parameters } = first;
      const compiled = { kind: first.policy.kind, name, span, match: matchFor(steps) };
      await plane.api.ask(
        "POST",
        collection,
        constraint(parameters === undefined ? compiled : { ...compiled, parameters }, []),
      );
      const path = `${collection}/${name}`;
      await takenIn(plane, path);
      return { name, path };
    }),
  );
}

function matchFor(steps: readonly Placed[]): { readonly [key: string]: Json } {
  const kinds = [
    ...new Map(steps.map(({ object }) => [`${groupOf(object.apiVersion)}/${object.kind}`, object])).values(),
  ];
  const namespaces = [...new Set(steps.map(({ home }) => home))];
  return {
    kinds: kinds.map(({ apiVersion, kind }) => ({ apiGroups: [groupOf(apiVersion)], kinds: [kind] })),
    ...(namespaces.includes(undefined) ? {} : { namespaces: namespaces as readonly string[] }),
  };
}

/** The group of an API version; empty for the core one. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] as string) : "";
}

/** Takes constraints away and waits until Gatekeeper has forgotten them: it takes away its own report of each. */
export async function lift(plane: ControlPlane, constraints: readonly InForce[]): Promise<void> {
  await Promise.all(constraints.map(({ path }) => plane.api.ask("DELETE", path)));
  const lifted = new Set(constraints.map(({ name }) => name));
  const reports = "/apis/status.gatekeeper.sh/v1beta1/namespaces/gatekeeper-system/constraintpodstatuses";
  await plane.until("constraints to be lifted", async () => {
    const { items } = (await plane.api.ask("GET", reports)) as unknown as { readonly items: readonly Fields[] };
    const names = items.map(({ metadata }) => (metadata as Fields)["labels"] as Fields);
    const left = names.some((labels) => lifted.has(String(labels["internal.gatekeeper.sh/constraint-name"])));
    return left ? undefined : true;
  });
}
