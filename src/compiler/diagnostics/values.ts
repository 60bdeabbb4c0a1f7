// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source text
import { policyModule } from "./examples.js";
import type { DiagnosticRecord } from "./record.js";

/** GW10xx: values whose meaning differs between JavaScript and Rego. */
export const valueRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW1008",
    severity: "error",
    title: "Identity of objects",
    message: "Objects and lists have no identity in Rego, and it is asked for here",
    help: "Compare contents: `equals({left}, {right})`.",
    why: "Two objects with the same contents are the same value in Rego and two values in JavaScript, where `===` asks whether they are one object in memory, as a Set does of its elements. That has no meaning for data that came as JSON; `equals` asks what is meant, in both.",
    bad: policyModule(
      `if (object.metadata?.labels === object.metadata?.annotations) yield "labels repeat the annotations";`,
    ),
    good: policyModule(
      `const { labels = {}, annotations = {} } = object.metadata ?? {};
if (equals(labels, annotations)) yield "labels repeat the annotations";`,
      { names: ["equals"] },
    ),
  },
  {
    code: "GW1009",
    severity: "error",
    title: "A visible order",
    message: "`{text}` has no order in Rego, and here its order becomes visible",
    help: "Give it one with `.toSorted()`.",
    why: "The keys of an object and the elements of a set have no order in Rego, and the orders in which OPA happens to go through them differ between Go and WebAssembly. As long as nobody can tell, that is fine; a joined text, an index or the first element that is found would tell.",
    bad: policyModule(`const labels = object.metadata?.labels ?? {};
if (Object.keys(labels).length > 9) yield \`too many labels: \${Object.keys(labels).join(", ")}\`;`),
    good: policyModule(`const labels = object.metadata?.labels ?? {};
if (Object.keys(labels).length > 9) yield \`too many labels: \${Object.keys(labels).toSorted().join(", ")}\`;`),
  },
  {
    code: "GW1011",
    severity: "error",
    title: "any",
    message: "The type of `{text}` is any, so that nothing is known about it",
    help: "Give it a type; `unknown` with `typeof` checks where every value is possible.",
    why: "What an expression becomes in Rego follows from its type: which falsy values are possible, whether it may be absent, whether an order is visible. `any` switches TypeScript's checks off, and with them the promise that no legal object makes the policy undefined.",
    bad: policyModule(
      'const spec: any = object.spec;\nif (spec.hostNetwork === true) yield "the host\'s network is in use";',
    ),
    good: policyModule(
      'const spec = object.spec;\nif (spec?.hostNetwork === true) yield "the host\'s network is in use";',
    ),
  },
  {
    code: "GW1014",
    severity: "error",
    title: "A list or an object in a text",
    message: "`{text}` is not a string, a number or a boolean, and stands in a text",
    help: "Print lists and objects with `fmt(value)`.",
    why: "JavaScript writes an object into a text as `[object Object]` and a list without its brackets, which no message means. `fmt` prints any value as OPA's `%v` does, in every place where the policy runs.",
    bad: policyModule(`const labels = object.metadata?.labels ?? {};
if (labels["owner"] === undefined) yield \`no owner among \${labels}\`;`),
    good: policyModule(
      `const labels = object.metadata?.labels ?? {};
if (labels["owner"] === undefined) yield \`no owner among \${fmt(labels)}\`;`,
      { names: ["fmt"] },
    ),
  },
  {
    code: "GW1017",
    severity: "error",
    title: "A list with holes",
    message: "`{text}` may put undefined into a list, and JSON has no such element",
    help: "Leave those elements out with `filter` or `flatMap`, or give them a default with `??`.",
    why: "`undefined` is an element like any other in JavaScript and counts for `length`; in Rego it is nothing, and the list would be shorter. A list of a policy therefore holds values only.",
    bad: policyModule(`const images = (object.spec?.containers ?? []).map(({ image }) => image);
if (images.length > 9) yield { msg: "too many images", details: images };`),
    good: policyModule(`const images = (object.spec?.containers ?? []).map(({ image }) => image ?? "");
if (images.length > 9) yield { msg: "too many images", details: images };`),
  },
  {
    code: "GW1018",
    severity: "error",
    title: "A computed key in a literal object",
    message:
      "`{key}` is a text that the policy puts together, and an object written in JavaScript has inherited names such as `constructor`",
    help: "Look up a text as the data have it; or ask the entries, `Object.entries(…).find(([key]) => key === …)`; or give the key a union of the object's keys as its type.",
    why: '`limits["constructor"]` is a function in JavaScript, for every object that a module writes out, and undefined in Rego. Data reach a policy without inherited names, and where one of these names occurs in the data, the policy\'s own objects have none of it either. That leaves texts that the policy puts together itself.',
    bad: policyModule(
      `const tier = (object.metadata?.labels?.["tier"] ?? "").replaceAll("-", "");
if (owners[tier] === undefined) yield \`nobody owns the tier \${tier}\`;`,
      { before: 'const owners: { [tier: string]: string } = { gold: "team-a", silver: "team-b" };' },
    ),
    good: policyModule(
      `const tier = object.metadata?.labels?.["tier"] ?? "";
if (owners[tier] === undefined) yield \`nobody owns the tier \${tier}\`;`,
      { before: 'const owners: { [tier: string]: string } = { gold: "team-a", silver: "team-b" };' },
    ),
  },
  {
    code: "GW1019",
    severity: "error",
    title: "Half a character",
    message: "The text holds half of a surrogate pair",
    help: "Write the whole character.",
    why: "JavaScript's strings are sequences of 16-bit units, of which characters outside of the Basic Multilingual Plane take two. One of the two alone is no character: it cannot be written in UTF-8, and therefore neither in JSON nor in Rego.",
    bad: policyModule('if (object.spec?.hostNetwork === true) yield "\\ud83d the host\'s network is in use";'),
    good: policyModule('if (object.spec?.hostNetwork === true) yield "\\ud83d\\udea8 the host\'s network is in use";'),
  },
  {
    code: "GW1020",
    severity: "error",
    title: "A number that JSON does not have",
    message: "`{number}` is no number in JSON",
    help: "Use a finite number, or leave the comparison out where there is no limit.",
    why: "JavaScript reads a literal that is too large for it as Infinity, which nobody who writes digits means.",
    bad: policyModule(
      `if ((object.spec?.containers ?? []).length > (parameters.most ?? 1e999)) yield "too many containers";`,
      {
        before: "export interface Parameters {\n  most?: number;\n}",
        takes: "{ object, parameters }",
        review: "Review<Pod, Parameters>",
      },
    ),
    good: policyModule(
      `const { most } = parameters;
if (most !== undefined && (object.spec?.containers ?? []).length > most) yield "too many containers";`,
      {
        before: "export interface Parameters {\n  most?: number;\n}",
        takes: "{ object, parameters }",
        review: "Review<Pod, Parameters>",
      },
    ),
  },
  {
    code: "GW1023",
    severity: "error",
    title: "An assertion that TypeScript does not check",
    message: "`as` turns `{from}` into `{to}`, and nothing checks it",
    help: "Narrow the type with `typeof`, `in` or a comparison, or write `satisfies`.",
    why: "What a policy becomes follows from its types. An assertion that the value may break makes the policy undefined where it does, and an undefined policy lets everything through.",
    bad: policyModule('if ((object.spec as PodSpec).hostNetwork === true) yield "the host\'s network is in use";', {
      kinds: ["Pod", "PodSpec"],
    }),
    good: policyModule('if (object.spec?.hostNetwork === true) yield "the host\'s network is in use";'),
  },
  {
    code: "GW1025",
    severity: "warning",
    title: "undefined in a text",
    message: "`{text}` may be absent, and the text says undefined or null then",
    help: 'Give it a default: `{text} ?? "none"`.',
    why: "JavaScript writes `undefined` and `null` into a text, and so does the policy in the cluster. Whoever reads the message is better served by a default.",
    bad: policyModule(
      "if (object.spec?.hostNetwork === true) yield `${object.metadata?.name} uses the host's network`;",
    ),
    good: policyModule(
      'if (object.spec?.hostNetwork === true) yield `${object.metadata?.name ?? "a Pod"} uses the host\'s network`;',
    ),
  },
  {
    code: "GW1026",
    severity: "error",
    title: "Order of unlike values",
    message: "`{operator}` takes two numbers or two strings, and neither may be absent",
    help: "Narrow both sides with `typeof` first, or give them a default with `??`.",
    why: 'JavaScript converts before it compares (`"10" < 9`), and Rego orders all values by their type first. Only two numbers and two strings are in the same order in both.',
    bad: policyModule('if (parameters.from > parameters.to) yield "the range is empty";', {
      before: "export interface Parameters {\n  from: boolean;\n  to: boolean;\n}",
      takes: "{ parameters }",
      review: "Review<Pod, Parameters>",
    }),
    good: policyModule('if (parameters.from > parameters.to) yield "the range is empty";', {
      before: "export interface Parameters {\n  from: number;\n  to: number;\n}",
      takes: "{ parameters }",
      review: "Review<Pod, Parameters>",
    }),
  },
  {
    code: "GW1027",
    severity: "error",
    title: "Arithmetic on what may be no number",
    message: "`{operator}` takes numbers only, and converts nothing",
    help: "Narrow the operand with `typeof` first, or give it a default with `??`.",
    why: "JavaScript turns any value into a number, if only into NaN; arithmetic on anything but numbers is undefined in Rego. Number(text) makes a number of a text, and says so.",
    bad: policyModule('if (+(object.spec?.hostNetwork === true) > 0) yield "the host\'s network is in use";'),
    good: policyModule('if (object.spec?.hostNetwork === true) yield "the host\'s network is in use";'),
  },
  {
    code: "GW1028",
    severity: "error",
    title: "Division by what may be zero",
    message: "The divisor of `{operator}` may be zero, which is an error in Rego and a number in JavaScript",
    help: "Ask before, `n === 0 ? 0 : total / n` or `if (n > 0) …`; divide by `Math.max(1, n)`; or multiply the other side instead.",
    why: "An error in a rule makes it undefined, and an undefined rule lets the object through. Where a type, a condition on the way or the divisor itself says that it is not zero, it is divided by.",
    bad: policyModule(`const { containers = [], volumes = [] } = object.spec ?? {};
if (volumes.length / containers.length > 4) yield "too many volumes";`),
    good: policyModule(`const { containers = [], volumes = [] } = object.spec ?? {};
if (volumes.length > 4 * containers.length) yield "too many volumes";`),
  },
  {
    code: "GW1031",
    severity: "error",
    title: "An order that Rego does not have",
    message: "What is sorted here, or what the comparator compares, is not known to be all strings or all numbers",
    help: "Sort strings with `toSorted()`; numbers with `(a, b) => a - b`; anything else by what its elements have: `(a, b) => a.size - b.size || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)`.",
    why: "JavaScript sorts everything as text unless it is told otherwise (10 before 9), and a comparator may be any function; Rego sorts strings and numbers, each in its own order. What a comparator compares is read off its text: differences, `<` and `>` of the same part of both elements, one after the other.",
    bad: policyModule(`const ports = (object.spec?.containers ?? []).map(({ ports = [] }) => ports.length);
yield \`ports by container: \${ports.toSorted().join(", ")}\`;`),
    good: policyModule(`const ports = (object.spec?.containers ?? []).map(({ ports = [] }) => ports.length);
yield \`ports by container: \${ports.toSorted((a, b) => a - b).join(", ")}\`;`),
  },
  {
    code: "GW1036",
    severity: "error",
    title: "A promise that a value is there",
    message: "`!` promises that `{text}` is there, and nothing checks it",
    help: "Use `?.` or `??`, or narrow with `if`.",
    why: "Where the promise is broken, JavaScript throws and Rego is undefined: the policy lets the object through. A policy's types say what may be absent, and `?.`, `??` and `if` say what happens then.",
    bad: policyModule('if (object.spec!.hostNetwork === true) yield "the host\'s network is in use";'),
    good: policyModule('if (object.spec?.hostNetwork === true) yield "the host\'s network is in use";'),
  },
  {
    code: "GW1038",
    severity: "error",
    title: "A loop over what is no list",
    message: "`{text}` is not one list or set to go through",
    help: "Loop over a list, a set or a text; over `Object.entries(…)` of an object; over one of them at a time where it may be either.",
    why: "A loop becomes `some … in …`, which goes through lists, sets and the characters of a text. Which of them it is has to be known: the parts of a text are characters, and the parts of a list are whatever it holds.",
    bad: policyModule(`const owners: string | readonly string[] = object.metadata?.finalizers ?? object.metadata?.name ?? "";
for (const owner of owners) {
  if (owner === "") yield "an owner is empty";
}`),
    good: policyModule(`const owners: string | readonly string[] = object.metadata?.finalizers ?? object.metadata?.name ?? "";
for (const owner of typeof owners === "string" ? [owners] : owners) {
  if (owner === "") yield "an owner is empty";
}`),
  },
  {
    code: "GW1039",
    severity: "error",
    title: "A property that may be undefined",
    message: "`{text}` has values that may be undefined, which are there in JavaScript and not in Rego",
    help: "Give them defaults with `??`, or compare with undefined.",
    why: "A property whose value is undefined is there in JavaScript: a spread writes it over another one, `in` finds it, and JSON leaves it out in the end. In Rego there is no such property. For data of a review the two agree, because JSON has no undefined; and the entries of an object that is written out are gone through with those that are undefined.",
    bad: policyModule(`const { hostNetwork, hostPID } = object.spec ?? {};
const flags = { hostNetwork, hostPID };
if (Object.hasOwn(flags, "hostPID")) yield "always";`),
    good: policyModule(`const { hostNetwork, hostPID } = object.spec ?? {};
const flags = { hostNetwork, hostPID };
if (flags.hostPID !== undefined) yield "it is said";`),
  },
  {
    code: "GW1044",
    severity: "error",
    title: "The name of what every object inherits",
    message: "`{text}` is the name of what every object inherits in JavaScript, and of nothing in Rego",
    help: "Look for such a key in the data only: they are read without what objects inherit.",
    why: "An object that a policy writes has a `constructor` and a `toString` in JavaScript: `in` finds them and an index reads them. In Rego there are no such keys. Where these names come from data they are hidden from the policy while it runs as TypeScript; a text in its own source could not be known to end as a key.",
    bad: policyModule(`const limits: Record<string, string> = object.metadata?.annotations ?? { team: "core" };
if ("constructor" in limits) yield "there is a constructor";`),
    good: policyModule(`const limits: Record<string, string> = object.metadata?.annotations ?? { team: "core" };
if ("team" in limits) yield "there is a team";`),
  },
] satisfies readonly DiagnosticRecord[]);
