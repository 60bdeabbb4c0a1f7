/** Objects of known fields whose fields change one by one: each field is a name of its own. */
import { isDefined, keyOf } from "../ir/inspect.js";
import type { Constant, Term } from "../ir/nodes.js";
import { absent, choose, constant, member, unnamed } from "../ir/terms.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering, Scope } from "./lowering.js";
import type { Outcome } from "./outcome.js";

/** A field as a name. */
export interface Part {
  readonly symbol: ts.Symbol;
  readonly key: Constant;
}

/** The fields of an object that starts with all that it has to have. */
export function fieldsOf(type: ts.Type, first: ts.ObjectLiteralExpression, to: Lowering): readonly Part[] | undefined {
  if (type.isUnion() || to.checker.getIndexInfosOfType(type).length > 0) return undefined;
  const written = first.properties.map((property) => property.name?.getText());
  const fields = to.checker.getPropertiesOfType(type);
  return fields.length > 0 &&
    fields.every(({ name, flags }) => flags & ts.SymbolFlags.Optional || written.includes(name))
    ? fields.map((symbol) => ({ symbol, key: constant(symbol.name) }))
    : undefined;
}

/** Names of a function whose fields a loop changes, with their fields. */
export type Wholes = ReadonlyMap<ts.Symbol, readonly Part[]>;

/** Those of some names that are declared as an object of known fields. */
export function wholesOf(symbols: readonly ts.Symbol[], to: Lowering): Wholes {
  const result = new Map<ts.Symbol, readonly Part[]>();
  for (const symbol of symbols) {
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
      continue;
    const first = unwrap(declaration.initializer);
    const parts = ts.isObjectLiteralExpression(first) ? fieldsOf(to.typeOf(declaration.name), first, to) : undefined;
    // Two names of one type have fields of their own.
    if (parts !== undefined)
      result.set(
        symbol,
        parts.map(({ symbol: field, key }) => ({ key, symbol: Object.create(field) as ts.Symbol })),
      );
  }
  return result;
}

/** The names with those of the fields beside them. */
export function withFields(scope: Scope, wholes: Wholes): Scope {
  if (wholes.size === 0) return scope;
  const result = new Map(scope);
  for (const [whole, parts] of wholes) {
    const binding = scope.get(whole);
    if (binding?.kind !== "term") continue;
    for (const { symbol, key } of parts) result.set(symbol, { kind: "term", term: partOf(binding.term, key) });
  }
  return result;
}

/** The names as the fields have them. */
export function joinedFields(scope: Scope, wholes: Wholes): Scope {
  if (wholes.size === 0) return scope;
  const result = new Map(scope);
  for (const [whole, parts] of wholes) {
    const entries = parts.map(({ symbol, key }) => {
      const binding = scope.get(symbol);
      return { key, value: binding?.kind === "term" ? binding.term : absent };
    });
    result.set(whole, { kind: "term", term: { kind: "object", entries } });
  }
  return result;
}

export function outcomeWithFields(outcome: Outcome, wholes: Wholes): Outcome {
  if (wholes.size === 0) return outcome;
  return {
    ...outcome,
    exits: outcome.exits.map((exit) => ({ ...exit, scope: withFields(exit.scope, wholes) })),
    scope: withFields(outcome.scope, wholes),
  };
}

/** One part of an object that was made or written to, by its key. */
export function partOf(term: Term, key: Constant): Term {
  const target = unnamed(term);
  if (target.kind === "choose") {
    const answers = target.cases.map(({ when, answer }) => ({ when, answer: partOf(answer, key) }));
    const last = target.otherwise === undefined ? undefined : partOf(target.otherwise, key);
    const isSame = last !== undefined && answers.every(({ answer }) => keyOf(answer) === keyOf(last));
    return isSame ? last : choose(answers, last);
  }
  if (target.kind === "call" && target.operation === "mergeObjects") {
    const [below, over] = target.args as readonly [Term, Term];
    if (over.kind === "object" && over.entries.every((entry) => entry.key.kind === "constant"))
      return over.entries.some((entry) => (entry.key as Constant).value === key.value)
        ? member(over, key)
        : partOf(below, key);
  }
  if (target.kind === "call" && target.operation === "removeKeys") {
    const [below, keys] = target.args as readonly [Term, Term];
    if (keys.kind === "array" && keys.items.every((one) => one.kind === "constant"))
      return keys.items.some((one) => (one as Constant).value === key.value) ? absent : partOf(below, key);
  }
  return member(term, key, isDefined(term));
}
