import type { Diagnostic, SourceSpan, TextEdit } from "../../model.js";
import { diagnose, sourceLine } from "../diagnostics/reporter.js";
import { ts } from "../typescript.js";

/** A `// gatewright-ignore GW5006: reason` and the lines that it is about: its own, and what follows it when it stands alone. */
interface Ignore {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly lines: readonly number[];
  readonly span: SourceSpan;
  readonly sourceLine: string;
}

/** The diagnostics without the warnings that a comment ignores, and with a warning for each comment that ignores none. */
export function withoutIgnored(
  diagnostics: readonly Diagnostic[],
  files: readonly ts.SourceFile[],
  relative: (file: string) => string,
): readonly Diagnostic[] {
  const ignores = files.flatMap((file) => ignoresIn(file, relative(file.fileName)));
  if (ignores.length === 0) return diagnostics;
  const isMeant = ({ codes, reason, lines, span }: Ignore, one: Diagnostic) =>
    reason !== "" && codes.includes(one.code) && one.span?.file === span.file && lines.includes(one.span.line);
  const idle = ignores.flatMap((ignore): readonly Diagnostic[] => {
    const { codes, reason, span } = ignore;
    const unmet = codes.filter(
      (code) => !diagnostics.some((one) => one.code === code && isWarning(one) && isMeant(ignore, one)),
    );
    const isError = diagnostics.some((one) => isMeant(ignore, one) && !isWarning(one));
    const why =
      codes.length === 0
        ? "it names no code"
        : reason === ""
          ? "it gives no reason"
          : unmet.length === 0
            ? undefined
            : isError
              ? `${unmet.join(" and ")} is an error`
              : `there is no ${unmet.join(" and no ")} here`;
    const fix = why !== undefined && reason !== "" && unmet.length === codes.length ? removal(ignore) : undefined;
    return why === undefined ? [] : [diagnose("GW5008", { reason: why }, span, ignore.sourceLine, fix)];
  });
  return [...diagnostics.filter((one) => !isWarning(one) || !ignores.some((ignore) => isMeant(ignore, one))), ...idle];
}

/** Takes the comment out, with its line or with the space before it. */
function removal({ span, sourceLine: text }: Ignore): readonly TextEdit[] {
  const before = text.slice(0, span.column - 1);
  const own = before.trim() === "";
  const column = own ? 1 : before.trimEnd().length + 1;
  const end = own ? { endLine: span.line + 1, endColumn: 1 } : {};
  return [{ span: { ...span, column, ...end }, text: "" }];
}

function isWarning({ severity }: Diagnostic): boolean {
  return severity === "warning";
}

const marker = /^\/\/ *gatewright-ignore\b *((?:GW\d{4}[ ,]*)*)(?::\s*(.*?))?\s*$/;

function ignoresIn(file: ts.SourceFile, name: string): readonly Ignore[] {
  if (!file.text.includes("gatewright-ignore")) return [];
  const found: Ignore[] = [];
  for (const { pos, end } of commentsOf(file)) {
    const [whole, codes, reason = ""] = marker.exec(file.text.slice(pos, end)) ?? [];
    if (whole === undefined) continue;
    const start = file.getLineAndCharacterOfPosition(pos);
    const stop = file.getLineAndCharacterOfPosition(end);
    const text = sourceLine(file, start.line);
    const alone = text.slice(0, start.character).trim() === "";
    found.push({
      codes: codes?.match(/GW\d{4}/g) ?? [],
      reason,
      lines: [start.line + 1, ...(alone ? [nextCode(file, start.line) + 1] : [])],
      span: {
        file: name,
        line: start.line + 1,
        column: start.character + 1,
        endLine: stop.line + 1,
        endColumn: stop.character + 1,
      },
      sourceLine: text,
    });
  }
  return found;
}

/** The next line that is no comment of its own. */
function nextCode(file: ts.SourceFile, line: number): number {
  const last = file.getLineStarts().length - 1;
  for (let next = line + 1; next < last; next += 1) if (!/^\s*(?:\/\/.*)?$/.test(sourceLine(file, next))) return next;
  return last;
}

/** The comments that end with their lines: not what looks like one in a text. */
function commentsOf(file: ts.SourceFile): readonly ts.CommentRange[] {
  const found = new Map<number, ts.CommentRange>();
  const add = (ranges: readonly ts.CommentRange[] = []) => {
    for (const range of ranges) if (range.kind === ts.SyntaxKind.SingleLineCommentTrivia) found.set(range.pos, range);
  };
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file);
    if (children.length > 0) for (const child of children) visit(child);
    if (node.kind === ts.SyntaxKind.JsxText) return;
    add(ts.getLeadingCommentRanges(file.text, node.pos));
    add(ts.getTrailingCommentRanges(file.text, node.end));
  };
  visit(file);
  return [...found.values()].toSorted((a, b) => a.pos - b.pos);
}
