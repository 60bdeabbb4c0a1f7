/** A regular expression of JavaScript, read: plain data, without the text. */
export type PatternNode =
  | { readonly kind: "character"; readonly code: number }
  | { readonly kind: "any" }
  | { readonly kind: "class"; readonly negated: boolean; readonly members: readonly ClassMember[] }
  | { readonly kind: "start" | "end" | "boundary" | "noBoundary" }
  | { readonly kind: "group"; readonly capture?: Capture; readonly body: PatternNode }
  | {
      readonly kind: "repeat";
      readonly body: PatternNode;
      readonly least: number;
      /** Infinity where there is no limit. */
      readonly most: number;
      readonly lazy: boolean;
    }
  | { readonly kind: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly options: readonly PatternNode[] };

export type ClassMember =
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  /** `\d`, `\D`, `\w`, `\W`, `\s` or `\S`. */
  | { readonly kind: "letter"; readonly letter: string }
  /** `\p{…}`. */
  | { readonly kind: "property"; readonly name: string; readonly negated: boolean };

export interface Capture {
  /** From 1. */
  readonly index: number;
  readonly name?: string;
}

/** True when a node may match no character. */
export function mayBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case "character":
    case "any":
    case "class":
      return false;
    case "group":
      return mayBeEmpty(node.body);
    case "repeat":
      return node.least === 0 || mayBeEmpty(node.body);
    case "sequence":
      return node.parts.every(mayBeEmpty);
    case "choice":
      return node.options.some(mayBeEmpty);
    default:
      return true;
  }
}

export function childrenOf(node: PatternNode): readonly PatternNode[] {
  switch (node.kind) {
    case "group":
    case "repeat":
      return [node.body];
    case "sequence":
      return node.parts;
    case "choice":
      return node.options;
    default:
      return [];
  }
}

/** True for a pattern that matches texts as a whole, each of which JavaScript reads as a number: digits, perhaps with a sign or a fraction. */
export function isNumeral(node: PatternNode): boolean {
  return node.kind === "sequence" && node.parts[0]?.kind === "start" && node.parts.at(-1)?.kind === "end"
    ? readsAsNumber({ kind: "sequence", parts: node.parts.slice(1, -1) })
    : false;
}

/** The same of all that a part of a pattern matches. */
export function readsAsNumber(node: PatternNode): boolean {
  if (node.kind === "group") return readsAsNumber(node.body);
  if (node.kind === "choice") return node.options.every(readsAsNumber);
  const parts = node.kind === "sequence" ? node.parts : [node];
  const [first, ...others] = parts;
  const digits = first !== undefined && isSign(first) ? others : parts;
  const [only, more] = digits;
  if (only !== undefined && more === undefined && (only.kind === "group" || only.kind === "choice"))
    return readsAsNumber(only);
  const last = digits.at(-1);
  const whole = last !== undefined && isFraction(last) ? digits.slice(0, -1) : digits;
  return whole.every(hasOnlyDigits) && whole.some((part) => !mayBeEmpty(part));
}

function hasOnlyDigits(node: PatternNode): boolean {
  if (node.kind === "character") return isDigit(node.code);
  if (node.kind === "class") return !node.negated && node.members.every(isDigits);
  const children = childrenOf(node);
  return children.length > 0 && children.every(hasOnlyDigits);
}

function isDigits(member: ClassMember): boolean {
  if (member.kind === "letter") return member.letter === "d";
  return member.kind === "range" && isDigit(member.from) && isDigit(member.to);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** `-`, `[+-]?` and their like. */
function isSign(node: PatternNode): boolean {
  if (node.kind === "repeat") return node.most === 1 && isSign(node.body);
  if (node.kind === "character") return node.code === 43 || node.code === 45;
  const signs = (member: ClassMember) =>
    member.kind === "range" && member.from === member.to && (member.from === 43 || member.from === 45);
  return node.kind === "class" && !node.negated && node.members.every(signs);
}

/** `(\\.\\d+)?`. */
function isFraction(node: PatternNode): boolean {
  if (node.kind === "repeat") return node.most === 1 && isFraction(node.body);
  if (node.kind === "group") return isFraction(node.body);
  if (node.kind !== "sequence") return false;
  const [point, ...digits] = node.parts;
  return point?.kind === "character" && point.code === 46 && digits.every(hasOnlyDigits);
}

/** True when a node or one inside of it passes a test. */
export function contains(node: PatternNode, test: (node: PatternNode) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => contains(child, test));
}
