/** The pages of docs/policies, as Markdown: one for each policy of the standard library, and their index. */
import { constraint } from "../gatekeeper/constraint.js";
import { toYaml } from "../gatekeeper/yaml.js";
import type { CompiledPolicy, Inventory, Json, MatchKind, SyncedKind } from "../model.js";
import type { FixtureFile } from "../testing/fixture-suite.js";
import type { FixtureCase } from "../testing/fixtures/read-fixture.js";
import { cell, code, escaped, fenced, generated, page, table } from "./markdown.js";
import { differencesOf } from "./policy-differences.js";
import { chooseExamples, type PolicyExamples } from "./policy-examples.js";
import { fixtureLink, paragraphs } from "./policy-text.js";
import { hasParameters, schemaTable } from "./schema-table.js";
import { typescriptLiteral } from "./typescript-literal.js";

/** A policy of the standard library, with all that its page tells. */
export interface DocumentedPolicy {
  /** Its folder's name, by which projects import it. */
  readonly name: string;
  readonly policy: CompiledPolicy;
  /** The doc comment of the policy, its paragraphs separated by empty lines. */
  readonly comment: string;
  readonly fixtures: readonly FixtureFile[];
}

/** `docs/policies/README.md` */
export function policyIndexPage(policies: readonly DocumentedPolicy[]): string {
  return page([
    "# The standard library",
    generated("stdlib"),
    "Policies of [Gatekeeper's community library](https://github.com/open-policy-agent/gatekeeper-library), in TypeScript, and the checks of Kubernetes' own [Pod Security Standards](#pod-security-standards). [Some differ](differences.md) from the community's. A project puts one to use with a constraint, as its page shows, and `gatewright build` writes the template and the constraint.",
    table(
      ["Policy", "Kind", "", "Objects"],
      policies.map(({ name, policy, comment }) => [
        `[${escaped(policy.title)}](${name}.md)`,
        code(policy.kind),
        cell(paragraphs(comment)[0] ?? ""),
        kindsOf(policy.matchKinds),
      ]),
    ),
    ...podSecurity,
  ]);
}

const podSecurity: readonly string[] = [
  "## Pod Security Standards",
  "The policies whose titles begin with *Pod Security* are the checks of Kubernetes 1.37's [Pod Security Standards](https://kubernetes.io/docs/concepts/security/pod-security-standards/), one policy a check. They take no parameters: a set of constraints puts those of a profile to use, [Baseline](../../stdlib/pod-security/baseline.ts) or [Restricted](../../stdlib/pod-security/restricted.ts). Restricted has the checks of Baseline, with stricter ones in place of four of them.",
  fenced(
    [
      "npx gatewright build node_modules/gatewright/stdlib/pod-security --out dist",
      "kubectl apply --kustomize dist",
      "kubectl apply --kustomize dist/constraints/pod-security/restricted",
    ].join("\n"),
    "sh",
  ),
  "The sets match Pods of every namespace, as the standards do. Pods of the cluster itself need more than they allow: exempt their namespaces in Gatekeeper's `Config`, or add `excludedNamespaces` to `spec.match` in an overlay.",
  "They say the same as Kubernetes' own evaluator, for each of its own test Pods and for Pods made at random: Pods for Windows and Pods with users of their own are spared what the standards spare them. Updates are judged when they bring containers or change images, as by Kubernetes; the policies of the community library pass all updates over, and so the ephemeral containers that come by them.",
  'Constraints of a project\'s own are in sets in the same way: `set: "shops/strict"` beside `name` puts one into `constraints/shops/strict/`, next to a `kustomization.yaml`, and leaves it out of the one for every cluster.',
];

/** `docs/policies/<name>.md` */
export function policyPage({ name, policy, comment, fixtures }: DocumentedPolicy): string {
  const cases = fixtures.flatMap((file) => file.cases);
  const examples = chooseExamples(cases);
  const { differences, said } = differencesOf(name, comment);
  return page([
    `# ${escaped(policy.title)}`,
    generated(`stdlib/${name}`),
    escaped(policy.description).replaceAll("\n", "\n\n"),
    ...said.map(escaped),
    factsTable(name, policy),
    ...differencesSection(differences),
    "## Parameters",
    hasParameters(policy.schema) ? schemaTable(policy.schema) : "It takes none.",
    ...useSection(name, policy, examples),
    ...exampleSection("Allowed", name, examples.allowed, examples),
    ...exampleSection("Denied", name, examples.denied, examples),
    "## Every fixture",
    "Each is run as TypeScript, through `policy.wasm` and by Gatekeeper.",
    table(["Fixture", "Objects", "Messages"], fixtures.map(fixtureRow)),
  ]);
}

function factsTable(name: string, { kind, matchKinds, sync, ...policy }: CompiledPolicy): string {
  const controls = Object.entries(policy.controls ?? {}).map(([framework, ids]) => `${framework}: ${ids.join(", ")}`);
  const bundle = policy.annotations?.["metadata.gatekeeper.sh/bundle"];
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Kind of its constraints", code(kind)],
    ["Import", code(`gatewright/stdlib/${name}`)],
    ["Source", `[policy.ts](../../stdlib/${name}/policy.ts)`],
    ["Version", policy.version],
    ["Severity", policy.severity],
    ["Controls", controls.length === 0 ? undefined : controls.map(cell).join("<br>")],
    ["Bundles", bundle],
    ["Matches by default", matchKinds.length === 0 ? undefined : kindsOf(matchKinds)],
    ["Reads from the cluster", sync.length === 0 ? undefined : sync.map(syncedKinds).join("<br>")],
  ];
  return table(
    ["", ""],
    rows.flatMap(([what, text]) => (text === undefined ? [] : [[what, text]])),
  );
}

function kindsOf(matchKinds: readonly MatchKind[]): string {
  return matchKinds
    .map(({ apiGroups, kinds }) => {
      const groups = apiGroups.map((group) => (group === "" ? "the core group" : code(group)));
      return `${kinds.map(code).join(", ")} of ${groups.join(", ")}`;
    })
    .join("<br>");
}

function syncedKinds(either: readonly SyncedKind[]): string {
  return either
    .map(({ groups, versions, kinds }) => `${kinds.map(code).join(", ")} of ${pairs(groups, versions).join(", ")}`)
    .join(" or ");
}

function pairs(groups: readonly string[], versions: readonly string[]): readonly string[] {
  return groups.flatMap((group) => versions.map((version) => code(group === "" ? version : `${group}/${version}`)));
}

function differencesSection(differences: readonly string[]): readonly string[] {
  return differences.length === 0 ? [] : ["## Unlike the community library's", ...differences];
}

function useSection(name: string, policy: CompiledPolicy, { parameters }: PolicyExamples): readonly string[] {
  const variable = name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const fields = { name, ...(parameters === undefined ? {} : { parameters }) };
  const assigned = `export const example = constraint(${variable}, `;
  const source = [
    'import { constraint } from "gatewright";',
    `import ${variable} from "gatewright/stdlib/${name}";`,
    "",
    `${assigned}${typescriptLiteral(fields, assigned.length)});`,
  ].join("\n");
  const span = { file: "", line: 1, column: 1, endLine: 1, endColumn: 1 };
  return [
    "## A constraint",
    fenced(source, "ts"),
    "`gatewright build` writes it as",
    fenced(toYaml(constraint({ kind: policy.kind, span, ...fields }, policy.matchKinds)), "yaml"),
  ];
}

function exampleSection(
  title: string,
  name: string,
  one: FixtureCase | undefined,
  { parameters }: PolicyExamples,
): readonly string[] {
  if (one === undefined) return [];
  const { question, messages = [] } = one;
  const same = JSON.stringify(question.parameters) === JSON.stringify(parameters);
  const stated = question.parameters === undefined ? "no parameters" : "the parameters";
  const others = same ? [] : [`With ${stated}${question.parameters === undefined ? ":" : ""}`];
  const synced = objectsOf(question.inventory);
  return [
    `## ${title}`,
    ...others,
    ...(same || question.parameters === undefined ? [] : [fenced(toYaml(question.parameters), "yaml")]),
    ...reviewed(question.review),
    ...(synced.length === 0 ? [] : ["where the cluster has", fenced(synced.map(toYaml).join("---\n"), "yaml")]),
    ...(messages.length === 0 ? [] : [messageList(messages)]),
    `From ${fixtureLink(name, one.place.file)}.`,
  ];
}

/** What somebody asks for; only the object when the fixture says no more. */
function reviewed({ operation, object, oldObject, userInfo }: FixtureCase["question"]["review"]): readonly string[] {
  if (operation === "") return [fenced(toYaml(object), "yaml")];
  const { username, groups = [] } = userInfo as { readonly username?: string; readonly groups?: readonly string[] };
  const who = username === undefined ? [] : [`by ${code(username)}`];
  const of = groups.length === 0 ? [] : [`of ${groups.map(code).join(", ")}`];
  const lead = [`${code(operation)}`, ...who, ...of].join(" ");
  if (operation !== "UPDATE" || oldObject === null) return [`${lead}:`, fenced(toYaml(object), "yaml")];
  return [`${lead}, from`, fenced(toYaml(oldObject), "yaml"), "to", fenced(toYaml(object), "yaml")];
}

/** As a fixture states them. */
function messageList(messages: NonNullable<FixtureCase["messages"]>): string {
  const stated = messages.map(({ msg, details }) => (details === undefined ? msg : { msg, details }));
  return fenced(toYaml({ messages: stated }), "yaml");
}

function fixtureRow({ file, cases }: FixtureFile): readonly string[] {
  const name = file.split("/").at(-3) ?? "";
  const messages = new Set(cases.flatMap(({ messages = [] }) => messages.map(({ msg }) => msg)));
  return [
    fixtureLink(name, file),
    String(cases.length),
    [...messages].map((msg) => code(msg === "" ? '""' : msg)).join("<br>"),
  ];
}

function objectsOf({ cluster, namespace }: Inventory): readonly Json[] {
  const named = Object.values(namespace).flatMap((kept) => Object.values(kept));
  return [...Object.values(cluster), ...named].flatMap((kinds) =>
    Object.values(kinds).flatMap((all) => Object.values(all)),
  );
}
