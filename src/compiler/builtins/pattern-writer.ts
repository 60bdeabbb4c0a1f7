import { type ClassMember, contains, mayBeEmpty, type PatternNode, readsAsNumber } from "./pattern-nodes.js";
import { PatternProblem } from "./pattern-parser.js";

export interface WritingOptions {
  /** The dot is any character. */
  readonly dotAll: boolean;
  /** Case means nothing. */
  readonly ignoreCase: boolean;
}

const LINE_ENDS = "\\n\\r\\x{2028}\\x{2029}";
/** RE2's `\s` is white space of ASCII, without the vertical tab. */
const SPACE = "\\s\\v\\pZ\\x{FEFF}";

/** The same in RE2's words. */
export function writePattern(node: PatternNode, options: WritingOptions): string {
  if (options.ignoreCase && contains(node, isBeyondAscii))
    throw new PatternProblem("the flag `i` folds other letters than ASCII's differently in RE2");
  return written(node, options);
}

function written(node: PatternNode, options: WritingOptions): string {
  switch (node.kind) {
    case "character":
      return characterText(node.code, /[\\^$.*+?()[\]{}|]/);
    case "any":
      return options.dotAll ? "(?s:.)" : `[^${LINE_ENDS}]`;
    case "class":
      return classText(node.negated, node.members);
    case "start":
      return "^";
    case "end":
      return "$";
    case "boundary":
      return "\\b";
    case "noBoundary":
      return "\\B";
    case "group":
      return `(${node.capture === undefined ? "?:" : node.capture.name === undefined ? "" : `?P<${node.capture.name}>`}${written(node.body, options)})`;
    case "repeat":
      return `${written(node.body, options)}${countText(node.least, node.most)}${node.lazy ? "?" : ""}`;
    case "sequence":
      return node.parts.map((part) => written(part, options)).join("");
    case "choice":
      return node.options.map((option) => written(option, options)).join("|");
    default:
      return node satisfies never;
  }
}

function countText(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return least === 0 ? "*" : least === 1 ? "+" : `{${least},}`;
  if (least === 0 && most === 1) return "?";
  return least === most ? `{${least}}` : `{${least},${most}}`;
}

function classText(negated: boolean, members: readonly ClassMember[]): string {
  const [only] = members;
  if (only === undefined) return negated ? "(?s:.)" : "[^\\x{0}-\\x{10FFFF}]";
  const letters = members.flatMap((member) => (member.kind === "letter" ? [member.letter] : []));
  if (letters.includes("S")) {
    if (letters.includes("s")) return negated ? "[^\\x{0}-\\x{10FFFF}]" : "(?s:.)";
    if (members.length === 1) return negated ? `[${SPACE}]` : `[^${SPACE}]`;
    throw new PatternProblem("`\\S` beside others in a class cannot be said in RE2");
  }
  if (members.length === 1 && only.kind === "letter" && only.letter !== "s")
    return negated ? `[^\\${only.letter}]` : `\\${only.letter}`;
  if (members.length === 1 && only.kind === "property" && !negated) return memberText(only);
  return `[${negated ? "^" : ""}${members.map(memberText).join("")}]`;
}

function memberText(member: ClassMember): string {
  if (member.kind === "letter") return member.letter === "s" ? SPACE : `\\${member.letter}`;
  if (member.kind === "property") {
    const name = member.name.replace(/^(?:Script|sc|General_Category|gc)=/, "");
    return `\\${member.negated ? "P" : "p"}{${name}}`;
  }
  const special = /[\\\]^[-]/;
  const from = characterText(member.from, special);
  return member.from === member.to ? from : `${from}-${characterText(member.to, special)}`;
}

const names: { readonly [code: number]: string } = { 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r" };

function characterText(code: number, special: RegExp): string {
  const named = names[code];
  if (named !== undefined) return named;
  const text = String.fromCodePoint(code);
  if (special.test(text)) return `\\${text}`;
  const isPlain = (code >= 32 && code < 127) || /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(text);
  return isPlain ? text : `\\x{${code.toString(16).toUpperCase()}}`;
}

function isBeyondAscii(node: PatternNode): boolean {
  if (node.kind === "character") return node.code > 127;
  return (
    node.kind === "class" &&
    node.members.some((member) => member.kind === "property" || (member.kind === "range" && member.to > 127))
  );
}

/** Why the two engines may match different parts of a text, where both find one; undefined when they do not. */
export function ambiguity(node: PatternNode): string | undefined {
  const isCapture = (inner: PatternNode) => inner.kind === "group" && inner.capture !== undefined;
  const isLoose = (inner: PatternNode) => inner.kind === "repeat" && inner.most > inner.least && mayBeEmpty(inner.body);
  if (contains(node, isLoose))
    return "a part that may be repeated or left out may match nothing by itself, where engines differ";
  const forgets = (inner: PatternNode) =>
    inner.kind === "repeat" && inner.most > 1 && contains(inner.body, (part) => isSometimes(part, isCapture));
  if (contains(node, forgets))
    return "a group inside of a repetition does not take part each time, which JavaScript forgets and RE2 remembers";
  return undefined;
}

/** True for a choice or an optional part with a group in it. */
function isSometimes(node: PatternNode, isCapture: (node: PatternNode) => boolean): boolean {
  if (node.kind !== "choice" && !(node.kind === "repeat" && node.least === 0)) return false;
  return contains(node, isCapture);
}

/** A capturing group: whether it may take no part in a match, and whether it may match nothing. */
export interface GroupFacts {
  readonly name?: string;
  readonly mayBeAbsent: boolean;
  readonly mayBeEmpty: boolean;
  /** True where JavaScript reads all that it matches as a number. */
  readonly isNumber: boolean;
}

/** The groups of a pattern, in order. */
export function groupsOf(node: PatternNode, optional = false): readonly GroupFacts[] {
  switch (node.kind) {
    case "group": {
      const inner = groupsOf(node.body, optional);
      if (node.capture === undefined) return inner;
      const { name } = node.capture;
      return [
        {
          mayBeAbsent: optional,
          mayBeEmpty: mayBeEmpty(node.body),
          isNumber: readsAsNumber(node.body),
          ...(name === undefined ? {} : { name }),
        },
        ...inner,
      ];
    }
    case "repeat":
      return groupsOf(node.body, optional || node.least === 0);
    case "sequence":
      return node.parts.flatMap((part) => groupsOf(part, optional));
    case "choice":
      return node.options.flatMap((option) => groupsOf(option, true));
    default:
      return [];
  }
}

/** A pattern whose `^` and `$` stand at the ends of lines, for the question whether it matches at all. */
export function linewise(node: PatternNode): PatternNode {
  const options = node.kind === "choice" ? node.options : [node];
  const changed = options.map((option): PatternNode => {
    const parts = option.kind === "sequence" ? option.parts : [option];
    const isInside = (part: PatternNode, index: number) =>
      contains(part, ({ kind }) => kind === "start" || kind === "end") &&
      !(index === 0 && part.kind === "start") &&
      !(index === parts.length - 1 && part.kind === "end");
    if (parts.some(isInside))
      throw new PatternProblem("the flag `m` works on `^` and `$` at the ends of a pattern only");
    return {
      kind: "sequence",
      parts: parts.map((part, index) =>
        part.kind === "start" && index === 0
          ? besideLineEnd("start")
          : part.kind === "end"
            ? besideLineEnd("end")
            : part,
      ),
    };
  });
  return changed.length === 1 ? (changed[0] as PatternNode) : { kind: "choice", options: changed };
}

function besideLineEnd(kind: "start" | "end"): PatternNode {
  const ends = [10, 13, 0x2028, 0x2029].map((code): ClassMember => ({ kind: "range", from: code, to: code }));
  return {
    kind: "group",
    body: { kind: "choice", options: [{ kind }, { kind: "class", negated: false, members: ends }] },
  };
}
