import type { Json } from "../../src/model.js";
import type { Answer, Fields } from "./api.js";
import { type Audited, audited, auditKey } from "./audit.js";
import { enforce, groupOf, lift } from "./constraints.js";
import type { ControlPlane } from "./control-plane.js";
import { constraintName, type Item, placeOf } from "./steps.js";
import { collectionOf, inNamespace, remove, type Stored, store, updateOf, withEphemeralOf } from "./store.js";
import type { Synced } from "./synced.js";
import type { Placed } from "./waves.js";

/** What the cluster said to a step: the messages of its constraint; or that the API server refused the object, and why. */
export type Said = { readonly messages: readonly string[] } | { readonly refused: string };

/**
 * Runs the steps of a wave: stores, enforces, asks, looks at the audit, and takes all of it away again.
 *
 * @param hear hears what is said to each step, as soon as it is known
 */
export async function runWave(
  plane: ControlPlane,
  wave: readonly Placed[],
  synced: Synced,
  hear: (step: Placed, said: Said) => void,
): Promise<void> {
  const over = new Set<Placed>();
  const note = (step: Placed, said: Said) => {
    if (over.has(step)) return;
    over.add(step);
    hear(step, said);
  };
  const kept: Stored[] = [];
  const keep = async (item: Item, namespace: string | undefined): Promise<Stored | Answer> => {
    const stored = await store(plane.api, item, namespace);
    if ("path" in stored) kept.push(stored);
    return stored;
  };
  await inParallel(namespacesOf(wave), async (name) => {
    const made = await keep({ apiVersion: "v1", kind: "Namespace", metadata: { name } }, undefined);
    if ("status" in made) throw new Error(`the namespace ${name}: ${messageOf(made)}`);
    await plane.until(`the namespace ${name}`, () => takesObjects(plane, name));
  });
  const inventory = new Map(wave.flatMap((step) => step.inventory).map((item) => [placeOf(item), item]));
  await inParallel([...inventory.values()], async (item) => {
    const stored = await keep(item, item.metadata["namespace"] as string | undefined);
    if ("path" in stored) return;
    const place = placeOf(item);
    const askers = wave.filter((step) => dependsOn(step, place));
    for (const step of askers) note(step, { refused: `of its inventory: ${messageOf(stored)}` });
  });
  const before = new Map<Placed, Stored>();
  await inParallel(wave, async (step) => {
    if (step.stored === undefined || over.has(step)) return;
    const stored = await keep(step.stored, step.home);
    if ("path" in stored) before.set(step, stored);
    else note(step, { refused: messageOf(stored) });
  });

  const open = wave.filter((step) => !over.has(step));
  const constraints = open.length === 0 ? [] : await enforce(plane, open);
  if (open.some(({ policy }) => policy.reads.size > 0)) await synced.wait();
  const asked = open.filter(({ way }) => way !== "audit");
  await inParallel(asked, async (step) => note(step, await ask(plane, step, before.get(step))));
  const atRest = open.filter(({ way }) => way === "audit");
  const found = atRest.length === 0 ? undefined : await audited(plane, constraints);
  for (const step of atRest) note(step, { messages: foundFor(step, before.get(step) as Stored, found as Audited) });

  if (constraints.length > 0) await lift(plane, constraints);
  const all = [...new Map(kept.map((one) => [one.path, one])).values()];
  await inParallel(
    all.filter(({ object }) => object.kind !== "Namespace"),
    (one) => remove(plane.api, one),
  );
  await inParallel(
    all.filter(({ object }) => object.kind === "Namespace"),
    (one) => remove(plane.api, one),
  );
}

/** The API server believes for a moment that a namespace is still going that has gone and come again. */
async function takesObjects({ api }: ControlPlane, namespace: string): Promise<true | undefined> {
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "anything" } };
  const { status } = await api.send("POST", `/api/v1/namespaces/${namespace}/configmaps?dryRun=All`, object);
  return status === 201 ? true : undefined;
}

/** Whether an object of its inventory makes a difference to a step: what no cluster can hold often makes none. */
function dependsOn({ inventory, expected }: Placed, place: string): boolean {
  const others = inventory.filter((one) => placeOf(one) !== place);
  return others.length < inventory.length && JSON.stringify(expected(others)) !== JSON.stringify(expected(inventory));
}

/** Sends what a step is about, in a dry run, which goes through admission all the same. */
async function ask({ api }: ControlPlane, step: Placed, before: Stored | undefined): Promise<Said> {
  const { way, object, home, user } = step;
  const send = (method: string, path: string, body?: Json) => api.send(method, `${path}?dryRun=All`, body, user);
  if (way === "create")
    return answered(step, await send("POST", await collectionOf(api, object, home), inNamespace(object, home)));
  if (before === undefined) throw new Error(`nothing is stored for ${step.name}`);
  const { path } = before;
  const current = (await api.ask("GET", path)) as Item;
  if (way === "delete") return answered(step, await send("DELETE", path));
  if (way === "update") return answered(step, await send("PUT", path, updateOf(object, current, home)));
  return answered(step, await send("PUT", `${path}/ephemeralcontainers`, withEphemeralOf(object, current)));
}

const DENIED = 'admission webhook "validation.gatekeeper.sh" denied the request: ';

function answered(step: Placed, answer: Answer): Said {
  if (answer.status < 300) return { messages: [] };
  const message = messageOf(answer);
  // Whether its place is free is asked last, of what was admitted.
  if (answer.body["reason"] === "AlreadyExists") return { messages: [] };
  if (!message.startsWith(DENIED)) return { refused: message };
  const name = constraintName(step);
  const lines = message.slice(DENIED.length).split(/\n(?=\[[a-z0-9-]+\] )/);
  // Now and then the constraint of another step matches as well.
  const own = lines.filter((line) => line.startsWith(`[${name}] `));
  return { messages: own.map((line) => asStated(step, line.slice(name.length + 3))).toSorted() };
}

function foundFor(step: Placed, { object }: Stored, found: Audited): readonly string[] {
  const name = String(object.metadata["name"]);
  const namespace = object.metadata["namespace"] as string | undefined;
  const messages =
    found.get(auditKey(constraintName(step), groupOf(object.apiVersion), object.kind, namespace, name)) ?? [];
  return messages.map((message) => asStated(step, message)).toSorted();
}

/** What the API server appends to a name is another thing each time. */
function asStated({ object: { metadata } }: Placed, message: string): string {
  const { generateName } = metadata;
  if (typeof generateName !== "string" || metadata["name"] !== undefined) return message;
  return message.replaceAll(new RegExp(`(?<=${generateName})[a-z0-9]{5}\\b`, "g"), "*****");
}

function messageOf({ status, body }: Answer): string {
  return String((body as Fields)["message"] ?? `status ${status}`);
}

/** Where the objects of a wave are, beside the namespaces that every cluster has. A Namespace is not in itself. */
function namespacesOf(wave: readonly Placed[]): readonly string[] {
  const named = wave.flatMap(({ object, home, inventory }) => [
    object.kind === "Namespace" ? undefined : home,
    ...inventory.map(({ metadata }) => metadata["namespace"]),
  ]);
  const names = new Set(named.filter((name) => typeof name === "string"));
  return [...names].filter((name) => name !== "default" && !name.startsWith("kube-"));
}

/** Eight at a time: the API server answers more than one, and others use this machine as well. */
export async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}
