/** Regular expressions that a policy writes out, in RE2's words. */
import type { Lowering } from "../lower/lowering.js";
import {
  denyRegularExpression,
  problemOf,
  type RegularExpression,
  writtenExpression,
} from "../syntax/regular-expression.js";
import type { ts } from "../typescript.js";
import { isNumeral, mayBeEmpty } from "./pattern-nodes.js";
import { PatternProblem, parsePattern } from "./pattern-parser.js";
import { ambiguity, type GroupFacts, groupsOf, linewise, writePattern } from "./pattern-writer.js";

/** What a function asks of a pattern: whether it matches, or which parts of a text do. */
export type Question = "whether" | "which";

export interface Pattern {
  readonly text: string;
  readonly ignoreCase: boolean;
  readonly global: boolean;
  readonly groups: readonly GroupFacts[];
  /** True when it may match no character at all. */
  readonly mayBeEmpty: boolean;
  /** True where it matches whole texts, all of which JavaScript reads as numbers. */
  readonly isNumeral: boolean;
}

/** The pattern that an expression stands for; undefined, and a diagnostic, when RE2 cannot say it. */
export function patternAt(node: ts.Expression, question: Question, to: Lowering): Pattern | undefined {
  const written = writtenExpression(node, to);
  if (written === undefined) {
    denyRegularExpression(node, to);
    return undefined;
  }
  try {
    return readPattern(written, question);
  } catch (problem) {
    if (!(problem instanceof PatternProblem)) throw problem;
    denyRegularExpression(node, to, problem.message);
    return undefined;
  }
}

/** The pattern, without a diagnostic: it was given where it is used. */
export function patternQuietly(node: ts.Expression, to: Lowering): Pattern | undefined {
  return to.quietly(() => patternAt(node, "which", to));
}

function readPattern({ source, flags }: RegularExpression, question: Question): Pattern {
  const unknown = [...flags].find((flag) => !"gimsu".includes(flag));
  if (unknown !== undefined) throw new PatternProblem(`RE2 has nothing like the flag \`${unknown}\``);
  const node = parsePattern(source, flags.includes("u"));
  if (flags.includes("m") && question === "which")
    throw new PatternProblem("the flag `m` is for `test` only, as lines end at other characters in RE2");
  const problem = question === "which" ? ambiguity(node) : undefined;
  if (problem !== undefined) throw new PatternProblem(problem);
  const ignoreCase = flags.includes("i");
  const text = writePattern(flags.includes("m") ? linewise(node) : node, { dotAll: flags.includes("s"), ignoreCase });
  const refusal = problemOf(text);
  if (refusal !== undefined) throw new PatternProblem(refusal);
  return {
    text,
    ignoreCase,
    global: flags.includes("g"),
    groups: groupsOf(node),
    mayBeEmpty: mayBeEmpty(node),
    isNumeral: isNumeral(node) && !flags.includes("m"),
  };
}

/** The pattern by itself. */
export function alone({ text, ignoreCase }: Pattern): string {
  return ignoreCase ? `(?i)${text}` : text;
}

/** The pattern as a part of another one; with `capture`, as a group of it. */
export function inside({ text, ignoreCase }: Pattern, capture = false): string {
  const body = ignoreCase ? `(?i:${text})` : text;
  if (capture) return `(${body})`;
  return ignoreCase || !text.includes("|") ? body : `(?:${body})`;
}
