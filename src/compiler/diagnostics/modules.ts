// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source text
import { policyModule } from "./examples.js";
import type { DiagnosticRecord } from "./record.js";

const hostNetwork = 'if (object.spec?.hostNetwork === true) yield "the host\'s network is in use";';
const good = policyModule(hostNetwork);

/** The example with constraints: a policy with a name, and what is done with it. */
const withConstraints = (constraints: string) =>
  `${policyModule(hostNetwork, { names: ["constraint"] }).replace("export default policy", "const podRules = policy")}
export default podRules;

${constraints.trim()}
`;

/** GW20xx: modules, policies and constraints. */
export const moduleRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW2001",
    severity: "error",
    title: "No policy",
    message: "`{file}` has no policy as its default export",
    help: "Write `export default policy({ … })`.",
    why: "A policy is the default export of its module: that is how the build, the tests and other modules find it. A file without one holds helpers, which are compiled with the policies that import them, and is not given to the build itself.",
    bad: "export function isRoot(user: number): boolean {\n  return user === 0;\n}\n",
    good: policyModule('if (isRoot(object.spec?.securityContext?.runAsUser ?? 0)) yield "the Pod runs as root";', {
      before: "export function isRoot(user: number): boolean {\n  return user === 0;\n}",
    }),
  },
  {
    code: "GW2002",
    severity: "error",
    title: "Metadata that is not constant",
    message: "{name} of a policy has to be a literal",
    help: "Write the value out, or name a `const` of literals: compiling never runs a policy's code.",
    why: "What a policy states about itself becomes the template's name, schema and annotations. The compiler reads it off the text and never runs it, so that it may be given a policy that nobody has reviewed yet, and so that the same text gives the same template.",
    bad: good
      .replace('"Rules for Pods"', 'titleOf("Pods")')
      .concat("\nfunction titleOf(kind: string): string {\n  return `Rules for ${kind}`;\n}\n"),
    good,
  },
  {
    code: "GW2003",
    severity: "error",
    title: "violations is no generator",
    message: "`violations` has to be a generator function that is not async",
    help: "Write `*violations({ object, parameters }: Review<Kind, Parameters>) { … }`.",
    why: "Each `yield` of the generator becomes one rule, whose conditions are those that lead to it. A function that returns a list says how the list is made instead, and one that waits has nothing to wait for.",
    bad: good
      .replace("*violations", "violations")
      .replace(
        `${hostNetwork}\n`,
        `return object.spec?.hostNetwork === true ? ["the host's network is in use"] : [];\n`,
      ),
    good,
  },
  {
    code: "GW2004",
    severity: "error",
    title: "A review without a type",
    message: "The generator needs the type of its review",
    help: "Write `*violations(review: Review<Kind, Parameters>)`.",
    why: "The type of the review says which kinds a policy is for, which become the default match, and what its parameters are, which become the schema. Without it the policy would match everything and know nothing about it.",
    bad: policyModule('if (object.kind === "Pod") yield "Pods are not allowed";')
      .replace("{ object }: Review<Pod>", "{ object }")
      .replace(", type Review", "")
      .replace('import type { Pod } from "gatewright/kubernetes";\n', ""),
    good: policyModule("yield `${object.kind}s are not allowed`;"),
  },
  {
    code: "GW2005",
    severity: "error",
    title: "Kinds that are not known",
    message: "`{type}` does not tell which kinds the policy is for",
    help: "Use the kinds of `gatewright/kubernetes`, or types whose `apiVersion` and `kind` are literals.",
    why: "The kinds become the `match` of the policy's constraints. A type whose `apiVersion` and `kind` may be any text names none, and a match of everything would send every object of the cluster through the policy.",
    bad: `import { policy, type Review } from "gatewright";

interface Widget {
  apiVersion: string;
  kind: string;
  spec: { size: number };
}

export default policy({
  kind: "ExampleWidgets",
  title: "Small widgets",
  description: "Widgets are small.",
  *violations({ object }: Review<Widget>) {
    if (object.spec.size > 9) yield "the widget is large";
  },
});
`,
    good: `import { policy, type Review } from "gatewright";

interface Widget {
  apiVersion: "example.com/v1";
  kind: "Widget";
  spec: { size: number };
}

export default policy({
  kind: "ExampleWidgets",
  title: "Small widgets",
  description: "Widgets are small.",
  *violations({ object }: Review<Widget>) {
    if (object.spec.size > 9) yield "the widget is large";
  },
});
`,
  },
  {
    code: "GW2006",
    severity: "error",
    title: "Circular imports",
    message: "`{file}` imports itself{way}",
    help: "Move what both need into a third file.",
    why: "Modules that import each other are loaded in an order that depends on where one starts, and the one that comes first sees the other's constants before they have a value. Natively a policy would then fail, or not, depending on who imports it. Imports of types alone are no circle.",
    bad: policyModule('if (!(object.metadata?.name ?? "").startsWith(own)) yield `the name lacks ${own}`;', {
      before: 'import { prefix as own } from "./policy.js";\n\nexport const prefix = "app-";',
    }),
    good: policyModule('if (!(object.metadata?.name ?? "").startsWith(prefix)) yield `the name lacks ${prefix}`;', {
      before: 'export const prefix = "app-";',
    }),
  },
  {
    code: "GW2007",
    severity: "error",
    title: "A file that is no source",
    message: "`{file}` {reason}",
    help: "Give it a TypeScript file in UTF-8 that a person could have written.",
    why: "A policy is text of a moderate size. What is binary, in another encoding, larger than a megabyte or nested hundreds of levels deep is a mistake or an attack, and is refused before anything is made of it.",
    bad: policyModule("yield `nested ${nested.length}`;", {
      before: `const nested = ${"[".repeat(300)}${"]".repeat(300)};`,
    }),
    good: policyModule("yield `nested ${nested.length}`;", { before: "const nested = [[]];" }),
  },
  {
    code: "GW2008",
    severity: "error",
    title: "An import from outside the project",
    message: "`{module}` cannot travel with the policy",
    help: "Import from `gatewright`, `gatewright/kubernetes` and files of the project.",
    why: "What a policy uses is compiled into its template, from TypeScript. Node's modules and packages of others are JavaScript that was not written for it: what they do cannot be told from their types.",
    bad: policyModule('if (basename(object.metadata?.name ?? "") === "") yield "the name is a folder";', {
      before: 'import { basename } from "node:path";',
    }),
    good: policyModule('if ((object.metadata?.name ?? "").endsWith("/")) yield "the name is a folder";'),
  },
  {
    code: "GW2009",
    severity: "error",
    title: "A file that cannot be read",
    message: "`{file}` cannot be read: {reason}",
    help: "Check the path and its permissions; an import names the file with `.js` at its end.",
    why: "The compiler reads the files that it is given and those that they import, and nothing else. One that is missing is most often a path that was mistyped, or a file that was moved.",
    bad: policyModule('if (!hasOwner(object)) yield "nobody owns the Pod";', {
      before: 'import { hasOwner } from "./shared/owners.js";',
    }),
    good: policyModule('if (!hasOwner(object)) yield "nobody owns the Pod";', {
      before: 'function hasOwner(pod: Pod): boolean {\n  return pod.metadata?.labels?.["owner"] !== undefined;\n}',
    }),
  },
  {
    code: "GW2010",
    severity: "error",
    title: "A constraint that is not literal",
    message: "`{text}` is not literal data, and a constraint is made of nothing else",
    help: "Write the value out, or name a `const` of literals: compiling never runs a policy's code.",
    why: "A constraint becomes YAML when the project is built, and the compiler reads the call without running it. Its first argument names a policy, its second one holds literals and constants of literals.",
    bad: withConstraints(`export const everywhere = constraint(podRules, { name: nameOf("everywhere") });

function nameOf(place: string): string {
  return \`pod-rules-\${place}\`;
}`),
    good: withConstraints('export const everywhere = constraint(podRules, { name: "pod-rules-everywhere" });'),
  },
  {
    code: "GW2012",
    severity: "error",
    title: "Two policies of one kind",
    message: "`{kind}` is already the kind of the policy at {other}",
    help: "Give one of the two another kind; capitals alone do not make a difference.",
    why: "A template's name is its kind in lower case, so that the second template would replace the first one in the cluster.",
    bad: `${good}
export const again = policy({
  kind: "K8sPodrules",
  title: "Again",
  description: "The same kind once more.",
  *violations({ object }: Review<Pod>) {
    if (object.spec?.hostPID === true) yield "the host's processes are in sight";
  },
});
`,
    good,
  },
  {
    code: "GW2013",
    severity: "error",
    title: "Two constraints of one name",
    message: "`{name}` is already the name of the constraint of `{kind}` at {other}",
    help: "Give one of the two another name.",
    why: "Constraints of one kind are told apart by their names alone: the second one would replace the first one in the cluster.",
    bad: withConstraints(`export const everywhere = constraint(podRules, { name: "everywhere" });

export const again = constraint(podRules, { name: "everywhere", enforcementAction: "warn" });`),
    good: withConstraints(`export const everywhere = constraint(podRules, { name: "everywhere" });

export const again = constraint(podRules, { name: "again", enforcementAction: "warn" });`),
  },
  {
    code: "GW2014",
    severity: "error",
    title: "A policy that no build would write",
    message: "This policy is not the default export of its module, so that no build would write it",
    help: "Make it the default export of a module of its own.",
    why: "A module has one policy, its default export. Another one in the same file would compile natively, pass its tests, and never reach the cluster.",
    bad: `${good}
export const processes = policy({
  kind: "K8sHostProcesses",
  title: "No host processes",
  description: "Pods see their own processes only.",
  *violations({ object }: Review<Pod>) {
    if (object.spec?.hostPID === true) yield "the host's processes are in sight";
  },
});
`,
    good,
  },
  {
    code: "GW2015",
    severity: "error",
    title: "A module that does something",
    message: "A module of a policy declares things and does nothing else",
    help: "Remove the statement, or move what it does into the generator or a function.",
    why: "Statements at the top of a module run when it is loaded. Rego has no such moment: what they change would be so natively, and not in the cluster.",
    bad: policyModule('if (!prefixes.includes(object.metadata?.name ?? "")) yield "the name is not allowed";', {
      before: 'const prefixes = ["app"];\nprefixes.push("job");',
    }),
    good: policyModule('if (!prefixes.includes(object.metadata?.name ?? "")) yield "the name is not allowed";', {
      before: 'const prefixes = ["app", "job"];',
    }),
  },
  {
    code: "GW2016",
    severity: "error",
    title: "A policy that reports nothing",
    message: "No object makes this policy report anything",
    help: "Yield a violation, or look at the condition that keeps control from getting there.",
    why: "Each yield becomes a rule, unless its conditions exclude one another. Without any rule there is no policy: Gatekeeper takes no template that has no `violation`, and a policy that can deny nothing is most likely a mistake.",
    bad: policyModule("if (object.spec?.hostNetwork !== true) return;"),
    good: policyModule(`if (object.spec?.hostNetwork !== true) return;
yield "the host's network is in use";`),
  },
] satisfies readonly DiagnosticRecord[]);
