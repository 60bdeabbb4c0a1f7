/** Copies whose variables are their own, and copies with terms in the place of variables. */
import { walkBody, walkTerm } from "./inspect.js";
import type { Body, Named, Term, Variable } from "./nodes.js";
import { rewriteBody, rewriteTerm } from "./rewrite.js";
import { assume, constant } from "./terms.js";

/** Makes identifiers that no other node of the module has. */
export interface Identifiers {
  variable(like: Variable): Variable;
  named(like: Named): Named;
}

/** Copies nodes that belong together: one variable of theirs stays one. */
export interface Copier {
  body(body: Body): Body;
  term(term: Term): Term;
}

/** A copier that gives new variables for those that `bodies` and `terms` bind. */
export function renewer(bodies: readonly Body[], terms: readonly Term[], ids: Identifiers): Copier {
  const fresh = new Map<number, Variable>();
  const note = (variable: Variable) => {
    if (!fresh.has(variable.id)) fresh.set(variable.id, ids.variable(variable));
    return variable;
  };
  for (const body of bodies) rewriteBody(body, itself, note);
  for (const term of terms) rewriteTerm(term, itself, note);
  return copier(
    (term) => (term.kind === "variable" ? (fresh.get(term.id) ?? term) : term),
    (variable) => fresh.get(variable.id) ?? variable,
    new Set(fresh.keys()),
    ids,
  );
}

/** What stands for a value that is not known yet. Where that may be undefined, a part of the variable stands for it. */
export function placeholder(variable: Variable, mayBeUndefined: boolean): Term {
  return mayBeUndefined ? { kind: "member", object: variable, key: constant("value"), present: false } : variable;
}

/** A copier that puts terms in the place of placeholders, by the ids of their variables. */
export function filler(
  values: ReadonlyMap<number, { readonly term: Term; readonly mayBeUndefined: boolean }>,
  ids: Identifiers,
): Copier {
  const boxes = new Map<Term, Term>();
  const terms = new Map<number, Term>();
  for (const [id, { term, mayBeUndefined }] of values) {
    const box: Term = { kind: "object", entries: [{ key: constant("value"), value: term }] };
    if (mayBeUndefined) boxes.set(box, term);
    terms.set(id, mayBeUndefined ? box : term);
  }
  const change = (term: Term): Term => {
    if (term.kind === "variable") return terms.get(term.id) ?? term;
    const inside = term.kind === "member" ? boxes.get(term.object) : undefined;
    if (inside === undefined || term.kind !== "member") return term;
    return term.present ? assume(inside) : inside;
  };
  return copier(change, (variable) => variable, new Set(values.keys()), ids);
}

function itself(term: Term): Term {
  return term;
}

/** Names whose terms change become other names, one for each. */
function copier(
  change: (term: Term) => Term,
  bind: (variable: Variable) => Variable,
  changed: ReadonlySet<number>,
  ids: Identifiers,
): Copier {
  const renamed = new Map<number, Named | undefined>();
  const note = (term: Term): undefined => {
    if (term.kind === "named" && !renamed.has(term.id))
      renamed.set(term.id, mentions(term, changed) ? ids.named(term) : undefined);
  };
  const all = (term: Term): Term => {
    if (term.kind !== "named") return change(term);
    const other = renamed.get(term.id);
    return other === undefined ? term : { ...term, id: other.id };
  };
  return {
    body(body) {
      walkBody(body, note);
      return rewriteBody(body, all, bind);
    },
    term(term) {
      walkTerm(term, note);
      return rewriteTerm(term, all, bind);
    },
  };
}

/** True when a node reads, or binds, one of the variables. */
export function mentions(node: Term | Body, ids: ReadonlySet<number>): boolean {
  let found = false;
  const look = (variable: Variable) => {
    if (ids.has(variable.id)) found = true;
    return variable;
  };
  const read = (term: Term) => (term.kind === "variable" ? look(term) : term);
  if (isBody(node)) rewriteBody(node, read, look);
  else rewriteTerm(node, read, look);
  return found;
}

function isBody(node: Term | Body): node is Body {
  return Array.isArray(node);
}
