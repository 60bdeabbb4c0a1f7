/** GW30xx: a policy's `Parameters` that no CustomResourceDefinition can describe. */
import type { DiagnosticRecord } from "./record.js";

/** A whole module around the declaration of `Parameters`, for the examples. */
function withParameters(declarations: string): string {
  const names = declarations.includes("Integer") ? "type Integer, policy, type Review" : "policy, type Review";
  return `import { ${names} } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

${declarations}

export default policy({
  kind: "K8sNoHostNetwork",
  title: "No host network",
  description: "Pods keep to their own network.",
  *violations({ object }: Review<Pod, Parameters>) {
    if (object.spec?.hostNetwork === true) yield "the host's network is in use";
  },
});
`;
}

/** The body of an interface called Parameters, in a module. */
const parameters = (members: string) =>
  withParameters(`export interface Parameters {\n${members.replaceAll(/^/gm, "  ")}\n}`);

export const schemaRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW3001",
    severity: "error",
    title: "A parameter's type has no schema",
    message: "`{type}` has no schema in a CustomResourceDefinition",
    help: "Use strings, numbers, booleans, arrays, objects and `Record<string, T>` of these.",
    why: "Parameters arrive as the JSON or YAML of a constraint, checked by the API server against a structural schema. Functions, classes, dates, maps, tuples of different types, bigints and template literal types have no counterpart there, so that the policy could never be given such a value. A date is a string, a map is a `Record<string, T>`, a tuple of different types is an object with names.",
    bad: parameters("since: Date;"),
    good: parameters("/** @format date */\nsince: string;"),
  },
  {
    code: "GW3002",
    severity: "error",
    title: "A parameter is any",
    message: "`any` says nothing about the parameter",
    help: "Write the type, or `unknown` where every value is welcome.",
    why: "The schema of a parameter comes from its type. `any` has none, and it would switch off the checks that make a policy total. `unknown` becomes a field that takes any value, which the policy then has to look into before it uses it.",
    bad: parameters("extra: any;"),
    good: parameters("extra: unknown;"),
  },
  {
    code: "GW3003",
    severity: "error",
    title: "A union of unlike types",
    message: "`{type}` mixes types, and a structural schema gives each field one type",
    help: "Use one object type with optional properties, or one property for each alternative.",
    why: 'A structural schema states the type of every field outside of `anyOf` and `oneOf`, so that it can say "one of these literals" but not "a string or an object", nor which object type a `kind` field selects. Widening the union would let values through that the policy\'s types exclude.',
    bad: parameters("from: { registry: string } | { image: string };"),
    good: parameters("from: { registry?: string; image?: string };"),
  },
  {
    code: "GW3004",
    severity: "error",
    title: "A number or a string",
    message: "`{type}` has no schema: only whole numbers and strings go together",
    help: "Write `Integer | string`, or one of the two types.",
    why: "Kubernetes knows one mixed type, `x-kubernetes-int-or-string`, which ports and percentages use. It takes whole numbers and strings, but no fractions. `Integer` from gatewright says that.",
    bad: parameters("port: number | string;"),
    good: parameters("port: Integer | string;"),
  },
  {
    code: "GW3005",
    severity: "error",
    title: "A recursive type",
    message: "`{type}` contains itself",
    help: "Write the levels out as far as the policy reads them, or use `unknown` for the rest.",
    why: "A structural schema is written out in full, without references, so that a type which contains itself would have no end.",
    bad: withParameters(
      "interface Group {\n  name: string;\n  parts?: Group[];\n}\n\nexport interface Parameters {\n  root: Group;\n}",
    ),
    good: withParameters(
      "interface Group {\n  name: string;\n  parts?: { name: string }[];\n}\n\nexport interface Parameters {\n  root: Group;\n}",
    ),
  },
  {
    code: "GW3006",
    severity: "error",
    title: "Properties beside an index signature",
    message: "`{type}` has both named properties and an index signature",
    help: "Move the open part into a property of its own, as `Record<string, T>`.",
    why: "`properties` and `additionalProperties` exclude each other in a CustomResourceDefinition: a field is either known by name, or belongs to a map.",
    bad: parameters('limits: { strict: "yes" | "no"; [name: string]: string };'),
    good: parameters('limits: { strict: "yes" | "no"; named: Record<string, string> };'),
  },
  {
    code: "GW3007",
    severity: "error",
    title: "Parameters that are no object",
    message: "The parameters are `{type}`, and `spec.parameters` of a constraint is an object",
    help: "Declare an interface and make this one of its properties.",
    why: "Gatekeeper puts `spec.parameters` into `input.parameters` and gives `{}` to a constraint that has none. The root of the schema must therefore be an object, and cannot be null.",
    bad: withParameters("export type Parameters = string[];"),
    good: withParameters("export interface Parameters {\n  names: string[];\n}"),
  },
  {
    code: "GW3008",
    severity: "error",
    title: "A tag that is not one of the schema's",
    message: "`@{tag}` does not become part of the schema",
    help: "Instead, {advice}.",
    why: "A constraint on a parameter that is misspelt would silently not be there. Tags that are for people (`@example`, `@remarks`, `@deprecated`, `@see`) are left alone.",
    bad: parameters("/** Names to allow. @minItem 1 */\nnames: string[];"),
    good: parameters("/** Names to allow. @minItems 1 */\nnames: string[];"),
  },
  {
    code: "GW3009",
    severity: "error",
    title: "A tag on the wrong type",
    message: "`@{tag}` is for {types}, and this is {type}",
    help: "Remove it, or give it to the part that it is about: the elements of an array take the tags of their own type's alias.",
    why: "The API server ignores a constraint that does not go with the type, so that it would look as if it held.",
    bad: parameters("/** @minLength 1 */\nnames: string[];"),
    good: withParameters(
      "/** @minLength 1 */\ntype Name = string;\n\nexport interface Parameters {\n  names: Name[];\n}",
    ),
  },
  {
    code: "GW3010",
    severity: "error",
    title: "A tag's text is not what the tag takes",
    message: "`@{tag}` has {text}, and takes {expected}",
    help: "Write {expected} behind `@{tag}`.",
    why: "Tags become numbers, patterns and values of a schema that the API server checks; a template with a malformed one would be refused when it is applied. Patterns are RE2, as in Go, and formats are those that Kubernetes knows: it ignores all others without a word. `@default` takes JSON, so that a string stands in quotation marks. The API server compares whole numbers with the whole part of a bound, hence bounds with a fraction are taken only where this makes no difference.",
    bad: parameters("/** @default MustRunAs */\nrule?: string;"),
    good: parameters('/** @default "MustRunAs" */\nrule?: string;'),
  },
  {
    code: "GW3011",
    severity: "error",
    title: "A default that does not fit",
    message: "The default {text} is not {expected}",
    help: "Change the default or the type.",
    why: "Kubernetes validates every default against the schema that it stands in, and refuses a CustomResourceDefinition whose default is not valid there.",
    bad: parameters("/** @default 3 */\nlevel?: string;"),
    good: parameters('/** @default "3" */\nlevel?: string;'),
  },
  {
    code: "GW3012",
    severity: "error",
    title: "Bounds that exclude each other",
    message: "The bounds `{low}` and `{high}` do not go together",
    help: "State one lower and one upper bound, the lower one first.",
    why: "A schema with a lower bound above the upper one takes no value at all, and a schema has room for one lower and one upper bound.",
    bad: parameters("/** @minimum 10 @maximum 1 */\nreplicas: Integer;"),
    good: parameters("/** @minimum 1 @maximum 10 */\nreplicas: Integer;"),
  },
  {
    code: "GW3013",
    severity: "error",
    title: "Literals or null",
    message: "`{type}` allows null, and Kubernetes never takes null for a field with an enum",
    help: "Leave the property out instead of giving null: write `?` and drop `null`.",
    why: "The API server compares null with the enum even where the field is nullable, and no enum can hold it. Such a schema would say that null is allowed and refuse it.",
    bad: parameters('rule: "strict" | "loose" | null;'),
    good: parameters('rule?: "strict" | "loose";'),
  },
  {
    code: "GW3014",
    severity: "error",
    title: "A tag twice",
    message: "`@{tag}` stands here twice",
    help: "Keep one of them.",
    why: "A schema has room for one value of each constraint, and which of two would win should not be a matter of their order.",
    bad: parameters("/** @minItems 1 @minItems 2 */\nnames: string[];"),
    good: parameters("/** @minItems 2 */\nnames: string[];"),
  },
  {
    code: "GW3015",
    severity: "error",
    title: "Whole numbers and fractions as literals",
    message: "`{type}` mixes whole numbers and fractions",
    help: "Use whole numbers only, or strings.",
    why: "The API server compares a number with a whole literal after cutting off its fraction: under `enum: [1, 2.5]` it takes 1.7 for 1. With whole literals alone the type is integer, which fractions do not pass.",
    bad: parameters("factor: 1 | 2.5;"),
    good: parameters("factor: 1 | 2 | 3;"),
  },
] satisfies readonly DiagnosticRecord[]);
