import type { Json, KubernetesObject, ReviewInput } from "../model.js";

type JsonObject = { readonly [key: string]: Json };

/** A review that cannot be made; the message says what is wrong with the object or the request. */
export class ReviewError extends Error {
  override readonly name = "ReviewError";
}

/** What surrounds an object under review. */
export interface ReviewContext {
  /** The Namespace that the cluster would find for the object; Gatekeeper gives `{}` when there is none, and gator always. */
  readonly namespaceObject?: Json | undefined;
}

/** Fields of an AdmissionRequest that are optional and passed on as they are. */
const PASSED_ON = ["requestKind", "requestResource", "subResource", "requestSubResource"] as const;
const NEEDED = [
  "uid",
  "kind",
  "resource",
  "name",
  "namespace",
  "operation",
  "userInfo",
  "object",
  "oldObject",
  "dryRun",
  "options",
];
const REQUEST_FIELDS: ReadonlySet<string> = new Set([...PASSED_ON, ...NEEDED]);
const OPERATIONS = ["", "CREATE", "UPDATE", "DELETE", "CONNECT"] as const;

/**
 * What Gatekeeper hands to a template for an object or for an AdmissionReview: a plain object as in an audit or in gator, the request
 * of an AdmissionReview as from the webhook (github.com/open-policy-agent/gatekeeper v3.23.1, pkg/target and pkg/webhook).
 */
export function toReview(subject: Json, context: ReviewContext = {}): ReviewInput {
  const object = objectAt(subject, "the object");
  const namespaceObject = toNamespaceObject(context.namespaceObject);
  return isAdmissionReview(object)
    ? ofRequest(objectAt(object["request"], "the AdmissionReview's request"), namespaceObject)
    : atRest(object, namespaceObject);
}

/** Whether an object is an AdmissionReview, of whatever version. */
export function isAdmissionReview(value: Json | undefined): boolean {
  const { apiVersion, kind } = asObject(value) ?? {};
  return kind === "AdmissionReview" && typeof apiVersion === "string" && apiVersion.startsWith("admission.k8s.io/");
}

/** Whether a value is a Kubernetes object: it has a kind and a version that can be told apart. Throws a ReviewError otherwise. */
export function kubernetesObject(value: Json | undefined, name: string): KubernetesObject {
  const object = objectAt(value, name);
  const { apiVersion, kind } = object;
  if (typeof kind !== "string" || kind === "") throw new ReviewError(`${name} has no kind`);
  if (typeof apiVersion !== "string" || !/^[^/\s]+(\/[^/\s]+)?$/.test(apiVersion)) {
    throw new ReviewError(`${name} has no apiVersion such as v1 or apps/v1`);
  }
  checkTexts(object["metadata"], name);
  return object as KubernetesObject;
}

/**
 * Names and labels are texts to every API server. In YAML 1.1 an unquoted `n`, `on` or `1` is none, and a policy would see an object that
 * cannot exist.
 */
function checkTexts(value: Json | undefined, name: string): void {
  const metadata = asObject(value) ?? {};
  const texts = (object: JsonObject | undefined, path: string): void => {
    for (const [key, text] of Object.entries(object ?? {})) {
      if (typeof text !== "string" && text !== null) {
        throw new ReviewError(`${name} has ${path}${key}: ${JSON.stringify(text)}, which has to be text; quote it`);
      }
    }
  };
  texts({ name: metadata["name"] ?? null, namespace: metadata["namespace"] ?? null }, "metadata.");
  texts(asObject(metadata["labels"]), "metadata.labels.");
  texts(asObject(metadata["annotations"]), "metadata.annotations.");
}

function atRest(object: JsonObject, namespaceObject: Json): ReviewInput {
  const { apiVersion, kind } = kubernetesObject(object, "the object");
  const [version, group = ""] = apiVersion.split("/").toReversed() as [string, string?];
  return {
    uid: "",
    kind: { group, version, kind },
    resource: { group: "", version: "", resource: "" },
    ...named(object, "name"),
    ...named(object, "namespace"),
    operation: "",
    userInfo: {},
    object,
    oldObject: null,
    options: null,
    namespaceObject,
  };
}

function ofRequest(request: JsonObject, namespaceObject: Json): ReviewInput {
  const unknown = Object.keys(request).find((key) => !REQUEST_FIELDS.has(key));
  if (unknown !== undefined) throw new ReviewError(`an AdmissionRequest has no field ${JSON.stringify(unknown)}`);
  const operation = OPERATIONS.find((known) => known === (request["operation"] ?? ""));
  if (operation === undefined) {
    throw new ReviewError(
      `the operation ${JSON.stringify(request["operation"])} is not CREATE, UPDATE, DELETE or CONNECT`,
    );
  }
  const [object, oldObject] = [request["object"] ?? null, request["oldObject"] ?? null];
  if (object === null && oldObject === null) throw new ReviewError("the request has neither object nor oldObject");
  if (operation === "DELETE" && oldObject === null)
    throw new ReviewError("a DELETE needs an oldObject: what is deleted");
  if (object !== null) kubernetesObject(object, "the request's object");
  if (oldObject !== null) kubernetesObject(oldObject, "the request's oldObject");
  const kind = names(request["kind"], ["group", "version", "kind"] as const);
  // The webhook gives Namespaces no namespace, where the API server gives them their own name.
  const isNamespace = kind.kind === "Namespace" && kind.group === "";
  return {
    uid: text(request["uid"]),
    kind,
    resource: names(request["resource"], ["group", "version", "resource"] as const),
    ...present("name", request["name"]),
    ...(isNamespace ? {} : present("namespace", request["namespace"])),
    ...Object.fromEntries(PASSED_ON.flatMap((key) => Object.entries(present(key, request[key])))),
    operation,
    userInfo: userInfo(request["userInfo"]),
    object: operation === "DELETE" ? oldObject : object,
    oldObject,
    ...present("dryRun", request["dryRun"]),
    options: request["options"] ?? null,
    namespaceObject,
  };
}

/** Gatekeeper's copy went through Go's type for a Namespace, which always has a spec and a status. */
function toNamespaceObject(value: Json | undefined): Json {
  const object = asObject(value ?? {});
  if (object === undefined) throw new ReviewError("the namespaceObject is not an object");
  if (Object.keys(object).length === 0) return {};
  return { spec: {}, status: {}, ...object, apiVersion: "v1", kind: "Namespace" };
}

/** Only what is not empty: so Go leaves out what is. */
function present(key: string, value: Json | undefined): JsonObject {
  return value === undefined || value === null || value === "" ? {} : { [key]: value };
}

function named(object: JsonObject, key: "name" | "namespace"): JsonObject {
  const value = asObject(object["metadata"])?.[key];
  return typeof value === "string" ? present(key, value) : {};
}

function names<const Key extends string>(
  value: Json | undefined,
  keys: readonly Key[],
): { readonly [key in Key]: string } {
  const object = asObject(value) ?? {};
  return Object.fromEntries(keys.map((key) => [key, text(object[key])])) as { [key in Key]: string };
}

/** Groups and extra are left out when empty, as are name and uid. */
function userInfo(value: Json | undefined): JsonObject {
  const entries = Object.entries(asObject(value) ?? {});
  return Object.fromEntries(
    entries.filter(([, field]) => field !== null && field !== "" && Object.keys(field).length !== 0),
  );
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function objectAt(value: Json | undefined, name: string): JsonObject {
  const object = asObject(value);
  if (object === undefined) throw new ReviewError(`${name} is ${value === undefined ? "missing" : "not an object"}`);
  return object;
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
