/** What Rego cannot say in place becomes a rule of its own, and equal ones become one. */
import { freeVariables, keyOf } from "../ir/inspect.js";
import type { Body, Term, Variable } from "../ir/nodes.js";
import { rewriteBody, rewriteTerm } from "../ir/rewrite.js";
import type { Emission, Place } from "./emission.js";
import { explained, unexplained } from "./explain.js";
import { library } from "./library.js";
import { predicateText, valueRuleText } from "./rules.js";
import { termText } from "./terms.js";

/** A condition as a rule; the text of its use. */
export function helperUse(to: Emission, wanted: string, body: Body, place: Place): string {
  const own = rewriteBody(
    body,
    heldIn(
      place,
      boundIn((note) => rewriteBody(body, same, note)),
    ),
  );
  const parameters = freeVariables(own);
  return ruleUse(to, keyed("predicate", own, parameters), wanted, parameters, place, (name) =>
    explained(to, name, { body: own }, () => predicateText(to, name, parameters, own)),
  );
}

export function liftedUse(to: Emission, wanted: string, term: Term, place: Place): string {
  const own = rewriteTerm(
    term,
    heldIn(
      place,
      boundIn((note) => rewriteTerm(term, same, note)),
    ),
  );
  const parameters = freeVariables([], own);
  return ruleUse(to, keyed("value", own, parameters), wanted, parameters, place, (name) =>
    explained(to, name, { terms: [own] }, () => valueRuleText(to, name, parameters, own)),
  );
}

/** Puts variables in the place of the named terms that they hold, unless what is written binds anew what these read. */
function heldIn(place: Place, bound: ReadonlySet<number>): (term: Term) => Term {
  return (term) => {
    const held = term.kind === "named" ? place.held.get(term.id) : undefined;
    return held === undefined || [...held.reads].some((id) => bound.has(id)) ? term : held.variable;
  };
}

function boundIn(visit: (note: (variable: Variable) => Variable) => unknown): ReadonlySet<number> {
  const bound = new Set<number>();
  visit((variable) => {
    bound.add(variable.id);
    return variable;
  });
  return bound;
}

function same(term: Term): Term {
  return term;
}

export function ruleUse(
  to: Emission,
  key: string,
  wanted: string,
  parameters: readonly Variable[],
  place: Place,
  make: (name: string) => string,
): string {
  let name = to.helpers.get(key);
  if (name === undefined) {
    name = to.names.rule(wanted === "" ? "value" : wanted);
    to.helpers.set(key, name);
    const slot = to.rules.length;
    const text = make(name);
    to.rules.splice(slot, 0, text);
  }
  return parameters.length === 0
    ? name
    : `${name}(${parameters.map((variable) => termText(to, variable, place, [])).join(", ")})`;
}

export function libraryName(to: Emission, wanted: string): string {
  const known = to.libraryNames.get(wanted);
  if (known !== undefined) return known;
  const rule = library[wanted];
  if (rule === undefined) throw new Error(`the library has no rule ${wanted}`);
  const parts = [...new Set([...rule.text.matchAll(/\{([a-z]\w*)\}/g)].map(([, part]) => part as string))];
  for (const need of rule.needs) libraryName(to, need);
  for (const part of parts) if (!to.libraryNames.has(part)) to.libraryNames.set(part, to.names.rule(part));
  const text = rule.text.replaceAll(/\{([a-z]\w*)\}/g, (_, part: string) => to.libraryNames.get(part) ?? part);
  const name = to.libraryNames.get(wanted) as string;
  to.libraryRules.push(unexplained(to, name, text));
  return name;
}

/** Equal for conditions that are the same but for the names of their variables, and rely on the same things being there. */
function keyed(sort: string, node: Body | Term, parameters: readonly Variable[]): string {
  const numbers = new Map(parameters.map(({ id }, index) => [id, index]));
  return `${sort} ${keyOf(node, { present: true }).replaceAll(/"id":(-?\d+)/g, (_, id: string) => {
    const number = numbers.get(Number(id)) ?? numbers.size;
    numbers.set(Number(id), number);
    return `"id":${number}`;
  })}`;
}
