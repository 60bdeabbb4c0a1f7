import { compare, type Definition, gvkKey, type Operation } from "./document.js";

/** Where the API server serves a kind. */
export interface Resource {
  /** `deployments`; with its parent (`pods/eviction`) when the kind is only a subresource. */
  readonly plural: string;
  readonly namespaced: boolean;
}

const PATH = /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)(\/namespaces\/\{namespace\})?\/([a-z]+)(?:\/\{name\}(\/[a-z]+)?)?$/;

/** The resource of each kind, from the paths; a kind that several parents have as a subresource takes the first's. */
export function readResources(operations: readonly Operation[]): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource[]>();
  for (const { path, gvk } of operations) {
    const match = PATH.exec(path);
    if (match === null) continue;
    const resource = { plural: `${match[2]}${match[3] ?? ""}`, namespaced: match[1] !== undefined };
    found.set(gvkKey(gvk), [...(found.get(gvkKey(gvk)) ?? []), resource]);
  }
  return new Map([...found].map(([key, resources]) => [key, best(resources)]));
}

/** Own collections before subresources, namespaced before the list over all namespaces, then by name. */
function best(resources: readonly Resource[]): Resource {
  const [first] = resources.toSorted(
    (a, b) =>
      Number(a.plural.includes("/")) - Number(b.plural.includes("/")) ||
      Number(b.namespaced) - Number(a.namespaced) ||
      compare(a.plural, b.plural),
  );
  return first as Resource;
}

/** `kinds.ts`: the kinds as data. */
export function printKinds(
  definitions: readonly Definition[],
  names: ReadonlyMap<string, string>,
  resources: ReadonlyMap<string, Resource>,
): string {
  const rows = definitions.flatMap(({ id, gvk }) => {
    if (gvk === undefined) return [];
    const name = names.get(id) as string;
    const resource = resources.get(gvkKey(gvk));
    if (resource === undefined) throw new Error(`No path of the OpenAPI document serves ${gvkKey(gvk)}.`);
    const { group, version, kind } = gvk;
    const { plural, namespaced } = resource;
    return [{ name, row: { group, version, kind, plural, namespaced } }];
  });
  const lines = rows
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, row }) => {
      const fields = Object.entries(row).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
      return `  ${name}: { ${fields.join(", ")} },\n`;
    });
  return `${HEAD}export const kinds: { readonly [name: string]: KubernetesKind } = Object.freeze({\n  __proto__: null as never,\n${lines.join("")}});\n`;
}

const HEAD = `/** A kind as the API server serves it. */
export interface KubernetesKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The resource: \`deployments\`; with its parent (\`pods/eviction\`) when the kind is only a subresource. */
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Every kind by the name that \`gatewright/kubernetes\` exports; inherits nothing, so any text may be looked up. */
`;
