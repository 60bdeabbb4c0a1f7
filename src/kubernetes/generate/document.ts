import type { Literals } from "./print-type.js";
import { apiVersion, type GroupVersionKind, type Schema } from "./schema.js";

/** Kubernetes' `api/openapi-spec/swagger.json`. */
export interface OpenApiDocument {
  readonly definitions: { readonly [name: string]: Schema };
  readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } };
}

/** One schema of the document with the place that it has here. */
export interface Definition {
  /** `io.k8s.api.apps.v1.Deployment` */
  readonly id: string;
  /** `Deployment` */
  readonly name: string;
  /** `apps`; the group's short name, as in Kubernetes' own packages. */
  readonly group: string;
  /** `v1` */
  readonly version: string;
  /** Present when objects of it are served under a path of their own. */
  readonly gvk?: GroupVersionKind;
  readonly literals: Literals;
  readonly schema: Schema;
}

/**
 * The kinds that the API server serves and everything that they are made of, ordered by id. Lists are left out, since a
 * review never holds one, and so is what only travels beside objects (`Status`, `WatchEvent`, …).
 */
export function readDefinitions(document: OpenApiDocument): readonly Definition[] {
  const kinds = readKinds(document);
  const ids = reachable(document, [...kinds.keys()]);
  const parts = new Set([...ids].flatMap((id) => refsOf(document.definitions[id] as Schema)));
  return [...ids].sort(compare).flatMap((id) => {
    const [name = "", version = "", group = ""] = id.split(".").reverse();
    const schema = document.definitions[id] as Schema;
    const gvk = kinds.get(id);
    if (gvk === undefined) return [{ id, name, group, version, literals: {}, schema }];
    const kind = { id, name, group, version, gvk, literals: literalsOf(gvk, true), schema };
    if (!parts.has(id)) return [kind];
    const part = {
      id: embeddedId(id),
      name: `Embedded${name}`,
      group,
      version,
      literals: literalsOf(gvk, false),
      schema,
    };
    return [kind, part];
  });
}

/** A kind inside another object, as a StatefulSet holds claims: there, `apiVersion` and `kind` may be missing. */
export function embeddedId(id: string): string {
  return `${id}#embedded`;
}

function literalsOf(gvk: GroupVersionKind, required: boolean): Literals {
  return { apiVersion: { value: apiVersion(gvk), required }, kind: { value: gvk.kind, required } };
}

function readKinds(document: OpenApiDocument): ReadonlyMap<string, GroupVersionKind> {
  const served = new Set(readOperations(document).map(({ gvk }) => gvkKey(gvk)));
  const kinds = new Map<string, GroupVersionKind>();
  for (const [id, schema] of Object.entries(document.definitions)) {
    const [gvk, ...others] = schema["x-kubernetes-group-version-kind"] ?? [];
    if (gvk === undefined || others.length > 0 || !served.has(gvkKey(gvk))) continue;
    const { apiVersion, kind, items } = schema.properties ?? {};
    const isObject = apiVersion !== undefined && kind !== undefined;
    const isList = items !== undefined && gvk.kind.endsWith("List");
    if (isObject && !isList) kinds.set(id, gvk);
  }
  return kinds;
}

/** What one method of one path does, for the paths that act on a kind. */
export interface Operation {
  readonly path: string;
  readonly gvk: GroupVersionKind;
}

export function readOperations(document: OpenApiDocument): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap((method) => {
      const gvk = (method as Schema)["x-kubernetes-group-version-kind"] as unknown as GroupVersionKind | undefined;
      return gvk === undefined ? [] : [{ path, gvk }];
    }),
  );
}

export function gvkKey({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}/${kind}`;
}

/** `#/definitions/X` → `X` */
export function refId(ref: string): string {
  return ref.slice("#/definitions/".length);
}

/** The definitions that a schema names itself. */
export function refsOf(schema: Schema): readonly string[] {
  const children = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items === undefined ? [] : [schema.items]),
    ...(typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : []),
  ];
  return [...(schema.$ref === undefined ? [] : [refId(schema.$ref)]), ...children.flatMap(refsOf)];
}

/** Order by code unit: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function reachable(document: OpenApiDocument, roots: readonly string[]): Set<string> {
  const seen = new Set(roots);
  for (const id of seen) {
    const schema = document.definitions[id];
    if (schema === undefined) throw new Error(`The OpenAPI document names ${id} and does not define it.`);
    for (const ref of refsOf(schema)) seen.add(ref);
  }
  return seen;
}
