import type { Api } from "./api.js";
import { pathOf } from "./api.js";
import type { ControlPlane } from "./control-plane.js";
import { established } from "./install-gatekeeper.js";
import type { Item, Step } from "./steps.js";
import type { Placed } from "./waves.js";

/** A step that cannot be asked, and why. */
export interface LeftOut {
  readonly step: Step;
  readonly reason: string;
}

/** Gives steps a place in the cluster: a namespace of their own where they do not state one. Their kinds of example.com are made first. */
export async function place(
  plane: ControlPlane,
  steps: readonly Step[],
): Promise<{ readonly placed: readonly Placed[]; readonly leftOut: readonly LeftOut[] }> {
  await makeKinds(
    plane,
    steps.flatMap(({ object, inventory }) => [object, ...inventory]),
  );
  const placed: Placed[] = [];
  const leftOut: LeftOut[] = [];
  for (const [at, step] of steps.entries()) {
    const reason = await unasked(plane.api, step);
    if (reason !== undefined) leftOut.push({ step, reason });
    else placed.push({ ...step, ...(await homeOf(plane.api, step, at)) });
  }
  return { placed, leftOut };
}

async function homeOf(api: Api, step: Step, at: number): Promise<Pick<Placed, "home" | "inventory">> {
  const { apiVersion, kind } = step.object;
  const namespaced = (await api.resource(apiVersion, kind))?.namespaced;
  // Constraints match a Namespace as they match what is in it.
  const own = kind === "Namespace" ? String(step.object.metadata["name"]) : undefined;
  const home = namespaced ? (step.namespace ?? `step-${at}`) : own;
  return { home, inventory: await served(api, step.inventory) };
}

async function unasked(api: Api, step: Step): Promise<string | undefined> {
  const { way, object, stored, inventory, expected } = step;
  const { apiVersion, kind } = object;
  if ((await api.resource(apiVersion, kind)) === undefined) return `Kubernetes does not serve ${kind} of ${apiVersion}`;
  if (way === "update" && stored === undefined) return "An API server's update always has an oldObject";
  const there = await served(api, inventory);
  const missing = inventory.find((item) => !there.includes(item));
  if (missing === undefined || JSON.stringify(expected(there)) === JSON.stringify(expected(inventory)))
    return undefined;
  return `Kubernetes does not serve ${missing.kind} of ${missing.apiVersion}, which its inventory has`;
}

async function served(api: Api, items: readonly Item[]): Promise<readonly Item[]> {
  const known = await Promise.all(items.map(({ apiVersion, kind }) => api.resource(apiVersion, kind)));
  return items.filter((_, at) => known[at] !== undefined);
}

/** The kinds that fixtures make up: custom resources with any fields. */
async function makeKinds(plane: ControlPlane, items: readonly Item[]): Promise<void> {
  const made = new Set<string>();
  for (const { apiVersion, kind } of items) {
    const [group = "", version = ""] = apiVersion.split("/");
    const id = `${group}/${kind}`;
    if (!/(^|\.)example\.com$/.test(group) || made.has(id)) continue;
    made.add(id);
    const plural = `${kind.toLowerCase()}s`;
    const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
    await plane.api.ask("POST", pathOf("apiextensions.k8s.io/v1", "customresourcedefinitions"), {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: `${plural}.${group}` },
      spec: {
        group,
        scope: "Namespaced",
        names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
        versions: [{ name: version, served: true, storage: true, schema }],
      },
    });
  }
  if (made.size > 0) await established(plane.api, plane);
}
