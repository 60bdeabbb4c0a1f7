/** Terms as text. */
import { freeVariables, isDefined } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { isPath, unnamed } from "../ir/terms.js";
import { collectText, isInfixText } from "./comprehensions.js";
import { describeTerm } from "./describe.js";
import { type Emission, freshVariable, type Place } from "./emission.js";
import { libraryName, liftedUse } from "./lifted.js";
import { globalName, isGlobal, resolved } from "./named.js";
import { spellings } from "./operations.js";
import { keyText, quotedText, rawText } from "./quoted-text.js";

/** A term as text, in a place where the whole body fails when it is undefined. Lines that it needs go before. */
export function termText(to: Emission, term: Term, place: Place, before: string[], hint?: string): string {
  switch (term.kind) {
    case "constant":
      return constantText(term.value);
    case "undefined":
      before.push("false");
      return "null";
    case "variable": {
      const name = place.names.get(term.id);
      if (name === undefined) throw new Error(`the variable ${term.name} is out of sight`);
      return name;
    }
    case "root":
      return term.from === "inventory" ? "data.inventory" : `input.${term.from}`;
    case "member": {
      const object = isTable(term) ? tableText(to, term, place) : termText(to, term.object, place, before, hint);
      if (term.key.kind === "constant" && typeof term.key.value === "string") {
        const { value } = term.key;
        return /^[A-Za-z_]\w*$/.test(value) && !reserved.has(value)
          ? `${object}.${value}`
          : `${object}[${keyText(value)}]`;
      }
      return `${object}[${termText(to, term.key, place, before)}]`;
    }
    case "call":
      return callText(to, term.operation, term.args, place, before);
    case "apply": {
      const args = term.args.map((arg) => termText(to, arg, place, before));
      const name = to.functions.get(term.callee) as string;
      return args.length === 0 ? name : `${name}(${args.join(", ")})`;
    }
    case "array":
      return listed(
        "[",
        term.items.map((item) => termText(to, item, place, before)),
        "]",
      );
    case "set":
      return term.items.length === 0
        ? "set()"
        : `{${term.items.map((item) => termText(to, item, place, before)).join(", ")}}`;
    case "object":
      return objectText(to, term, place, before);
    case "collect":
      return collectText(to, term, place);
    case "decoded": {
      const text = termText(to, term.term, place, before);
      const line = `${text} != ${termText(to, term.absent, place, before)}`;
      if (!before.includes(line)) before.push(line);
      return text;
    }
    case "orElse":
      return orElseText(to, term, place, before, hint);
    case "choose":
      return liftedUse(to, hint ?? describeTerm(term), term, place);
    case "named": {
      const variable = place.held.get(term.id)?.variable;
      if (variable !== undefined) return termText(to, variable, place, before);
      if (isGlobal(to, term)) return globalName(to, term);
      return termText(to, term.term, place, before, term.name);
    }
  }
}

/** Whether a member is looked up in an object that is written out. */
function isTable({ object, key }: Extract<Term, { kind: "member" }>): boolean {
  const target = unnamed(object);
  return target.kind === "object" && key.kind !== "constant" && freeVariables([], target).length === 0;
}

/** A table that is looked up is a rule: one that is named, where the author did so. */
function tableText(to: Emission, { object, key }: Extract<Term, { kind: "member" }>, place: Place): string {
  return object.kind === "named"
    ? globalName(to, object)
    : liftedUse(to, `${describeTerm(key) || "value"}_table`, object, place);
}

/**
 * A collection that is written out, as the right side of `in`. OPA's index of rules takes a rule for one of the constants alone where
 * one of them stands after what is none, and panics at lists in lists and at objects: constants come first, and such a list has a name.
 */
function collectionText(to: Emission, collection: Term, place: Place, before: string[]): string {
  const target = unnamed(collection);
  const items =
    target.kind === "object" ? target.entries.map(({ value }) => value) : "items" in target ? target.items : [];
  const isConstant = (item: Term) => unnamed(item).kind === "constant";
  const isElsewhere = collection.kind === "named" && !isSaidHere(to, collection, place);
  if (items.every(isConstant) || isElsewhere) return termText(to, collection, place, before);
  const sorted = [...items.filter(isConstant), ...items.filter((item) => !isConstant(item))];
  const list: Term = { kind: target.kind === "set" ? "set" : "array", items: sorted };
  return items.some((item) => ["array", "object", "set"].includes(unnamed(item).kind))
    ? liftedUse(to, "list", list, place)
    : termText(to, list, place, before);
}

export function callText(
  to: Emission,
  name: keyof typeof spellings,
  args: readonly Term[],
  place: Place,
  before: string[],
): string {
  const spelling = spellings[name];
  const texts = args.map((arg, index) => {
    const text =
      name === "in" && index === 1 ? collectionText(to, arg, place, before) : termText(to, arg, place, before);
    return typeof spelling === "object" && "infix" in spelling && isInfixText(to, arg, place) ? `(${text})` : text;
  });
  if ((name === "matches" || name === "submatches") && args[0]?.kind === "constant")
    texts[0] = rawText(String(args[0].value));
  if (name === "toSet")
    return collectText(to, { kind: "collect", into: "set", body: [], value: args[0] as Term }, place);
  if (typeof spelling === "function") return spelling(...texts);
  if ("infix" in spelling) {
    const line = texts.join(` ${spelling.infix} `);
    if (line.length <= LINE) return line;
    const wide = args.map((arg, index) => {
      const list = isSaidHere(to, arg, place) ? unnamed(arg) : arg;
      return list.kind === "collect" ? collectText(to, list, place, true) : texts[index];
    });
    return wide.join(` ${spelling.infix} `);
  }
  if ("builtin" in spelling) return `${spelling.builtin}(${texts.join(", ")})`;
  const rule = name === "format" && to.hasSets ? "fmt_with_sets" : spelling.library;
  return `${libraryName(to, rule)}(${texts.join(", ")})`;
}

/** True for a named term whose name is not written where it is read. */
function isSaidHere(to: Emission, term: Term, place: Place): boolean {
  if (term.kind !== "named" || place.held.has(term.id) || isGlobal(to, term)) return false;
  return term.term.kind !== "named" || isSaidHere(to, term.term, place);
}

/** Longer texts go on several lines. */
export const LINE = 90;

/** Items between brackets, on lines of their own when one line would be long. */
function listed(open: string, items: readonly string[], close: string): string {
  const line = `${open}${items.join(", ")}${close}`;
  return line.length <= LINE || items.length < 2
    ? line
    : `${open}\n${items.map((item) => `${item},\n`).join("")}${close}`;
}

export function objectText(
  to: Emission,
  term: Extract<Term, { kind: "object" }>,
  place: Place,
  before: string[],
): string {
  const sure = term.entries.filter(({ value }) => isDefined(value));
  const perhaps = term.entries.filter(({ value }) => !isDefined(value) && unnamed(value).kind !== "undefined");
  const entries = sure.map(
    ({ key, value }) => `${termText(to, key, place, before)}: ${termText(to, value, place, before)}`,
  );
  const base = listed("{", entries, "}");
  if (perhaps.length === 0) return base;
  const parts = perhaps.map(({ key, value }) => {
    const variable = freshVariable(to, "value");
    return collectText(
      to,
      { kind: "collect", into: "object", body: [{ kind: "let", variable, term: value }], key, value: variable },
      place,
    );
  });
  if (entries.length === 0 && parts.length === 1) return parts[0] as string;
  return entries.length > 0 && parts.length === 1
    ? `object.union(${base}, ${parts[0]})`
    : `object.union_n([${[...(entries.length > 0 ? [base] : []), ...parts].join(", ")}])`;
}

export function orElseText(
  to: Emission,
  term: Extract<Term, { kind: "orElse" }>,
  place: Place,
  before: string[],
  hint: string | undefined,
): string {
  return objectGet(to, term, place, before) ?? liftedUse(to, hint ?? describeTerm(term), term, place);
}

/** A path with something to stand for it when it leads nowhere, where `object.get` can say it. */
export function objectGet(
  to: Emission,
  term: Extract<Term, { kind: "orElse" }>,
  place: Place,
  before: string[],
): string | undefined {
  const path = pathOf(term.first, (base) => isBase(to, base, place));
  if (path === undefined || !isDefined(term.otherwise) || !isCheap(resolved(to, term.otherwise, place)))
    return undefined;
  const base = termText(to, path.base, place, before);
  const keys = path.keys.map((key) => termText(to, key, place, before));
  return `object.get(${base}, ${keys.length === 1 ? keys[0] : `[${keys.join(", ")}]`}, ${termText(to, term.otherwise, place, before)})`;
}

export function isBase(to: Emission, term: Term, place: Place): boolean {
  const target = resolved(to, term, place);
  return (
    target.kind === "variable" ||
    (target.kind === "member" && isDefined(target) && isPath(target)) ||
    target.kind === "root"
  );
}

const reserved = new Set([
  "as",
  "contains",
  "default",
  "else",
  "every",
  "false",
  "if",
  "import",
  "in",
  "not",
  "null",
  "package",
  "set",
  "some",
  "true",
  "with",
]);

/** The object that `object.get` starts from, and the keys it follows. List positions are no keys. */
function pathOf(
  term: Term,
  isBase: (term: Term) => boolean,
): { readonly base: Term; readonly keys: readonly Term[] } | undefined {
  const target = term.kind === "named" && !isBase(term) ? term.term : term;
  if (
    target.kind !== "member" ||
    target.position === true ||
    !isDefined(target.key) ||
    (target.key.kind === "constant" && typeof target.key.value !== "string")
  )
    return undefined;
  if (isBase(target.object)) return { base: target.object, keys: [target.key] };
  const rest = pathOf(target.object, isBase);
  return rest === undefined ? undefined : { base: rest.base, keys: [...rest.keys, target.key] };
}

/** What may be computed although it is not needed. */
function isCheap(term: Term): boolean {
  if (term.kind === "object" || term.kind === "array") return true;
  // A message, of which there are few.
  if (term.kind === "call" && term.operation === "join") return true;
  return term.kind === "constant" || isPath(term);
}

function constantText(value: unknown): string {
  // Larger than any number of JavaScript's.
  if (value === Number.POSITIVE_INFINITY) return "1e400";
  if (value === Number.NEGATIVE_INFINITY) return "-1e400";
  return typeof value === "string" ? quotedText(value) : JSON.stringify(value);
}
