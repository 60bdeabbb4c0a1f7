import type { Json } from "../../src/model.js";
import { type Answer, type Api, type Fields, pathOf } from "./api.js";
import { hasEphemeral, type Item, withoutEphemeral } from "./steps.js";

/** An object that was stored, and where. */
export interface Stored {
  readonly path: string;
  readonly object: Item;
}

/** The path of an object's kind, in its namespace. Throws when the kind is not served. */
export async function collectionOf(
  api: Api,
  { apiVersion, kind }: Item,
  namespace: string | undefined,
): Promise<string> {
  const resource = await api.resource(apiVersion, kind);
  if (resource === undefined) throw new Error(`${kind} of ${apiVersion} is not served`);
  const { plural, namespaced } = resource;
  return pathOf(apiVersion, ...(namespaced ? ["namespaces", namespace ?? "default"] : []), plural);
}

/**
 * Stores an object, in the place of what is there, with its Pod's ephemeral containers, which come after it.
 *
 * @returns what the API server said when it refused
 */
export async function store(api: Api, item: Item, namespace: string | undefined): Promise<Stored | Answer> {
  const collection = await collectionOf(api, item, namespace);
  const plain = hasEphemeral(item) ? withoutEphemeral(item) : item;
  const created = await api.send("POST", collection, inNamespace(plain, namespace));
  const answer = created.status === 409 ? await replace(api, collection, plain, namespace) : created;
  if (answer.status >= 300) return answer;
  const object = answer.body as Item;
  const path = `${collection}/${encodeURIComponent(String(object.metadata["name"]))}`;
  if (!hasEphemeral(item)) return { path, object };
  const added = await api.send("PUT", `${path}/ephemeralcontainers`, withEphemeralOf(item, object));
  if (added.status >= 300) await remove(api, { path, object });
  return added.status >= 300 ? added : { path, object: added.body as Item };
}

async function replace(api: Api, collection: string, item: Item, namespace: string | undefined): Promise<Answer> {
  const path = `${collection}/${encodeURIComponent(String(item.metadata["name"]))}`;
  const current = (await api.ask("GET", path)) as Item;
  return api.send("PUT", path, updateOf(item, current, namespace));
}

/** An object as an update of what is there. */
export function updateOf(item: Item, current: Item, namespace: string | undefined): Json {
  const { resourceVersion = "", uid = "" } = current.metadata;
  const object = inNamespace(item, namespace);
  const ephemeral = hasEphemeral(item) && hasEphemeral(current) ? withEphemeralOf(current, object) : object;
  return { ...ephemeral, metadata: { ...object.metadata, resourceVersion, uid } };
}

/** A stored Pod with the ephemeral containers of another one. */
export function withEphemeralOf(item: Item, current: Item): Item {
  const { ephemeralContainers = [] } = item["spec"] as Fields;
  return { ...current, spec: { ...(current["spec"] as Fields), ephemeralContainers } };
}

export function inNamespace(item: Item, namespace: string | undefined): Item {
  if (namespace === undefined || item.kind === "Namespace") return item;
  return { ...item, metadata: { ...item.metadata, namespace } };
}

/** Removes what was stored, at once and for good: there are no controllers that would take finalizers away. */
export async function remove(api: Api, { path, object }: Stored): Promise<void> {
  const { status, body } = await api.send("DELETE", path, {
    apiVersion: "v1",
    kind: "DeleteOptions",
    gracePeriodSeconds: 0,
    propagationPolicy: "Background",
  });
  if (status === 404) return;
  if (status >= 300) throw new Error(`${path} could not be removed: ${String(body["message"])}`);
  if (object.kind === "Namespace") {
    const current = await api.ask("GET", path);
    await api.ask("PUT", `${path}/finalize`, { ...current, spec: { finalizers: [] } });
  } else if (await stays(api, path)) {
    await api.ask("PATCH", path, { metadata: { finalizers: null } });
  }
}

async function stays(api: Api, path: string): Promise<boolean> {
  const { status, body } = await api.send("GET", path);
  const { finalizers = [] } = (body["metadata"] ?? {}) as { readonly finalizers?: readonly string[] };
  return status === 200 && finalizers.length > 0;
}
