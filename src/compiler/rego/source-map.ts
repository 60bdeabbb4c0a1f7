/** Which lines of formatted Rego come from where, as plain data and as a source map (ECMA-426, version 3). */
import type { ExplainedRule, SourceSpan } from "../../model.js";

/** A rule with all of its clauses, in formatted Rego. Lines count from 1, and both are its own. */
export interface PlacedRule extends ExplainedRule {
  readonly line: number;
  readonly endLine: number;
}

const mark = /^#\s?~(\d+)$/;

/** Takes the marks out of formatted Rego, and finds the rules by them. */
export function placeRules(
  marked: string,
  rules: readonly ExplainedRule[],
): { readonly rego: string; readonly rules: readonly PlacedRule[] } {
  const kept: string[] = [];
  const starts: { readonly rule: ExplainedRule; readonly line: number }[] = [];
  for (const line of marked.split("\n")) {
    const rule = rules[Number(mark.exec(line)?.[1] ?? Number.NaN)];
    if (rule === undefined) kept.push(line);
    else starts.push({ rule, line: kept.length + 1 });
  }
  const placed = starts.map(({ rule, line }, index) => {
    let endLine = (starts[index + 1]?.line ?? kept.length + 1) - 1;
    while (endLine > line && kept[endLine - 1]?.trim() === "") endLine -= 1;
    return { ...rule, line, endLine };
  });
  return { rego: kept.join("\n"), rules: placed };
}

/**
 * The source map of a file of Rego: each line of a rule leads to where the rule comes from. As a rule may come from several places,
 * `x_gatewright_rules` has all of them; sources are relative to the folder of the policies' build.
 */
export function sourceMap(file: string, rules: readonly PlacedRule[]): string {
  const sources = [...new Set(rules.flatMap(({ origins }) => origins.map((origin) => origin.file)))].toSorted();
  const last = Math.max(0, ...rules.map(({ endLine }) => endLine));
  let before: readonly number[] = [0, 0, 0];
  const mappings = Array.from({ length: last }, (_, index) => {
    const [origin] = rules.find(({ line, endLine }) => line <= index + 1 && index + 1 <= endLine)?.origins ?? [];
    if (origin === undefined) return "";
    const now = [sources.indexOf(origin.file), origin.line - 1, origin.column - 1];
    const segment = [0, ...now.map((value, at) => value - (before[at] as number))].map(variableLength).join("");
    before = now;
    return segment;
  }).join(";");
  const places = rules.map(({ name, line, endLine, origins }) => ({
    name,
    line,
    endLine,
    origins: origins.map(placeOf),
  }));
  const map = { version: 3, file, sources, names: [], mappings, x_gatewright_rules: places };
  return `${JSON.stringify(map, undefined, 2)}\n`;
}

function placeOf({ file, line, column, endLine, endColumn }: SourceSpan): SourceSpan {
  return { file, line, column, endLine, endColumn };
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 VLQ: five bits a digit, the least significant first, the sign in the last bit of the first. */
function variableLength(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = "";
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    text += digits[digit + (rest > 0 ? 32 : 0)];
  } while (rest > 0);
  return text;
}
