// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source text
import { policyModule } from "./examples.js";
import type { DiagnosticRecord } from "./record.js";

const wideContainers = `if (isWide(object.spec?.containers ?? [])) yield "too many ports";`;

/** GW10xx: functions and what they are given. */
export const functionRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW1013",
    severity: "error",
    title: "A function without a meaning in Rego",
    message: "`{name}` has no meaning in Rego that is the same",
    help: "{instead}",
    why: "A function of JavaScript's library can be compiled when there are rules that give the same answer for every argument; the language reference lists these. For the others there is a rewrite nearly always, and a policy that means the same is worth more than one that looks the same.",
    bad: policyModule('if (object.metadata?.labels?.["team"]?.normalize() === "zoë") yield "not hers";'),
    good: policyModule('if (object.metadata?.labels?.["team"] === "zoë") yield "not hers";'),
  },
  {
    code: "GW1021",
    severity: "error",
    title: "A function as a value",
    message: "`{name}` is a function and stands where a value is needed",
    help: "Call it.",
    why: "Functions become rules, and rules are no values in Rego: they can be called, and not be kept, compared or printed.",
    bad: policyModule('if (object.spec?.hostNetwork === true && !isTrusted) yield "the host\'s network is in use";', {
      before: 'const isTrusted = (pod: Pod) => pod.metadata?.namespace === "kube-system";',
    }),
    good: policyModule(
      'if (object.spec?.hostNetwork === true && !isTrusted(object)) yield "the host\'s network is in use";',
      { before: 'const isTrusted = (pod: Pod) => pod.metadata?.namespace === "kube-system";' },
    ),
  },
  {
    code: "GW1024",
    severity: "error",
    title: "A form of a function that cannot be compiled",
    message: "This form cannot be compiled: {method}",
    help: "Write `{instead}` instead.",
    why: "The function can be compiled, and this way of calling it cannot: an argument changes its meaning into one that Rego does not have, or that would need a rule of its own which the rewrite makes visible.",
    bad: policyModule('yield `${"!".repeat((object.spec?.priority ?? 0) - 1)} is how much it matters`;'),
    good: policyModule('yield `${"!".repeat(Math.max(0, (object.spec?.priority ?? 0) - 1))} is how much it matters`;'),
  },
  {
    code: "GW1030",
    severity: "error",
    title: "A callback that the compiler cannot follow",
    message:
      "The callback of `{method}` is not a function in sight that takes an element, and perhaps its position and the list",
    help: "Write it in place: `(x) => …`.",
    why: "A callback becomes the body of a rule, with the element in the place of its parameter. For that it has to be in sight, and to take what the rule can give: the element, its position in a list, and the list.",
    bad: policyModule(`const names = (object.spec?.containers ?? []).map(({ name }) => name);
if (names.some(parseFloat)) yield "a container has a number for a name";`),
    good: policyModule(`const names = (object.spec?.containers ?? []).map(({ name }) => name);
if (names.some((name) => parseFloat(name) > 0)) yield "a container has a number for a name";`),
  },
  {
    code: "GW1032",
    severity: "error",
    title: "An inventory read that is not literal",
    message: "{what} of an inventory read is not known when the policy is compiled",
    help: "Write it as a literal.",
    why: "Gatekeeper keeps only the kinds that it is told to keep. The template's `requires-sync-data` annotation and the SyncSet say which ones, and both are written when the policy is compiled.",
    bad: policyModule(
      `const kind = object.spec?.hostNetwork === true ? "Node" : "Namespace";
if (inventory.cluster("v1", kind).length > 99) yield "the cluster is large";`,
      { names: ["inventory"] },
    ),
    good: policyModule(`if (inventory.cluster("v1", "Node").length > 99) yield "the cluster is large";`, {
      names: ["inventory"],
    }),
  },
  {
    code: "GW1033",
    severity: "error",
    title: "A call of what is no known function",
    message: "`{text}` is not a function that the compiler can see",
    help: "Call a function that is declared with `function` or `const` in the policy's own files, or an entry of a constant object of such functions.",
    why: "The body of a function becomes a rule, so that the compiler has to know which function is called before anything runs. A function that is taken out of a list, chosen by a condition or only declared is known when it runs.",
    bad: policyModule(
      `const isOdd = object.spec?.hostNetwork === true ? isWide : isEmpty;
if (isOdd(object.spec?.containers ?? [])) yield "an odd number of ports";`,
      {
        kinds: ["Container", "Pod"],
        before: `const isWide = (containers: readonly Container[]) => containers.some(({ ports = [] }) => ports.length > 9);
const isEmpty = (containers: readonly Container[]) => containers.length === 0;`,
      },
    ),
    good: policyModule(wideContainers, {
      kinds: ["Container", "Pod"],
      before: `const isWide = (containers: readonly Container[]) => containers.some(({ ports = [] }) => ports.length > 9);`,
    }),
  },
  {
    code: "GW1034",
    severity: "error",
    title: "A list of functions",
    message: "`{text}` takes any number of functions, and no value in Rego is one",
    help: "Give each function a parameter of its own, or call the functions one by one.",
    why: "A function that is given to another one is written out in its place, which takes a parameter of its own for each. A list of functions would be a value, and rules are no values in Rego.",
    bad: policyModule(
      'if (any(object.spec?.containers[0], ({ tty }) => tty === true, ({ stdin }) => stdin === true)) yield "interactive";',
      {
        kinds: ["Container", "Pod"],
        before: `function any(container: Container | undefined, ...tests: ((container: Container) => boolean)[]) {
  return container !== undefined && tests.length > 1;
}`,
      },
    ),
    good: policyModule(
      'if (either(object.spec?.containers[0], ({ tty }) => tty === true, ({ stdin }) => stdin === true)) yield "interactive";',
      {
        kinds: ["Container", "Pod"],
        before: `type Test = (container: Container) => boolean;

function either(container: Container | undefined, left: Test, right: Test) {
  return container !== undefined && (left(container) || right(container));
}`,
      },
    ),
  },
  {
    code: "GW1040",
    severity: "error",
    title: "A generator that is kept",
    message: "A generator gives what it yields once only, and here it is kept",
    help: "Read it where it is called: `yield*` it, loop over it, or spread it into a list, `[...f()]`.",
    why: "What a generator yields becomes violations, or a list. The generator itself is neither: it remembers how far it has been read, and a second loop over it finds nothing. A list can be read again, and is a value in Rego.",
    bad: policyModule("const found = problems(object);\nfor (const problem of found) yield problem;", {
      before: `function* problems(pod: Pod) {
  if (pod.spec?.hostNetwork === true) yield "the host's network is in use";
}`,
    }),
    good: policyModule("for (const problem of problems(object)) yield problem;", {
      before: `function* problems(pod: Pod) {
  if (pod.spec?.hostNetwork === true) yield "the host's network is in use";
}`,
    }),
  },
  {
    code: "GW1041",
    severity: "error",
    title: "yield* of something else",
    message: "`yield*` takes a list, a set, or a call of a generator function of the policy's own files",
    help: "Spread a text into its characters, `[...text]`; loop over anything else: `for (const x of xs) yield …`.",
    why: "`yield*` goes into another generator of the policy, whose conditions become part of the rules, or through a list or a set, each element of which becomes a violation. Nothing else that JavaScript can go through has elements in Rego.",
    bad: policyModule('yield* object.metadata?.name ?? "";'),
    good: policyModule("yield* (object.spec?.containers ?? []).map(({ name }) => `${name} is not allowed`);"),
  },
  {
    code: "GW1043",
    severity: "error",
    title: "A yield of two shapes",
    message: "What is yielded is either a string or an object, and each needs a `yield` of its own",
    help: "Write two yields, with an `if`.",
    why: "A string is the message of a violation; an object holds a message and details. The two become different rules, and which of them is meant has to follow from a condition.",
    bad: policyModule(`const { hostNetwork, nodeName } = object.spec ?? {};
if (hostNetwork === true) {
  yield nodeName === undefined ? "the host's network is in use" : { msg: "a node's network is in use", details: { nodeName } };
}`),
    good: policyModule(`const { hostNetwork, nodeName } = object.spec ?? {};
if (hostNetwork === true) {
  if (nodeName === undefined) yield "the host's network is in use";
  else yield { msg: "a node's network is in use", details: { nodeName } };
}`),
  },
  {
    code: "GW1045",
    severity: "error",
    title: "A provider that is not written out",
    message: "`externalData()` is given {what} for its provider",
    help: "Write the name of a Provider of the cluster as a literal.",
    why: "A policy that asks for external data runs only where its providers are, and gator has none. Which ones a policy needs is told when it is built, so that its name has to be known by then: one that comes from the parameters or from an object could be any, and nobody would see that it is missing until requests are denied.",
    bad: policyModule(
      `const { errors } = externalData(object.metadata?.name ?? "", ["nginx"]);
if (errors.length > 0) yield "nginx has no signature";`,
      { names: ["externalData"] },
    ),
    good: policyModule(
      `const { errors } = externalData("cosign", ["nginx"]);
if (errors.length > 0) yield "nginx has no signature";`,
      { names: ["externalData"] },
    ),
  },
  {
    code: "GW1064",
    severity: "error",
    title: "A reduction without a first value",
    message: "`{method}` of an empty list has no answer without a first value: JavaScript throws there",
    help: "Give it the value for an empty list, `reduce(callback, first)`, or ask first whether the list has an element: `list.length > 0`.",
    why: "A policy answers for every object that the cluster takes, and lists may be empty in most. With a first value, an empty list has an answer.",
    bad: policyModule(`const ports = (object.spec?.containers ?? []).map((container) => container.ports?.length ?? 0);
if (ports.reduce((most, count) => Math.max(most, count)) > 3) yield "too many ports";`),
    good: policyModule(`const ports = (object.spec?.containers ?? []).map((container) => container.ports?.length ?? 0);
if (ports.reduce((most, count) => Math.max(most, count), 0) > 3) yield "too many ports";`),
  },
] satisfies readonly DiagnosticRecord[]);
