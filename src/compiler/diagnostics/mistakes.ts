// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source text
import { policyModule } from "./examples.js";
import type { DiagnosticRecord } from "./record.js";

const hostNetwork = 'if (object.spec?.hostNetwork === true) yield "the host\'s network is in use";';
const images = 'if (container.image?.endsWith(":latest")) yield `${container.name} has no fixed version`;';

const names = (fields: string) => ({
  review: "Review<Pod, Parameters>",
  takes: "{ object, parameters }",
  before: `export interface Parameters {\n${fields}\n}`,
});
const forbidden = 'if (parameters.forbidden.includes(object.metadata?.name ?? "")) yield "the name is forbidden";';

/** GW50xx: what compiles, and is most likely not what was meant. Only `check` looks for it. */
export const mistakeRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW5001",
    severity: "warning",
    title: "A parameter that is never read",
    message: "Nothing reads the parameter `{name}`",
    help: "Read it, or take it out of the parameters.",
    why: "A parameter is in the schema of the constraint: whoever writes one is told that the policy goes by it. One that nothing reads is a promise that the policy does not keep, most often because a condition was forgotten or a name has changed.",
    bad: policyModule(forbidden, names("  forbidden: string[];\n  prefix?: string;")),
    good: policyModule(forbidden, names("  forbidden: string[];")),
  },
  {
    code: "GW5002",
    severity: "warning",
    title: "Parameters that are never read",
    message: "The policy takes parameters and reads none of them",
    help: "Read `parameters`, or leave the second argument of `Review` out.",
    why: "A policy without parameters has no schema, and a constraint that gives it some is refused. One that declares them takes whatever it is given and goes by nothing of it.",
    bad: policyModule(hostNetwork, { ...names("  forbidden: string[];"), takes: "{ object }" }),
    good: policyModule(hostNetwork),
  },
  {
    code: "GW5003",
    severity: "warning",
    title: "A condition that is always the same",
    message: "`{text}` is always {value}",
    help: "Ask what was meant, such as `list.length > 0`, or take the condition out.",
    why: "What has a default is never undefined, and a list or an object counts as true even when it is empty. A condition that can only come out one way asks for something else than its author thinks; the code that it guards runs always, or never. What comes straight from an object under review may be asked for twice: there, its type is all that is known.",
    bad: policyModule(`const labels = object.metadata?.labels ?? {};
if (labels && object.spec?.hostNetwork === true) yield "a Pod with labels uses the host's network";`),
    good: policyModule(`const labels = object.metadata?.labels ?? {};
if (Object.keys(labels).length > 0 && object.spec?.hostNetwork === true)
  yield "a Pod with labels uses the host's network";`),
  },
  {
    code: "GW5004",
    severity: "warning",
    title: "A violation that cannot occur",
    message: "No object gets to this `yield`",
    help: "Look at the conditions above it, one of which excludes it, or take it out.",
    why: "The conditions that lead to a violation exclude one another, or control never comes there. It becomes no rule in Rego, so that the template enforces less than the policy seems to say.",
    bad: policyModule(`const name = object.metadata?.name ?? "";
if (!name.startsWith("system-")) return;
if (object.spec?.hostNetwork === true) yield "the host's network is in use";
if (!name.startsWith("system-")) yield "the name lacks system-";`),
    good: policyModule(`const name = object.metadata?.name ?? "";
if (!name.startsWith("system-")) yield "the name lacks system-";
else if (object.spec?.hostNetwork === true) yield "the host's network is in use";`),
  },
  {
    code: "GW5005",
    severity: "warning",
    title: "A violation that another one covers",
    message: "Whenever this is reported, the `yield` in line {line} reports the same",
    help: "Take it out, or say something else in one of the two.",
    why: "Violations are a set: the same message with the same details is reported once, however many rules say it. A rule whose conditions include all of those of another one adds nothing, and whoever changes one of the two will be surprised by the other.",
    bad: policyModule(`if (object.spec?.hostNetwork === true) yield "the host's namespaces are in use";
if (object.spec?.hostNetwork === true && object.spec.hostPID === true) yield "the host's namespaces are in use";`),
    good: policyModule(`if (object.spec?.hostNetwork === true) yield "the host's namespaces are in use";
if (object.spec?.hostPID === true) yield "the host's namespaces are in use";`),
  },
  {
    code: "GW5006",
    severity: "warning",
    title: "A list of containers that is forgotten",
    message: "The policy looks at `containers`, and not at {lists}",
    help: 'Go through all of them with `containersOf(object)` of "gatewright".',
    why: "A Pod has three lists of containers. Those that start before the others and those that are added for debugging run the same images with the same rights: a policy that passes over them is one that is easily passed by. What a list cannot have does not count, such as probes of containers that start.",
    bad: policyModule(`for (const container of object.spec?.containers ?? []) {
  ${images}
}`),
    good: policyModule(
      `for (const { container } of containersOf(object)) {
  ${images}
}`,
      { names: ["containersOf"] },
    ),
  },
  {
    code: "GW5007",
    severity: "warning",
    title: "oldObject without the operation",
    message: "`oldObject` is there on UPDATE and on DELETE, and the policy does not tell them apart",
    help: 'Ask for `operation === "UPDATE"` or `operation === "DELETE"` as well, or compare it with `object`.',
    why: "On CREATE and in an audit `oldObject` is null. On DELETE it is what is to be deleted, and `object` is a copy of it. A policy that goes by `oldObject` alone and means updates will refuse to delete as well, as the garbage collector and controllers do all the time.",
    bad: policyModule('if (oldObject?.metadata?.labels?.["frozen"] === "true") yield "the Pod may not change";', {
      takes: "{ oldObject }",
    }),
    good: policyModule(
      'if (operation === "UPDATE" && oldObject?.metadata?.labels?.["frozen"] === "true") yield "the Pod may not change";',
      { takes: "{ oldObject, operation }" },
    ),
  },
  {
    code: "GW5008",
    severity: "warning",
    title: "A comment that ignores nothing",
    message: "This comment ignores nothing: {reason}",
    help: "Write `// gatewright-ignore GW5006: why it is right here` at the end of the line of a warning, or above it, or take it out.",
    why: "A warning that is wrong in one place is ignored there, by its code and with a reason that whoever reads the policy next can judge. Errors cannot be ignored: they say that there is no Rego of the same meaning. A comment that ignores nothing is left over from what it was for, or has its code wrong.",
    bad: policyModule(`// gatewright-ignore GW5006: other containers have no images here
${hostNetwork}`),
    good: policyModule(`// gatewright-ignore GW5006: the images of the others are checked by another policy
for (const container of object.spec?.containers ?? []) {
  ${images}
}`),
  },
] satisfies readonly DiagnosticRecord[]);
