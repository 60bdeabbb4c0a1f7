import { unreachable } from "./inspect.js";
import type { Body, Module, Step, Term, Variable } from "./nodes.js";

type Binder = (variable: Variable) => Variable;

const asBefore: Binder = (variable) => variable;

/** A copy of a term with `change` applied to every term in it, innermost first, and `bind` to what its bodies bind. */
export function rewriteTerm(term: Term, change: (term: Term) => Term, bind: Binder = asBefore): Term {
  const go = (inner: Term) => rewriteTerm(inner, change, bind);
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
        body: rewriteBody(term.body, change, bind),
        value: go(term.value),
        ...(term.key === undefined ? {} : { key: go(term.key) }),
      });
    case "choose":
      return change({
        ...term,
        cases: term.cases.map(({ when, answer }) => ({ when: rewriteBody(when, change, bind), answer: go(answer) })),
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

export function rewriteBody(body: Body, change: (term: Term) => Term, bind: Binder = asBefore): Body {
  return body.map((step) => rewriteStep(step, change, bind));
}

function rewriteStep(step: Step, change: (term: Term) => Term, bind: Binder): Step {
  switch (step.kind) {
    case "some":
      return {
        ...step,
        in: rewriteTerm(step.in, change, bind),
        ...(step.key === undefined ? {} : { key: bind(step.key) }),
        ...(step.value === undefined ? {} : { value: bind(step.value) }),
      };
    case "let":
      return { ...step, variable: bind(step.variable), term: rewriteTerm(step.term, change, bind) };
    case "test":
    case "defined":
      return { ...step, term: rewriteTerm(step.term, change, bind) };
    case "exists":
    case "not":
      return { ...step, body: rewriteBody(step.body, change, bind) };
    case "any":
      return { ...step, bodies: step.bodies.map((one) => rewriteBody(one, change, bind)) };
    default:
      return unreachable(step);
  }
}

/** Changes every term of a module, innermost first. */
export function rewriteModule(module: Module, change: (term: Term) => Term): Module {
  return {
    ...module,
    violations: module.violations.map((rule) => ({
      ...rule,
      body: rewriteBody(rule.body, change),
      msg: rewriteTerm(rule.msg, change),
      ...(rule.details === undefined ? {} : { details: rewriteTerm(rule.details, change) }),
    })),
    functions: module.functions.map((rule) => ({
      ...rule,
      result:
        rule.result.kind === "predicate"
          ? { kind: "predicate", body: rewriteBody(rule.result.body, change) }
          : { kind: "value", term: rewriteTerm(rule.result.term, change) },
    })),
  };
}
