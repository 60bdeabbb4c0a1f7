import type { PolicyRule } from "../kubernetes/rbac-v1.js";

/** What is asked of the API server about objects, as RBAC sees it. */
export interface ResourceRequest {
  /** `get`, `create`, `escalate`, … */
  readonly verb: string;
  /** Empty for the core group. */
  readonly group: string;
  /** In the plural, with the subresource where one is asked for: `pods`, `pods/exec`. */
  readonly resource: string;
  /** The object's name; absent where the request names none, as `list` and most `create`s do. */
  readonly name?: string | undefined;
}

/**
 * Whether a rule of a Role or ClusterRole allows a request, as Kubernetes' own authorizer reads rules: `*` is any verb, any group and
 * any resource with all its subresources, and as a resource, `*` with a `/` and a subresource is that one of any. A rule that names
 * objects allows nothing that names none.
 */
export function ruleAllows(rule: PolicyRule, { verb, group, resource, name }: ResourceRequest): boolean {
  return (
    hasOrAll(rule.verbs ?? [], verb) &&
    hasOrAll(rule.apiGroups ?? [], group) &&
    hasResource(rule.resources ?? [], resource) &&
    (isOfAllNames(rule) || (rule.resourceNames ?? []).includes(name ?? ""))
  );
}

/** Whether a rule of a ClusterRole allows a path that is no resource, such as `/metrics`; a final `*` in the rule is any rest. */
export function ruleAllowsPath(rule: PolicyRule, verb: string, path: string): boolean {
  return hasOrAll(rule.verbs ?? [], verb) && (rule.nonResourceURLs ?? []).some((stated) => isBelow(path, stated));
}

/**
 * Whether somebody who holds `rules` may grant `rule`: what the API server asks against an escalation of privileges. Whatever the rule
 * allows with one verb on one resource, under one name where it has names, one of the rules has to allow as well.
 */
export function rulesCover(rules: readonly PolicyRule[], rule: PolicyRule): boolean {
  return (rule.verbs ?? []).every((verb) => coverPaths(rules, rule, verb) && coverResources(rules, rule, verb));
}

function coverPaths(rules: readonly PolicyRule[], rule: PolicyRule, verb: string): boolean {
  return (rule.nonResourceURLs ?? []).every((path) =>
    rules.some((own) => isOfAllNames(own) && ruleAllowsPath(own, verb, path)),
  );
}

function coverResources(rules: readonly PolicyRule[], rule: PolicyRule, verb: string): boolean {
  return (rule.apiGroups ?? []).every((group) =>
    (rule.resources ?? []).every((resource) => coverNames(rules, rule, { verb, group, resource })),
  );
}

function coverNames(rules: readonly PolicyRule[], rule: PolicyRule, request: ResourceRequest): boolean {
  if (isOfAllNames(rule)) return rules.some((own) => isOfAllNames(own) && ruleAllows(own, request));
  return (rule.resourceNames ?? []).every((name) => rules.some((own) => ruleAllows(own, { ...request, name })));
}

function isOfAllNames(rule: PolicyRule): boolean {
  return (rule.resourceNames ?? []).length === 0;
}

function hasOrAll(list: readonly string[], one: string): boolean {
  return list.includes("*") || list.includes(one);
}

function hasResource(list: readonly string[], resource: string): boolean {
  const [, ...subresource] = resource.split("/");
  return hasOrAll(list, resource) || (subresource.length > 0 && list.includes(`*/${subresource.join("/")}`));
}

/** Kubernetes takes all the stars that end a path for one. */
function isBelow(path: string, stated: string): boolean {
  return path === stated || (stated.endsWith("*") && path.startsWith(stated.replace(/\*+$/, "")));
}
