// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source text
import { policyModule } from "./examples.js";
import type { DiagnosticRecord } from "./record.js";

const containers = "const containers = object.spec?.containers ?? [];";

/** GW10xx: constructs that the policy language leaves out. */
export const syntaxRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW1001",
    severity: "error",
    title: "Not part of the policy language",
    message: "{what} is not part of the policy language",
    help: "Write it with constants, `if`, `for…of`, `return`, functions and the methods of lists, strings, objects and sets.",
    why: "Every construct of a policy becomes rules in Rego that mean exactly the same. What has no such counterpart, or none that a reader would recognise, is refused by default: a construct that were left out in silence would be a policy that checks something else than what it says.",
    bad: policyModule(
      'var spec = object.spec;\nif (spec?.hostNetwork === true) yield "the host\'s network is in use";',
    ),
    good: policyModule(
      'const spec = object.spec;\nif (spec?.hostNetwork === true) yield "the host\'s network is in use";',
    ),
  },
  {
    code: "GW1002",
    severity: "error",
    title: "Recursion",
    message: "`{name}` calls itself, and Rego has no recursion",
    help: "Write the levels out, or look at a fixed number of them in loops.",
    why: "OPA refuses rules that depend on themselves: that is how it knows that every evaluation ends. Kubernetes' own objects have a fixed depth nearly everywhere, so that a loop for each level says the same.",
    bad: policyModule('if (isShouted(object.metadata?.name ?? "")) yield "the name ends with too many marks";', {
      before: `function isShouted(name: string): boolean {
  return name.endsWith("--") || (name.length > 60 && isShouted(name.slice(0, -1)));
}`,
    }),
    good: policyModule('if (isShouted(object.metadata?.name ?? "")) yield "the name ends with too many marks";', {
      before: `function isShouted(name: string): boolean {
  return name.endsWith("--") || name.slice(0, -1).endsWith("--");
}`,
    }),
  },
  {
    code: "GW1003",
    severity: "error",
    title: "Asynchronous code",
    message: "A policy cannot wait for anything",
    help: "Remove `async` and `await`: a policy sees what is in its review, its parameters and the inventory.",
    why: "An admission review is answered from what came with it. Nothing in Rego waits, Gatekeeper forbids requests to the network, and an answer that depended on one would differ from audit to audit.",
    bad: policyModule(
      `${containers}
for (const { image = "" } of containers) {
  if (!registries.some((registry) => image.startsWith(registry))) yield \`\${image} is from elsewhere\`;
}`,
      { before: 'const registries = await Promise.resolve(["registry.example.com/"]);' },
    ),
    good: policyModule(
      `${containers}
for (const { image = "" } of containers) {
  if (!registries.some((registry) => image.startsWith(registry))) yield \`\${image} is from elsewhere\`;
}`,
      { before: 'const registries = ["registry.example.com/"];' },
    ),
  },
  {
    code: "GW1004",
    severity: "error",
    title: "Classes",
    message: "Classes and `this` are not part of the policy language",
    help: "Use functions and plain objects.",
    why: "Rego has values and rules; it has no objects with an identity and a state of their own, which is what a class is for. A function that takes its data as arguments becomes a rule that a reader of the Rego recognises.",
    bad: policyModule('if (new Names(object.metadata?.name ?? "").areReserved()) yield "the name is reserved";', {
      before: `class Names {
  constructor(private readonly name: string) {}
  areReserved() {
    return this.name.startsWith("system-");
  }
}`,
    }),
    good: policyModule('if (isReserved(object.metadata?.name ?? "")) yield "the name is reserved";', {
      before: `function isReserved(name: string) {
  return name.startsWith("system-");
}`,
    }),
  },
  {
    code: "GW1005",
    severity: "error",
    title: "Mutation",
    message: "{what} changes a value, and values in a policy never change",
    help: "Make a new value with `map`, `filter`, `toSorted` or a spread; only what the function declares itself, such as `const names = []`, may grow.",
    why: "A rule in Rego states what holds; it has no first and no then. A name, and a list, an object or a set that a function makes itself, may still change between statements and in loops, because each use of it has one value that can be told. What the function was given, what another function declares and what a module keeps may not: others would see the change.",
    bad: policyModule('addName(object.metadata?.name ?? "");\nif (names.length > 1) yield "there are two names";', {
      before: "const names: string[] = [];\nfunction addName(name: string) {\n  names.push(name);\n}",
    }),
    good: policyModule(
      'const names: string[] = [];\nnames.push(object.metadata?.name ?? "");\nif (names.length > 1) yield "there are two names";',
    ),
  },
  {
    code: "GW1006",
    severity: "error",
    title: "Not a function of the review",
    message: "`{name}` does not follow from the review",
    help: "Take what is needed from the review, the parameters or the inventory.",
    why: "The same review gives the same answer: in a test, in the webhook, in the next audit. A clock, chance, the environment, the network and the machine that a policy was written on would all break that, and none of them exists where the policy runs.",
    bad: policyModule('if (Date.now() > 1893456000000) yield "Pods are not allowed any more";'),
    good: policyModule('if (parameters.closed) yield "Pods are not allowed any more";', {
      before: "export interface Parameters {\n  closed: boolean;\n}",
      takes: "{ parameters }",
      review: "Review<Pod, Parameters>",
    }),
  },
  {
    code: "GW1007",
    severity: "error",
    title: "A regular expression that RE2 does not know",
    message: "`{text}` does not mean the same in RE2: {problem}",
    help: "{instead}",
    why: "OPA's regular expressions are RE2's, which promise linear time and therefore have no lookaround and no backreferences. A literal is written in RE2's words where it means the same there; where it does not, it is refused. `matches(pattern, text)` takes RE2 in every place where a policy runs, also natively: for patterns that come from the parameters.",
    bad: policyModule(`${containers}
for (const { image = "" } of containers) {
  if (/^(?!registry\\.example\\.com\\/)/.test(image)) yield \`\${image} is from elsewhere\`;
}`),
    good: policyModule(
      `${containers}
for (const { image = "" } of containers) {
  if (!/^registry\\.example\\.com\\//.test(image)) yield \`\${image} is from elsewhere\`;
}`,
    ),
  },
  {
    code: "GW1010",
    severity: "error",
    title: "A pattern that RE2 does not know",
    message: "`{pattern}` is no pattern of RE2: {problem}",
    help: "Write it without lookaround and backreferences; two calls of `matches` often say the same.",
    why: "OPA leaves `regex.match` undefined for a pattern that RE2 refuses, so that a rule with a mistyped pattern would never hold and nobody would hear of it. A pattern that stands in the policy is therefore read when it is compiled. A pattern from the parameters can only be judged when it arrives: `matches` does not hold then.",
    bad: policyModule(
      `for (const { image = "" } of object.spec?.containers ?? []) {
  if (matches("^(?!registry\\\\.example\\\\.com/)", image)) yield \`\${image} is from elsewhere\`;
}`,
      { names: ["matches"] },
    ),
    good: policyModule(
      `for (const { image = "" } of object.spec?.containers ?? []) {
  if (!matches("^registry\\\\.example\\\\.com/", image)) yield \`\${image} is from elsewhere\`;
}`,
      { names: ["matches"] },
    ),
  },
  {
    code: "GW1012",
    severity: "error",
    title: "Loose equality",
    message: "`{operator}` converts its sides before it compares them",
    help: "Use `===` or `!==`; only a comparison with null may be loose, which asks for undefined as well.",
    why: 'JavaScript\'s loose equality follows a table of conversions (`0 == ""`, `null == undefined`, `[1] == 1`) that Rego does not have and that few authors mean. `x == null` is the one comparison of the table with a clear meaning: x is absent or null.',
    bad: policyModule('if (object.spec?.hostNetwork == true) yield "the host\'s network is in use";'),
    good: policyModule('if (object.spec?.hostNetwork === true) yield "the host\'s network is in use";'),
  },
  {
    code: "GW1015",
    severity: "error",
    title: "A loop other than for…of",
    message: "{what} cannot be compiled",
    help: "Use `for (const x of xs)`, with `xs.entries()` or `for (let i = 0; i < xs.length; i++)` where the position matters.",
    why: "A loop in Rego goes through what is there: the elements of a collection, or the whole numbers between two others. A condition that is asked again after each pass may never fail, and OPA has only rules that are known to end.",
    bad: policyModule(`let name = object.metadata?.name ?? "";
while (name.endsWith("-")) name = name.slice(0, -1);
if (name === "") yield "the name is all dashes";`),
    good: policyModule(`const name = object.metadata?.name ?? "";
if (name.replaceAll("-", "") === "") yield "the name is all dashes";`),
  },
  {
    code: "GW1016",
    severity: "error",
    title: "A loop that remembers",
    message: "What this loop makes of `{name}` depends on what it was before, in no way that Rego can say at once",
    help: "{instead}",
    why: "The passes of a loop know nothing of each other in Rego: they hold all at once. A list, a set or a text that is added to, a count or a sum, a flag, the greatest or the last of what was met: these are values that can be told without going through the passes one by one, and are compiled. What a value becomes from its former self by other means cannot.",
    bad: policyModule(`let depth = 0;
for (const { name } of object.spec?.containers ?? []) depth = name.startsWith("x") ? depth * 2 : depth + 1;
if (depth > 9) yield "too deep";`),
    good: policyModule(`let depth = 0;
for (const { name } of object.spec?.containers ?? []) depth += name.startsWith("x") ? 2 : 1;
if (depth > 9) yield "too deep";`),
  },
  {
    code: "GW1037",
    severity: "error",
    title: "Exceptions",
    message: "{what} has no counterpart in Rego: a policy has no exceptions",
    help: "Yield a violation, or return undefined from the function.",
    why: "A rule that fails in Rego is undefined, and an admission review with an undefined answer lets the object through. A policy therefore has no errors of its own: what is wrong with an object is a violation, and what cannot be computed is undefined, which the types make visible.",
    bad: policyModule('if (object.spec === undefined) throw new Error("the Pod has no spec");'),
    good: policyModule('if (object.spec === undefined) yield "the Pod has no spec";'),
  },
] satisfies readonly DiagnosticRecord[]);
