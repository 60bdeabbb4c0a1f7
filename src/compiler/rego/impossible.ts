import { bodiesOf, isDefined, termsOf } from "../ir/inspect.js";
import type { Body, Choose, Module, Step, Term } from "../ir/nodes.js";
import { rewriteModule } from "../ir/rewrite.js";
import { absent, constant, isNever, unnamed } from "../ir/terms.js";

/**
 * What is read from written-out data that has no such key is undefined, and data of two shapes are not equal. OPA infers the types
 * of such data, and takes no reference that can lead nowhere and no comparison that cannot hold.
 */
export function impossible(module: Module): Module {
  const sources = sourcesOf(module);
  const change = (term: Term): Term => {
    if (isLost(term) || answersNothing(term, sources)) return absent;
    if (term.kind === "orElse" && term.first.kind === "undefined") return term.otherwise;
    if (term.kind === "call" && (term.operation === "equal" || isSureToDiffer(term)))
      return areApart(term.args[0], term.args[1], sources) ? constant(term.operation === "notEqual") : term;
    if (term.kind === "collect" && isNever(term.body)) return emptied(term);
    if (term.kind === "choose" && term.cases.some(({ when }) => isNever(when))) return withoutNever(term);
    if (term.kind !== "member") return term;
    const parts = partsOf(term.object, sources);
    return parts?.some((part) => mayHave(part, term.key)) === false ? absent : term;
  };
  return rewriteModule(module, change);
}

/** True for what is undefined because a part of it is. */
function isLost(term: Term): boolean {
  if (term.kind === "call" || term.kind === "apply") return term.args.some(({ kind }) => kind === "undefined");
  if (term.kind === "array" && term.gapped !== true) return term.items.some(({ kind }) => kind === "undefined");
  return (term.kind === "named" || term.kind === "decoded") && term.term.kind === "undefined";
}

/** `!==` of two values that are both there, whatever was asked before: this may be the only step that still asks whether they are. */
function isSureToDiffer({ operation, args }: Extract<Term, { kind: "call" }>): boolean {
  return operation === "notEqual" && args.every((arg) => isDefined(arg) && !isAssumed(arg));
}

function isAssumed(term: Term): boolean {
  const isHere = (term.kind === "member" || term.kind === "apply" || term.kind === "named") && term.present;
  return isHere || termsOf(term).some(isAssumed);
}

/** A call of a function that always answers undefined. */
function answersNothing(term: Term, { functions }: Sources): boolean {
  const answer = term.kind === "apply" ? functions.get(term.callee) : undefined;
  return answer !== undefined && unnamed(answer).kind === "undefined";
}

/** A choice without the cases that never hold, whose answers may lead nowhere. */
function withoutNever(term: Choose): Term {
  const cases = term.cases.filter(({ when }) => !isNever(when));
  return cases.length > 0 ? { ...term, cases } : (term.otherwise ?? absent);
}

function emptied({ into }: Extract<Term, { kind: "collect" }>): Term {
  return into === "object" ? { kind: into, entries: [] } : { kind: into, items: [] };
}

/** Where the values of variables and the answers of functions come from. */
interface Sources {
  readonly variables: Map<number, { readonly term: Term; readonly isElement: boolean }>;
  readonly functions: Map<string, Term>;
}

function sourcesOf(module: Module): Sources {
  const sources: Sources = { variables: new Map(), functions: new Map() };
  const inTerm = (term: Term): void => {
    for (const body of bodiesOf(term)) inBody(body);
    for (const inner of termsOf(term)) inTerm(inner);
  };
  const inStep = (step: Step): void => {
    if (step.kind === "some") {
      if (step.value !== undefined) sources.variables.set(step.value.id, { term: step.in, isElement: true });
      inTerm(step.in);
    } else if (step.kind === "let" || step.kind === "test" || step.kind === "defined") {
      if (step.kind === "let") sources.variables.set(step.variable.id, { term: step.term, isElement: false });
      inTerm(step.term);
    } else for (const body of step.kind === "any" ? step.bodies : [step.body]) inBody(body);
  };
  const inBody = (body: Body): void => body.forEach(inStep);
  for (const { body, msg, details } of module.violations) {
    inBody(body);
    for (const term of [msg, details]) if (term !== undefined) inTerm(term);
  }
  for (const { id, result } of module.functions) {
    if (result.kind === "predicate") inBody(result.body);
    else {
      sources.functions.set(id, result.term);
      inTerm(result.term);
    }
  }
  return sources;
}

/** The written-out values that a term can have, or undefined when it can have others. */
function partsOf(term: Term, sources: Sources): readonly Term[] | undefined {
  const all = (terms: readonly Term[]) => {
    const parts = terms.map((one) => partsOf(one, sources));
    return parts.every((one) => one !== undefined) ? parts.flat() : undefined;
  };
  switch (term.kind) {
    case "constant":
    case "array":
    case "object":
    case "collect":
      return [term];
    case "undefined":
      return [];
    case "named":
    case "decoded":
      return partsOf(term.term, sources);
    case "choose":
      return all([
        ...term.cases.map(({ answer }) => answer),
        ...(term.otherwise === undefined ? [] : [term.otherwise]),
      ]);
    case "orElse":
      return all([term.first, term.otherwise]);
    case "apply": {
      const answer = sources.functions.get(term.callee);
      return answer === undefined ? undefined : partsOf(answer, sources);
    }
    case "variable": {
      const source = sources.variables.get(term.id);
      if (source === undefined) return undefined;
      const parts = partsOf(source.term, sources);
      return source.isElement ? inside(parts, undefined, sources) : parts;
    }
    case "member":
      return inside(partsOf(term.object, sources), term.key, sources);
    default:
      return undefined;
  }
}

/** What stands in values under a key, or under any key. */
function inside(
  parts: readonly Term[] | undefined,
  key: Term | undefined,
  sources: Sources,
): readonly Term[] | undefined {
  const wanted = key?.kind === "constant" ? key.value : undefined;
  const found = parts?.map((part): readonly Term[] | undefined => {
    if (part.kind === "array") return wanted === undefined ? part.items : part.items.filter((_, at) => at === wanted);
    if (part.kind === "collect") return part.into === "set" ? undefined : [part.value];
    if (part.kind !== "object") return [];
    return part.entries
      .filter((entry) => wanted === undefined || entry.key.kind !== "constant" || entry.key.value === wanted)
      .map(({ value }) => value);
  });
  if (found === undefined || found.some((terms) => terms === undefined)) return undefined;
  const inner = found.flatMap((terms) => (terms ?? []).map((term) => partsOf(term, sources)));
  return inner.every((one) => one !== undefined) ? inner.flat() : undefined;
}

function mayHave(part: Term, key: Term): boolean {
  if (part.kind === "constant") return false;
  if (key.kind !== "constant") return true;
  if (part.kind === "array") return typeof key.value === "number" && key.value < part.items.length;
  if (part.kind === "collect") return part.into !== "array" || typeof key.value === "number";
  if (part.kind !== "object") return true;
  return part.entries.some((entry) => entry.key.kind !== "constant" || entry.key.value === key.value);
}

/** True when no value of one term can be equal to one of the other, by their shapes alone. */
function areApart(left: Term | undefined, right: Term | undefined, sources: Sources): boolean {
  const [ours, theirs] = [left, right].map((side) => (side === undefined ? undefined : partsOf(side, sources)));
  if (ours === undefined || theirs === undefined) return false;
  return ours.every((one) => theirs.every((other) => differ(one, other, sources)));
}

function differ(left: Term, right: Term, sources: Sources): boolean {
  if (sortOf(left) !== sortOf(right)) return true;
  if (left.kind === "array" && right.kind === "array")
    return (
      left.items.length !== right.items.length ||
      left.items.some((item, index) => areApart(item, right.items[index], sources))
    );
  if (left.kind !== "object" || right.kind !== "object") return false;
  const [ours, theirs] = [entriesOf(left), entriesOf(right)];
  if (ours === undefined || theirs === undefined) return false;
  if (ours.size !== theirs.size || [...ours.keys()].some((key) => !theirs.has(key))) return true;
  return [...ours].some(([key, value]) => areApart(value, theirs.get(key), sources));
}

function sortOf(part: Term): string {
  if (part.kind === "constant") return part.value === null ? "null" : typeof part.value;
  return part.kind === "collect" ? part.into : part.kind;
}

/** The values by their keys, where it is known which there are. */
function entriesOf(part: Extract<Term, { kind: "object" }>): ReadonlyMap<unknown, Term> | undefined {
  const isKnown = part.entries.every(({ key, value }) => key.kind === "constant" && isDefined(value));
  return isKnown
    ? new Map(part.entries.map(({ key, value }) => [key.kind === "constant" ? key.value : undefined, value]))
    : undefined;
}
