/** A name for a condition that the author left unnamed, from what it asks. */
import { unnamed } from "../ir/terms.js";
import type { Body, Step, Term } from "../ir/nodes.js";

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
  const parts = body.map(describeStep).filter((part) => part !== "");
  return limit(parts.at(-1) ?? parts[0] ?? "applies");
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
      return `has_${describeTerm(step.term)}`;
    case "exists":
      return step.name ?? describeBody(step.body);
    case "not":
      return `without_${describeBody(step.body)}`;
    case "any":
      return step.bodies.slice(0, 2).map(describeBody).join("_or_");
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
    if (right?.kind === "constant" && (right.value === true || right.value === "" || right.value === null)) return right.value === true ? subject : `no_${subject}`;
    if (right?.kind === "constant" && right.value === false) return `${subject}_off`;
    return object === "" ? subject : `${subject}_is_${object}`;
  }
  if (target.operation === "notEqual") return right?.kind === "constant" && (right.value === "" || right.value === null || right.value === 0) ? `has_${subject}` : `${subject}_differs`;
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
      return term.key.kind === "constant" && typeof term.key.value === "string" ? term.key.value : describeTerm(term.object);
    case "constant":
      return typeof term.value === "string" && /^[A-Za-z][\w-]{0,20}$/.test(term.value) ? term.value : typeof term.value === "number" && term.value >= 0 ? String(term.value) : "";
    case "apply":
      return "result";
    case "orElse":
      return describeTerm(term.first);
    case "decoded":
      return describeTerm(term.term);
    case "collect":
      return describeTerm(term.value);
    case "call":
      return term.args[0] === undefined ? term.operation : describeTerm(term.args[0]);
    case "choose":
      return term.cases[0] === undefined ? "value" : describeTerm(term.cases[0].then) || describeBody(term.cases[0].when);
    default:
      return "";
  }
}

function limit(name: string): string {
  return name.split("_").filter(Boolean).slice(0, 7).join("_");
}
