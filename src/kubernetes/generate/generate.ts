import { compare, type Definition, type OpenApiDocument, readDefinitions, readOperations } from "./document.js";
import { printKinds, readResources } from "./kinds.js";
import { moduleOf, printExports, printModule } from "./module.js";
import { publicNames } from "./names.js";
import { inlineTypes, scalarNames, scalarsSource } from "./scalars.js";

/**
 * The files of `src/kubernetes/`, by name: one per group and version, `scalars.ts`, `kinds.ts`, and `index.ts`, which
 * exports them all but `kinds.ts`. The same document gives the same bytes.
 */
export function generate(document: OpenApiDocument, version: string): ReadonlyMap<string, string> {
  const definitions = readDefinitions(document).filter(({ id }) => inlineTypes[id] === undefined);
  const names = publicNames(definitions);
  const byId = new Map(definitions.map((one) => [one.id, one]));
  const modules = groupByModule(definitions);
  const resources = readResources(readOperations(document));

  const header = printHeader(version);
  const exports = modules.map(([module, own]) => printExports(module, own, names));
  return new Map([
    ...modules.map(([module, own]) => [`${module}.ts`, header + printModule(module, own, { byId, names })] as const),
    ["scalars.ts", header + scalarsSource],
    ["kinds.ts", header + printKinds(definitions, names, resources)],
    [
      "index.ts",
      `${header}${INDEX_COMMENT}${exports.join("")}export type { ${scalarNames.join(", ")} } from "./scalars.js";\n`,
    ],
  ]);
}

const INDEX_COMMENT = `/**
 * \`gatewright/kubernetes\`: every kind that objects are served of, and its parts, as they arrive in a review.
 *
 * A name that several groups or versions define is plain for a kind before a part, for the core group, then for the most
 * stable and newest version (\`HorizontalPodAutoscaler\` is autoscaling/v2, \`Event\` is core). The others carry their
 * version, and their group where it is another: \`HorizontalPodAutoscalerV1\`, \`EventEventsV1\`, \`SubjectRbacV1\`.
 */
`;

/** The first lines of every generated file. */
export function printHeader(version: string): string {
  return [
    `// Generated from the OpenAPI document of Kubernetes ${version} by scripts/build-kubernetes.mjs; do not edit.`,
    "// Descriptions: Copyright The Kubernetes Authors, Apache License 2.0.",
    "\n",
  ].join("\n");
}

function groupByModule(definitions: readonly Definition[]): readonly (readonly [string, readonly Definition[]])[] {
  const modules = new Map<string, Definition[]>();
  for (const one of definitions) modules.set(moduleOf(one), [...(modules.get(moduleOf(one)) ?? []), one]);
  return [...modules].sort(([a], [b]) => compare(a, b));
}
