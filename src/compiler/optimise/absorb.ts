import { keyOf } from "../ir/inspect.js";
import type { Body, Module, Step } from "../ir/nodes.js";
import { any, exists, isPlain, never, not } from "../ir/steps.js";

/**
 * What a conjunction has already settled is not asked again inside of its later conditions. No policy of the standard library has any: it is
 * for authors whose branches ask what an earlier way out has settled, and for who reads their Rego.
 */
export function absorb(module: Module): Module {
  return {
    ...module,
    violations: module.violations.map((rule) => ({ ...rule, body: settled(rule.body, new Set()) })),
  };
}

function settled(body: Body, outer: ReadonlySet<string>): Body {
  const known = new Set(outer);
  const result: Step[] = [];
  for (const step of body) {
    for (const one of within(step, known)) {
      const key = keyOf(one);
      if (known.has(key)) continue;
      if (known.has(opposite(one))) return never;
      known.add(key);
      result.push(one);
    }
  }
  return result;
}

/** A step with the known facts taken out of it. */
function within(step: Step, known: ReadonlySet<string>): Body {
  switch (step.kind) {
    case "not":
      return not(settled(step.body, known));
    case "any":
      return any(step.bodies.map((body) => settled(body, known)));
    case "exists": {
      const inner = settled(step.body, known);
      return step.name === undefined || isPlain(inner) ? exists(inner) : [{ ...step, body: inner }];
    }
    default:
      return [step];
  }
}

function opposite(step: Step): string {
  return step.kind === "not" && step.body.length === 1
    ? keyOf(step.body[0] as Step)
    : keyOf({ kind: "not", body: [step] });
}
