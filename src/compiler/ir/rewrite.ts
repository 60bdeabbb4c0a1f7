import { unreachable } from "./inspect.js";
import type { Body, Step, Term } from "./nodes.js";

/** A copy of a term with `change` applied to every term in it, innermost first. */
export function rewriteTerm(term: Term, change: (term: Term) => Term): Term {
  const go = (inner: Term) => rewriteTerm(inner, change);
  switch (term.kind) {
    case "constant":
    case "undefined":
    case "variable":
    case "root":
      return change(term);
    case "member":
      return change({ ...term, object: go(term.object), key: go(term.key) });
    case "call":
    case "apply":
      return change({ ...term, args: term.args.map(go) });
    case "array":
    case "set":
      return change({ ...term, items: term.items.map(go) });
    case "object":
      return change({ ...term, entries: term.entries.map(({ key, value }) => ({ key: go(key), value: go(value) })) });
    case "collect":
      return change({
        ...term,
        body: rewriteBody(term.body, change),
        value: go(term.value),
        ...(term.key === undefined ? {} : { key: go(term.key) }),
      });
    case "choose":
      return change({
        ...term,
        cases: term.cases.map(({ when, answer }) => ({ when: rewriteBody(when, change), answer: go(answer) })),
        ...(term.otherwise === undefined ? {} : { otherwise: go(term.otherwise) }),
      });
    case "orElse":
      return change({ ...term, first: go(term.first), otherwise: go(term.otherwise) });
    case "decoded":
    case "named":
      return change({ ...term, term: go(term.term) });
    default:
      return unreachable(term);
  }
}

export function rewriteBody(body: Body, change: (term: Term) => Term): Body {
  return body.map((step) => rewriteStep(step, change));
}

function rewriteStep(step: Step, change: (term: Term) => Term): Step {
  switch (step.kind) {
    case "some":
      return { ...step, in: rewriteTerm(step.in, change) };
    case "let":
    case "test":
    case "defined":
      return { ...step, term: rewriteTerm(step.term, change) };
    case "exists":
    case "not":
      return { ...step, body: rewriteBody(step.body, change) };
    case "any":
      return { ...step, bodies: step.bodies.map((one) => rewriteBody(one, change)) };
    default:
      return unreachable(step);
  }
}
