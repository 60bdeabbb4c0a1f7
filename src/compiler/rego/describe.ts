/** A name for a condition that the author left unnamed, from what it asks. */

import type { Body, Step, Term } from "../ir/nodes.js";
import { unnamed } from "../ir/terms.js";
import { singular } from "../singular.js";
import { snake } from "./names.js";

const words: Readonly<Record<string, string>> = {
  less: "below",
  lessOrEqual: "at_most",
  greater: "above",
  greaterOrEqual: "at_least",
  startsWith: "starts_with",
  endsWith: "ends_with",
  contains: "contains",
  matches: "matches",
  in: "in",
};

export function describeBody(body: Body): string {
  const asked = askedOfAny(body);
  if (asked !== undefined) return limit(`any_${snake(asked)}`);
  const parts = body.map(describeStep).filter((part) => part !== "");
  return limit(parts.at(-1) ?? parts[0] ?? "applies");
}

/** The function of the author's that a condition asks of each element; its name is the function's own. */
function askedOfAny(body: Body): string | undefined {
  const last = body.at(-1);
  if (last?.kind !== "test" || last.term.kind !== "apply" || !body.some(({ kind }) => kind === "some"))
    return undefined;
  return last.term.name;
}

function describeStep(step: Step): string {
  switch (step.kind) {
    case "some":
      return step.value === undefined ? "has_key" : `has_${step.value.name}`;
    case "let":
      return step.variable.name;
    case "test":
      return describeTest(step.term);
    case "defined":
      return prefixed("has", describeTerm(step.term));
    case "exists":
      return step.name ?? describeBody(step.body);
    case "not":
      return prefixed("lacks", describeBody(step.body).replace(/^has_/, ""));
    case "any": {
      const [first = "", second = ""] = step.bodies.map((body) => snake(describeBody(body)));
      const both = first === second || second === "" ? first : `${first}_or_${second}`;
      return both.length <= 44 ? both : `${first}_or_else`;
    }
  }
}

function describeTest(term: Term): string {
  const target = unnamed(term);
  if (term.kind === "named") return term.name;
  if (target.kind !== "call") return describeTerm(target);
  const [left, right] = target.args;
  const subject = left === undefined ? "" : describeTerm(left);
  const object = right === undefined ? "" : describeTerm(right);
  if (target.operation === "equal") {
    if (right?.kind === "constant" && (right.value === true || right.value === "" || right.value === null))
      return right.value === true ? subject : prefixed("no", subject);
    if (right?.kind === "constant" && right.value === false) return `${subject}_off`;
    if (object === "") return subject;
    return object === subject ? `same_${subject}` : `${subject}_is_${object}`;
  }
  if (target.operation === "notEqual")
    return right?.kind === "constant" && (right.value === "" || right.value === null || right.value === 0)
      ? prefixed("has", subject)
      : object === subject
        ? `other_${subject}`
        : `${subject}_differs`;
  if (target.operation === "in") return `${subject}_in_${object === "" ? "list" : object}`;
  const word = words[target.operation];
  return word === undefined ? subject : object === "" ? `${subject}_${word}` : `${subject}_${word}_${object}`;
}

export function describeTerm(term: Term): string {
  switch (term.kind) {
    case "named":
    case "variable":
      return term.name;
    case "member":
      if (term.key.kind === "constant" && typeof term.key.value === "string") return snake(term.key.value);
      if (term.key.kind === "constant")
        return term.key.value === 0 ? `first_${singular(describeTerm(term.object))}` : describeTerm(term.object);
      return term.key.kind === "call"
        ? `last_${singular(describeTerm(term.object))}`
        : singular(describeTerm(term.object));
    case "constant":
      return typeof term.value === "string" && /^[A-Za-z][\w-]{0,20}$/.test(term.value)
        ? term.value
        : typeof term.value === "number" && term.value >= 0
          ? String(term.value)
          : "";
    case "apply":
      return term.name.replace(/Of$/, "");
    case "orElse":
      return withFallback(describeTerm(term.first), term.otherwise);
    case "decoded":
      return describeTerm(term.term);
    case "collect":
      return describeTerm(term.value);
    case "call":
      return term.args[0] === undefined ? term.operation : describeTerm(term.args[0]);
    case "choose":
      return term.cases[0] === undefined
        ? "value"
        : withFallback(describeTerm(term.cases[0].answer) || describeBody(term.cases[0].when), term.otherwise);
    default:
      return "";
  }
}

/** `tag` or null is `tag_or_null`. */
function withFallback(name: string, otherwise: Term | undefined): string {
  const target = otherwise === undefined ? undefined : unnamed(otherwise);
  if (target?.kind !== "constant") return name;
  if (target.value === null) return `${name}_or_null`;
  if (typeof target.value === "boolean") return name;
  return target.value === ""
    ? `${name}_or_empty`
    : `${name}_or_${/^[a-z]\w{0,11}$/.test(String(target.value)) || typeof target.value === "number" ? String(target.value).replace("-", "minus_") : "default"}`;
}

/** `has_image`; a name that is a question already stays as it is. */
function prefixed(prefix: string, name: string): string {
  const text = snake(name);
  return /^(?:is|has|lacks|no|not|without|should|can|allows?)_/.test(text)
    ? prefix === "has"
      ? text
      : `${prefix}_${text.replace(/^(?:is|has)_/, "")}`
    : `${prefix}_${text}`;
}

function limit(name: string): string {
  return name.split("_").filter(Boolean).slice(0, 8).join("_");
}
