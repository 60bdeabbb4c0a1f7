/** GW40xx: what Gatekeeper or Kubernetes would refuse of a policy's artifacts. */
import type { DiagnosticRecord } from "./record.js";

/** A whole module around the fields of a policy's definition, for the examples. */
function policyWith(fields: string, rest = ""): string {
  const names = rest === "" ? "policy, type Review" : "constraint, policy, type Review";
  return `import { ${names} } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

${rest === "" ? "export default" : "const noHostNetwork ="} policy({
${fields.replaceAll(/^/gm, "  ")}
  title: "No host network",
  description: "Pods keep to their own network.",
  *violations({ object }: Review<Pod>) {
    if (object.spec?.hostNetwork === true) yield "the host's network is in use";
  },
});
${rest === "" ? "" : `\nexport default noHostNetwork;\n\n${rest}\n`}`;
}

const kind = 'kind: "K8sNoHostNetwork",';

/** A policy and what is done with it. */
const constraintWith = (fields: string) =>
  policyWith(kind, `export const everywhere = constraint(noHostNetwork, {\n${fields.replaceAll(/^/gm, "  ")}\n});`);

const levels = (given: string) => `import { constraint, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  /** @minItems 1 */
  names: string[];
}

const named = policy({
  kind: "K8sNamedPods",
  title: "Named pods",
  description: "Pods have one of the names.",
  *violations({ object, parameters }: Review<Pod, Parameters>) {
    if (!parameters.names.some((name) => name === object.metadata?.name)) yield "the pod has another name";
  },
});

export default named;

export const everywhere = constraint(named, { name: "named", parameters: { names: [${given}] } });
`;

export const gatekeeperRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW4001",
    severity: "error",
    title: "A kind that is no name",
    message: "`{kind}` cannot be the kind of a constraint",
    help: "Use letters, digits and `-` only, with a letter first and no `-` at the end.",
    why: "Gatekeeper makes a CustomResourceDefinition of a template, in which the kind in lower case is the plural and the singular name. Kubernetes takes DNS labels there: letters, digits and `-`, beginning with a letter and ending without a `-`. In the name of the Rego package, `_` stands for `-`.",
    bad: policyWith('kind: "no-host-network!",'),
    good: policyWith(kind),
  },
  {
    code: "GW4002",
    severity: "error",
    title: "A kind that is too long",
    message: "The kind `{kind}` has {length} characters, and Gatekeeper takes 59",
    help: "Shorten it.",
    why: "Gatekeeper makes a CustomResourceDefinition whose list kind is the kind and `List`, and Kubernetes takes names of at most 63 characters there.",
    bad: policyWith(`kind: "K8s${"VeryLong".repeat(8)}",`),
    good: policyWith(kind),
  },
  {
    code: "GW4004",
    severity: "error",
    title: "A kind that is a word of Rego",
    message: "`{kind}` in lower case is a word of Rego's own",
    help: "Choose another kind, such as `K8s{kind}`.",
    why: "The policy's Rego package is named after its kind in lower case, and a package cannot be called `default` or `input`.",
    bad: policyWith('kind: "Default",'),
    good: policyWith('kind: "K8sDefault",'),
  },
  {
    code: "GW4005",
    severity: "error",
    title: "A version that is none",
    message: "`{version}` is not a semantic version",
    help: "Write three numbers, such as `1.0.0`, without a `v`.",
    why: "The version becomes the annotation `metadata.gatekeeper.sh/version`, which Gatekeeper's catalogue and other tools compare as a semantic version.",
    bad: policyWith(`${kind}\nversion: "v1",`),
    good: policyWith(`${kind}\nversion: "1.0.0",`),
  },
  {
    code: "GW4006",
    severity: "error",
    title: "A name that no annotation can have",
    message: "The {of} `{name}` cannot be part of an annotation's name",
    help: "Use letters, digits, `-`, `_` and `.`, with a letter or a digit at both ends; a framework has at most 54 characters, an annotation 63 and a DNS name with `/` before them.",
    why: "Controls become annotations of the template, `policy.gatewright.dev/controls.<framework>`, and the API server refuses annotations whose names are not qualified names.",
    bad: policyWith(`${kind}\ncontrols: { "PCI DSS 4.0": ["1.2"] },`),
    good: policyWith(`${kind}\ncontrols: { "pci-dss-4.0": ["1.2"] },`),
  },
  {
    code: "GW4007",
    severity: "error",
    title: "An annotation that the build writes",
    message: "The annotation `{name}` is made from the policy's own fields",
    help: "State `title`, `description`, `version`, `severity` or `controls` instead; what is read from the inventory is found out.",
    why: "Two sources for one annotation could disagree, and the template would show only one of them.",
    bad: policyWith(`${kind}\nannotations: { "metadata.gatekeeper.sh/title": "Another title" },`),
    good: policyWith(`${kind}\nannotations: { "example.com/owner": "network team" },`),
  },
  {
    code: "GW4008",
    severity: "error",
    title: "A control without a name",
    message: "`{id}` cannot be the identifier of a control",
    help: "Write one identifier an entry, without commas and without spaces at its ends.",
    why: "The identifiers of a framework's controls stand in one annotation, separated by commas, so that a comma in one of them would make two.",
    bad: policyWith(`${kind}\ncontrols: { soc2: ["CC6.1, CC6.2"] },`),
    good: policyWith(`${kind}\ncontrols: { soc2: ["CC6.1", "CC6.2"] },`),
  },
  {
    code: "GW4009",
    severity: "error",
    title: "A constraint's name that Kubernetes refuses",
    message: "`{name}` cannot be the name of a constraint",
    help: "Use at most 63 lower-case letters, digits, `-` and `.`, with a letter or a digit at both ends.",
    why: "A constraint is an object of the cluster, whose name is a DNS subdomain; Gatekeeper limits it to 63 characters.",
    bad: constraintWith('name: "Everywhere_1",'),
    good: constraintWith('name: "everywhere",'),
  },
  {
    code: "GW4011",
    severity: "error",
    title: "A match that Gatekeeper refuses",
    message: "Gatekeeper would refuse this match: {problem}",
    help: "Write `match` as Gatekeeper's documentation has it: names in lower case, `*` only at the start or the end of a pattern.",
    why: "Gatekeeper validates `spec.match` when a constraint is applied, and some mistakes it does not see: a `scope` that it does not know matches everything.",
    bad: constraintWith('name: "everywhere",\nmatch: { namespaces: ["team-*-prod"] },'),
    good: constraintWith('name: "everywhere",\nmatch: { namespaces: ["team-*"] },'),
  },
  {
    code: "GW4012",
    severity: "error",
    title: "Parameters that do not fit",
    message: "The parameters of `{name}` do not fit: {problem}",
    help: "Change the parameters, or the `Parameters` of the policy.",
    why: "Gatekeeper validates `spec.parameters` against the schema that the policy's `Parameters` became, and refuses the constraint. One verdict is stricter here: a constraint without parameters, where some are required, would be taken, and the policy would run without them.",
    bad: levels(""),
    good: levels('"web"'),
  },
  {
    code: "GW4013",
    severity: "error",
    title: "A set of constraints that is no folder",
    message: "`{set}` cannot be a set of constraints: {problem}",
    help: "Name folders, with `/` between them: lower-case letters, digits and `-`, with a letter or a digit at both ends.",
    why: "A build writes the constraints of a set to `constraints/<set>/<name>.yaml`, beside a `kustomization.yaml`. Constraints of no set that share a name are in `constraints/<kind>/`, so that a set cannot have the name of a kind.",
    bad: constraintWith('name: "everywhere",\nset: "../network",'),
    good: constraintWith('name: "everywhere",\nset: "network/strict",'),
  },
] satisfies readonly DiagnosticRecord[]);
