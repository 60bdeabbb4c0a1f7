/** What Gatekeeper would refuse in a constraint, and what it would take but not mean. */
import type { CompiledConstraint, Json, OpenApiSchema } from "../../model.js";
import { validateParameters } from "../schema/parameter-values.js";
import { validateStructural } from "../schema/structural-schema.js";
import { isAnnotationName, isSubdomain } from "./policy-rules.js";
import type { RuleProblem } from "./rule-problem.js";

type Stated = Pick<CompiledConstraint, "name" | "set" | "match" | "parameters">;

/** What is wrong with a constraint of a policy whose parameters have `schema`. */
export function constraintProblems(constraint: Stated, schema: OpenApiSchema | undefined): readonly RuleProblem[] {
  const { name, set, match, parameters } = constraint;
  return [
    ...(isSubdomain(name, 63) ? [] : [{ code: "GW4009", args: { name }, at: ["name"] } as const]),
    ...(set === undefined ? [] : setProblems(set, name)),
    ...(match === undefined ? [] : matchProblems(match)),
    ...validateParameters(schema, parameters).map(
      (problem): RuleProblem => ({ code: "GW4012", args: { name, problem }, at: ["parameters"] }),
    ),
  ];
}

function setProblems(set: string, name: string): readonly RuleProblem[] {
  const of = (problem: string, at: string): RuleProblem => ({ code: "GW4013", args: { set, problem }, at: [at] });
  const label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  if (set.length > 128 || !new RegExp(`^${label}(?:/${label})*$`).test(set)) {
    return [of("it is no path of folders", "set")];
  }
  return name === "kustomization" ? [of("its kustomization would have the file of this constraint", "name")] : [];
}

/** Constraints whose set has a folder that is named like a kind: constraints of no set that share a name are in those. */
export function setsLikeKinds<Constraint extends { readonly kind: string; readonly set?: string | undefined }>(
  constraints: readonly Constraint[],
): readonly { readonly constraint: Constraint; readonly kind: string }[] {
  return constraints.flatMap((constraint) => {
    const folders = constraint.set?.split("/") ?? [];
    const like = constraints.find(({ kind }) => folders.includes(kind.toLowerCase()));
    return like === undefined ? [] : [{ constraint, kind: like.kind }];
  });
}

/** The earlier constraint of the same kind and name: one pair for each constraint but the first. */
export function duplicateConstraints<Constraint extends Pick<CompiledConstraint, "kind" | "name">>(
  constraints: readonly Constraint[],
): readonly { readonly constraint: Constraint; readonly first: Constraint }[] {
  return constraints.flatMap((constraint, index) => {
    const first = constraints
      .slice(0, index)
      .find(({ kind, name }) => kind.toLowerCase() === constraint.kind.toLowerCase() && name === constraint.name);
    return first === undefined ? [] : [{ constraint, first }];
  });
}

const strings: OpenApiSchema = { type: "array", items: { type: "string" } };
const pattern: OpenApiSchema = { type: "string", pattern: "^\\*?[-:a-z0-9]*\\*?$" };

const labelSelector: OpenApiSchema = {
  type: "object",
  properties: {
    matchLabels: { type: "object", additionalProperties: { type: "string" } },
    matchExpressions: {
      type: "array",
      items: {
        type: "object",
        required: ["key", "operator"],
        properties: {
          key: { type: "string" },
          operator: { type: "string", enum: ["In", "NotIn", "Exists", "DoesNotExist"] },
          values: strings,
        },
      },
    },
  },
};

/** Gatekeeper's own schema of `spec.match`; stricter in `scope`, of which Gatekeeper takes any other value for `*`. */
const matchSchema: OpenApiSchema = {
  type: "object",
  properties: {
    kinds: { type: "array", items: { type: "object", properties: { apiGroups: strings, kinds: strings } } },
    namespaces: { type: "array", items: pattern },
    excludedNamespaces: { type: "array", items: pattern },
    labelSelector,
    namespaceSelector: labelSelector,
    scope: { type: "string", enum: ["*", "Cluster", "Namespaced"] },
    name: pattern,
    source: { type: "string", enum: ["All", "Generated", "Original"] },
  },
};

function matchProblems(match: { readonly [key: string]: Json }): readonly RuleProblem[] {
  const structural = validateStructural(matchSchema, match, "spec.match");
  const problems = structural.length > 0 ? structural : selectorsProblems(match);
  return problems.map((problem) => ({ code: "GW4011", args: { problem }, at: ["match"] }));
}

interface Selector {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
}

function selectorsProblems(match: { readonly [key: string]: Json }): readonly string[] {
  return ["labelSelector", "namespaceSelector"].flatMap((field) => {
    const selector = match[field] as Selector | undefined;
    return selector === undefined ? [] : selectorProblems(selector, `spec.match.${field}`);
  });
}

function selectorProblems({ matchLabels = {}, matchExpressions = [] }: Selector, path: string): readonly string[] {
  const labels = Object.entries(matchLabels).flatMap(([key, value]) => [
    ...(isAnnotationName(key) ? [] : [`${path}.matchLabels: ${JSON.stringify(key)} is no label`]),
    ...(isLabelValue(value) ? [] : [`${path}.matchLabels: ${JSON.stringify(value)} is no label's value`]),
  ]);
  const expressions = matchExpressions.flatMap(({ key, operator, values = [] }, index) => {
    const place = `${path}.matchExpressions[${index}]`;
    const listed = operator === "In" || operator === "NotIn";
    return [
      ...(isAnnotationName(key) ? [] : [`${place}.key: ${JSON.stringify(key)} is no label`]),
      ...(listed && values.length === 0 ? [`${place}.values: ${operator} needs at least one`] : []),
      ...(!listed && values.length > 0 ? [`${place}.values: ${operator} takes none`] : []),
    ];
  });
  return [...labels, ...expressions];
}

function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?$/.test(value);
}
