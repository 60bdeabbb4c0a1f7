import type { CustomKind } from "./custom-kinds.js";
import { compare, type Definition } from "./document.js";
import { compareVersions, publicNames } from "./names.js";
import { type Naming, printInterface } from "./print-type.js";
import { apiVersion, type GroupVersionKind } from "./schema.js";

/** The first line of what is written: a file that starts with it may be written again. */
export const customHeader = "// Generated from CustomResourceDefinitions by `gatewright types`; do not edit.";

/** A kind, and the name that its module exports it by. */
export interface NamedKind extends CustomKind {
  readonly name: string;
}

/**
 * Kinds with their names in one module: a kind's own for its most stable and newest version, with the version for the others, and with
 * the group where several have the kind. In the order of groups, kinds and versions, the newest first.
 *
 * @throws an Error where names that are made so are the same
 */
export function nameKinds(kinds: readonly CustomKind[]): readonly NamedKind[] {
  const sorted = kinds.toSorted(
    ({ gvk: a }, { gvk: b }) =>
      compare(a.group, b.group) ||
      compare(a.kind, b.kind) ||
      compareVersions(b.version, a.version) ||
      compare(a.version, b.version),
  );
  const definitions = sorted.map(({ gvk, schema }): Definition => {
    const name = identifier(gvk.kind);
    return {
      id: idOf(gvk),
      name,
      group: identifier(gvk.group),
      version: gvk.version,
      gvk,
      literals: {},
      schema,
    };
  });
  const names = publicNames(definitions);
  return sorted.map((kind) => ({ ...kind, name: identifier(names.get(idOf(kind.gvk)) as string) }));
}

function idOf(gvk: GroupVersionKind): string {
  return `${gvk.kind} of ${apiVersion(gvk)}`;
}

/** `cert-manager.io` → `CertManagerIo` */
function identifier(text: string): string {
  const parts = text.split(/[^A-Za-z0-9]+/).map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  return parts.join("");
}

/** A module of TypeScript with an interface for each kind. The same kinds give the same text. */
export function printCustomModule(kinds: readonly NamedKind[]): string {
  const taken = new Set(kinds.map(({ name }) => name));
  const used = new Set<string>();
  const use = (name: string): string => {
    used.add(name);
    return taken.has(name) ? `Kubernetes${name}` : name;
  };
  const naming: Naming = { ref: use, scalar: use, enums: true };
  const interfaces = kinds.map(({ name, gvk, schema }) =>
    printInterface(name, schema, naming, {
      apiVersion: { value: apiVersion(gvk), required: true },
      kind: { value: gvk.kind, required: true },
    }),
  );
  const items = [...used].sort(compare).map((name) => (taken.has(name) ? `${name} as Kubernetes${name}` : name));
  const definitions = [...new Set(kinds.map(({ definition }) => definition))].sort(compare);
  const from = definitions.map((definition) => `// ${definition}\n`).join("");
  const head = items.length === 0 ? "" : `import type { ${items.join(", ")} } from "gatewright/kubernetes";\n\n`;
  return `${customHeader}\n${from}\n${head}${interfaces.join("\n")}`;
}
