/** CustomResourceDefinitions of apiextensions.k8s.io/v1, as somebody else wrote them. */
import type { Json } from "../../model.js";
import { readSchema } from "./custom-schema.js";
import type { GroupVersionKind, Schema } from "./schema.js";
import { at, isObject, SchemaProblem, textAt } from "./schema-problem.js";

/** A kind in one of the versions that it is served in. */
export interface CustomKind {
  readonly gvk: GroupVersionKind;
  /** The definition's name: `backups.velero.io`. */
  readonly definition: string;
  readonly schema: Schema;
}

/** True for a document that a definition is to be read from. */
export function isDefinition(value: Json): value is { readonly [key: string]: Json } {
  return isObject(value) && value["kind"] === "CustomResourceDefinition";
}

/**
 * The kinds that a definition serves, one for each version.
 *
 * @throws SchemaProblem with the path to what is wrong
 */
export function readDefinition(value: { readonly [key: string]: Json }): readonly CustomKind[] {
  if (value["apiVersion"] !== "apiextensions.k8s.io/v1")
    throw new SchemaProblem(["apiVersion"], "it is not `apiextensions.k8s.io/v1`, the only version that is served");
  const spec = at(value, ["spec"]);
  const group = textAt(value, ["spec", "group"], /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
  const kind = textAt(value, ["spec", "names", "kind"], /^[A-Za-z][A-Za-z0-9-]*$/);
  const plural = textAt(value, ["spec", "names", "plural"], /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
  const versions = isObject(spec) ? spec["versions"] : undefined;
  if (!Array.isArray(versions) || versions.length === 0)
    throw new SchemaProblem(["spec", "versions"], "it is not a list of versions");
  return (versions as readonly Json[]).flatMap((entry, index) => {
    const path = ["spec", "versions", String(index)];
    const version = textAt(value, [...path, "name"], /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
    if (at(value, [...path, "served"]) !== true) return [];
    const place = [...path, "schema", "openAPIV3Schema"];
    const schema = at(value, place);
    if (schema === undefined) throw new SchemaProblem(place, "it is missing");
    const gvk = { group, version, kind };
    return [{ gvk, definition: `${plural}.${group}`, schema: ofObject(readSchema(schema, place), isOpen(entry)) }];
  });
}

/** True where the schema leaves what it does not name to whoever writes an object. */
function isOpen(version: Json): boolean {
  return at(version, ["schema", "openAPIV3Schema", "x-kubernetes-preserve-unknown-fields"]) === true;
}

/** A whole object: with the fields that every one has, which no definition describes better. */
function ofObject(schema: Schema, open: boolean): Schema {
  const { apiVersion: _, kind: __, metadata: ___, ...own } = schema.properties ?? {};
  const unsaid = open ? { spec: {}, status: {} } : {};
  return {
    ...schema,
    type: "object",
    properties: { apiVersion: {}, kind: {}, metadata: { $ref: "ObjectMeta" }, ...unsaid, ...own },
    required: (schema.required ?? []).filter((name) => name !== "metadata"),
  };
}
