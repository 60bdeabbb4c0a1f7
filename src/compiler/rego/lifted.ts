/** What Rego cannot say in place becomes a rule of its own, and equal ones become one. */
import { freeVariables, keyOf, walkBody } from "../ir/inspect.js";
import type { Body, Constant, Member, Term, Variable } from "../ir/nodes.js";
import { mentions } from "../ir/renew.js";
import { rewriteBody, rewriteTerm } from "../ir/rewrite.js";
import { type Emission, freshVariable, type Place } from "./emission.js";
import { explained, unexplained } from "./explain.js";
import { library } from "./library.js";
import { predicateText, valueRuleText } from "./rules.js";
import { termText } from "./terms.js";

/** A condition as a rule; the text of its use. */
export function helperUse(to: Emission, wanted: string, body: Body, place: Place): string {
  const held = rewriteBody(
    body,
    heldIn(
      place,
      boundIn((note) => rewriteBody(body, same, note)),
    ),
  );
  const { body: own, parameters, args } = narrowed(to, held);
  return ruleUse(to, keyed("predicate", own, parameters), wanted, parameters, args, place, (name) =>
    explained(to, name, { body: own }, () => predicateText(to, name, parameters, own)),
  );
}

/** A condition that reads one field of a variable, which is there, is about that field: OPA need not tell whole objects apart. */
function narrowed(
  to: Emission,
  given: Body,
): { readonly body: Body; readonly parameters: readonly Variable[]; readonly args: readonly Term[] } {
  let body = given;
  const args: Term[] = [];
  const parameters = freeVariables(given).map((variable) => {
    const field = onlyField(variable, body);
    args.push(field ?? variable);
    if (field === undefined) return variable;
    const parameter = freshVariable(to, String((field.key as Constant).value));
    const key = keyOf(field);
    body = rewriteBody(body, (term) => (term.kind === "member" && keyOf(term) === key ? parameter : term));
    return parameter;
  });
  return { body, parameters, args };
}

/** The field that is all that a body reads of a variable, where it is there. */
function onlyField({ id }: Variable, body: Body): Member | undefined {
  const fields = new Map<string, Member>();
  let whole = false;
  walkBody(body, (term) => {
    // What is read of a field as well is one path with it.
    if (term.kind === "member" && term.object.kind === "member") whole ||= mentions(term.object, new Set([id]));
    const isField = term.kind === "member" && term.object.kind === "variable" && term.object.id === id;
    if (isField && term.present && term.key.kind === "constant" && typeof term.key.value === "string")
      fields.set(keyOf(term), term);
    else if (isField || (term.kind === "variable" && term.id === id)) whole = true;
    else return true;
    return false;
  });
  const [field, ...others] = fields.values();
  return whole || others.length > 0 ? undefined : field;
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
  return ruleUse(to, keyed("value", own, parameters), wanted, parameters, parameters, place, (name) =>
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
  args: readonly Term[],
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
  return parameters.length === 0 ? name : `${name}(${args.map((arg) => termText(to, arg, place, [])).join(", ")})`;
}

export function libraryName(to: Emission, wanted: string): string {
  const known = to.libraryNames.get(wanted);
  if (known !== undefined) return known;
  const rule = library[wanted];
  if (rule === undefined) throw new Error(`the library has no rule ${wanted}`);
  const parts = [...new Set([...rule.text.matchAll(/\{(\w+)\}/g)].map(([, part]) => part as string))];
  for (const need of rule.needs) libraryName(to, need);
  for (const part of parts) if (!to.libraryNames.has(part)) to.libraryNames.set(part, to.names.rule(part));
  const text = rule.text.replaceAll(/\{(\w+)\}/g, (_, part: string) => to.libraryNames.get(part) ?? part);
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
