/** Truthiness: JavaScript's, in steps that hold or fail as Rego's do. */
import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { Body, Choose, Term } from "../ir/nodes.js";
import { any, compare, defined, never, not, test } from "../ir/steps.js";
import { constant, isPath, orElse, unnamed } from "../ir/terms.js";
import type { Shape } from "./shape.js";

/** Steps that hold exactly when the term, of this shape, is truthy. */
export function truthy(term: Term, shape: Shape): Body {
  const target = unnamed(term);
  if (target.kind === "choose") {
    // The first case that holds decides; its own truth is asked.
    const body = chosen(target.cases, target.otherwise, (answer) => truthy(answer, shape));
    const [step] = body;
    const isSimple = body.length <= 1 && step?.kind !== "any" && step?.kind !== "exists";
    return term.kind === "named" && !isSimple ? [{ kind: "exists", body, name: term.name }] : body;
  }
  if (target.kind === "orElse") {
    const first = truthy(target.first, { ...shape, undefined: true });
    const otherwise = target.otherwise;
    if (otherwise.kind === "constant") {
      if (!otherwise.value) return first;
      return any([first, not(present(target.first, shape))]);
    }
  }
  if (target.kind === "constant") return target.value ? [] : test(constant(false));
  const steps: Body[] = [];
  if (shape.null) steps.push(compare("notEqual", term, constant(null)));
  if (shape.emptyString) steps.push(compare("notEqual", term, constant("")));
  if (shape.zero) steps.push(compare("notEqual", term, constant(0)));
  // A plain test also rejects false; the comparisons above already reject what is undefined.
  if (shape.false) steps.push(test(term));
  else if (steps.length === 0) steps.push(isDefined(term) ? [] : present(term, shape));
  return steps.flat();
}

/** Steps that hold exactly when the term is defined. */
export function present(term: Term, shape: Shape): Body {
  if (mayBeNaN(term)) return presentNumber(term, shape);
  if (isDefined(term)) return [];
  const target = unnamed(term);
  if (target.kind === "orElse" && target.present !== true)
    return any([present(target.first, shape), present(target.otherwise, shape)]);
  if (target.kind === "choose" && target.present !== true)
    return chosen(target.cases, target.otherwise, (answer) => present(answer, shape));
  const body = defined(term);
  const [step] = body;
  if (body.length !== 1 || step?.kind !== "defined") return body;
  if (!shape.false) return [{ kind: "defined", term, neverFalse: true }];
  if (isPath(term) && !shape.null) return compare("notEqual", orElse(term, constant(null)), constant(null));
  return body;
}

/** NaN is there, although Rego has no value for it. */
function presentNumber(term: Term, shape: Shape): Body {
  const target = unnamed(term);
  if (target.kind === "orElse") return any([present(target.first, shape), present(target.otherwise, shape)]);
  if (target.kind === "choose") return chosen(target.cases, target.otherwise, (answer) => present(answer, shape));
  return [];
}

/** Steps that hold exactly when a number is NaN. */
export function isNaNumber(term: Term, shape: Shape): Body {
  if (!mayBeNaN(term)) return never;
  if (term.kind === "undefined") return [];
  const undefinedOrNaN = not([{ kind: "defined", term, neverFalse: true }]);
  return shape.undefined ? [...present(term, shape), ...undefinedOrNaN] : undefinedOrNaN;
}

/** A conjunction for each case: no earlier one holds, this one does, and so does what is asked of its term. */
export function chosen(cases: Choose["cases"], otherwise: Term | undefined, ask: (answer: Term) => Body): Body {
  const bodies: Body[] = [];
  let earlier: Body = [];
  for (const { when, answer } of cases) {
    bodies.push([...earlier, ...when, ...ask(answer)]);
    earlier = [...earlier, ...not(when)];
  }
  if (otherwise !== undefined) bodies.push([...earlier, ...ask(otherwise)]);
  return any(bodies);
}
