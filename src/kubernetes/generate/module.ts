import { compare, type Definition, embeddedId, refId } from "./document.js";
import { type Naming, printInterface } from "./print-type.js";
import { inlineTypes } from "./scalars.js";

/** All definitions, by id, and the name that each is exported under. */
export interface Catalogue {
  readonly byId: ReadonlyMap<string, Definition>;
  readonly names: ReadonlyMap<string, string>;
}

/** The file that declares a definition: `io.k8s.api.apps.v1.Deployment` → `apps-v1`. */
export function moduleOf({ group, version }: Definition): string {
  return `${group}-${version}`;
}

/** The file of one group and version: an interface for each of its definitions, under the document's own name. */
export function printModule(module: string, own: readonly Definition[], catalogue: Catalogue): string {
  const imports = new Map<string, Set<string>>();
  const use = (from: string, item: string) => imports.set(from, (imports.get(from) ?? new Set()).add(item));
  const naming = moduleNaming(module, new Set(own.map(({ name }) => name)), catalogue, use);
  const body = own.map(({ name, schema, literals }) => printInterface(name, schema, naming, literals)).join("\n");
  const head = [...imports]
    .sort(([a], [b]) => compare(a, b))
    .map(([from, items]) => `import type { ${[...items].sort(compare).join(", ")} } from "./${from}.js";\n`);
  return `${head.join("")}${head.length === 0 ? "" : "\n"}${body}`;
}

function moduleNaming(
  module: string,
  taken: ReadonlySet<string>,
  { byId, names }: Catalogue,
  use: (from: string, item: string) => void,
): Naming {
  const scalar = (name: string) => {
    use("scalars", name);
    return name;
  };
  const ref = (ref: string) => {
    const inline = inlineTypes[refId(ref)];
    if (inline !== undefined) return inline(scalar);
    const target = byId.get(embeddedId(refId(ref))) ?? byId.get(refId(ref));
    if (target === undefined) throw new Error(`The OpenAPI document names ${ref} and does not define it.`);
    if (moduleOf(target) === module) return target.name;
    const name = taken.has(target.name) ? (names.get(target.id) as string) : target.name;
    use(moduleOf(target), name === target.name ? name : `${target.name} as ${name}`);
    return name;
  };
  return { ref, scalar };
}

/** The lines of `index.ts` for one file. */
export function printExports(module: string, own: readonly Definition[], names: ReadonlyMap<string, string>): string {
  const items = own.map(({ id, name }) => (names.get(id) === name ? name : `${name} as ${names.get(id)}`));
  return `export type {\n${items.map((item) => `  ${item},\n`).join("")}} from "./${module}.js";\n`;
}
