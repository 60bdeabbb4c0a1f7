/**
 * What Gatekeeper would refuse in a policy, checked before it gets there. Problems are data; the compiler, which knows where each
 * property stands, makes diagnostics of them.
 */
import type { CompiledPolicy } from "../../model.js";
import { controlsAnnotation, isOwnAnnotation } from "./annotation-names.js";
import type { RuleProblem } from "./rule-problem.js";

type Stated = Pick<CompiledPolicy, "kind" | "version" | "controls" | "annotations">;

/** What is wrong with what a policy states about itself. */
export function policyProblems(policy: Stated): readonly RuleProblem[] {
  return [
    ...kindProblems(policy.kind),
    ...versionProblems(policy.version),
    ...controlsProblems(policy.controls ?? {}),
    ...annotationProblems(policy.annotations ?? {}),
  ];
}

/** The other policy whose kind is the same to Kubernetes, where names are in lower case: one pair for each policy but the first. */
export function duplicateKinds<Policy extends Pick<CompiledPolicy, "kind">>(
  policies: readonly Policy[],
): readonly { readonly policy: Policy; readonly first: Policy }[] {
  const seen = new Map<string, Policy>();
  return policies.flatMap((policy) => {
    const first = seen.get(policy.kind.toLowerCase());
    if (first !== undefined) return [{ policy, first }];
    seen.set(policy.kind.toLowerCase(), policy);
    return [];
  });
}

/** `kind` and "List" has to fit a DNS label. */
const longestKind = 63 - "List".length;

const regoKeywords: readonly string[] = [
  ...["as", "contains", "default", "else", "every", "false", "if", "import", "in", "not", "null", "package", "some"],
  ...["true", "with", "data", "input"],
];

function kindProblems(kind: string): readonly RuleProblem[] {
  const at = ["kind"];
  if (!/^[A-Za-z](?:[-A-Za-z0-9]*[A-Za-z0-9])?$/.test(kind)) return [{ code: "GW4001", args: { kind }, at }];
  if (kind.length > longestKind) return [{ code: "GW4002", args: { kind, length: String(kind.length) }, at }];
  if (regoKeywords.includes(kind.toLowerCase())) return [{ code: "GW4004", args: { kind }, at }];
  return [];
}

/** Semantic versioning's own grammar, without a leading `v`. */
const semanticVersion =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][\w-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\w-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

function versionProblems(version: string | undefined): readonly RuleProblem[] {
  if (version === undefined || semanticVersion.test(version)) return [];
  return [{ code: "GW4005", args: { version }, at: ["version"] }];
}

function controlsProblems(controls: { readonly [framework: string]: readonly string[] }): readonly RuleProblem[] {
  return Object.entries(controls).flatMap(([framework, ids]): readonly RuleProblem[] => [
    ...(isAnnotationName(controlsAnnotation(framework))
      ? []
      : [ofName("GW4006", { name: framework, of: "framework" }, ["controls", framework])]),
    ...ids.flatMap((id, index): readonly RuleProblem[] =>
      /^[^\s,](?:[^\n,]*[^\s,])?$/.test(id)
        ? []
        : [{ code: "GW4008", args: { id }, at: ["controls", framework, index] }],
    ),
  ]);
}

function annotationProblems(annotations: { readonly [name: string]: string }): readonly RuleProblem[] {
  return Object.keys(annotations).flatMap((name): readonly RuleProblem[] => {
    const at = ["annotations", name];
    if (isOwnAnnotation(name)) return [ofName("GW4007", { name }, at)];
    return isAnnotationName(name) ? [] : [ofName("GW4006", { name, of: "annotation" }, at)];
  });
}

function ofName(code: RuleProblem["code"], args: RuleProblem["args"], at: RuleProblem["at"]): RuleProblem {
  return { code, args, at, ofName: true };
}

/** Kubernetes' qualified names: an optional DNS subdomain and `/`, then up to 63 characters. */
export function isAnnotationName(name: string): boolean {
  const parts = name.split("/");
  const last = parts.pop() ?? "";
  if (parts.length > 1 || (parts[0] !== undefined && !isSubdomain(parts[0], 253))) return false;
  return last.length <= 63 && /^[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?$/.test(last);
}

/** RFC 1123 subdomains, as Kubernetes takes them for names. */
export function isSubdomain(name: string, longest: number): boolean {
  const label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  return name.length <= longest && new RegExp(`^${label}(?:\\.${label})*$`).test(name);
}
