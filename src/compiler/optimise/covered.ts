import type { Body, Module, Step, Term, ViolationRule } from "../ir/nodes.js";

/** A violation that is reported only where another one reports the same. */
export interface Covered {
  readonly rule: ViolationRule;
  readonly by: ViolationRule;
}

/** The rules of a module whose conditions include all of those of another rule that says the same. */
export function coveredRules({ violations }: Module): readonly Covered[] {
  const read = violations.map((rule) => ({ rule, ...keysOf(rule) }));
  return read.flatMap(({ rule, says, asks }, at) => {
    const by = read.find(
      (other, index) =>
        other.rule !== rule &&
        other.says === says &&
        [...other.asks].every((key) => asks.has(key)) &&
        // Of two that are the same, the later one is too many.
        (other.asks.size < asks.size || index < at),
    );
    return by === undefined ? [] : [{ rule, by: by.rule }];
  });
}

/** What a rule says and asks, so that equal texts mean the same whatever the variables are. */
function keysOf({ body, msg, details }: ViolationRule): { readonly says: string; readonly asks: ReadonlySet<string> } {
  const names = new Map<number, string>();
  const asks = new Set<string>();
  for (const step of body) asks.add(stepKey(step, names));
  return { says: key([msg, details ?? null], names), asks };
}

/** The key of a step; what it binds is named after it from then on. */
function stepKey(step: Step, names: Map<number, string>): string {
  if (step.kind !== "some" && step.kind !== "let") return key(step, names);
  const source = key(step.kind === "some" ? step.in : step.term, names);
  const alike = [...names.values()].filter((name) => name.startsWith(`${source} `)).length;
  const bound = step.kind === "some" ? [step.key, step.value] : [step.variable];
  for (const [index, variable] of bound.entries())
    if (variable !== undefined) names.set(variable.id, `${source} ${alike} ${index}`);
  return `${step.kind} ${source} ${alike}`;
}

/** Names are no part of a meaning; neither is what the types know. */
const unsaid: ReadonlySet<string> = new Set(["name", "present", "position", "unordered", "neverFalse"]);

function key(node: Term | Body | Step | readonly unknown[], names: ReadonlyMap<number, string>): string {
  return JSON.stringify(node, (field, value) => {
    if (unsaid.has(field)) return undefined;
    if (value?.kind === "variable") return names.get(value.id) ?? value.id;
    return value?.kind === "named" ? bare(value) : value;
  });
}

function bare(term: Term): Term | string {
  return term.kind === "named" ? bare(term.term) : term;
}
