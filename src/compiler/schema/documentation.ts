/** JSDoc of a property or a type: its prose, which becomes the description, and the tags that stand in it. */
import { ts } from "../typescript.js";

/** `@name text`, wherever in the comment it stands. */
export interface Tag {
  readonly name: string;
  readonly text: string;
}

/** A comment, taken apart. */
export interface Documentation {
  /** Paragraphs kept, lines joined unless a `\` ends them, links flattened; absent when there is none. */
  readonly prose?: string;
  readonly tags: readonly Tag[];
}

/** Reads a symbol's comment. A tag begins at an `@` after white space, so that a comment can fit on one line: `Labels. @minItems 1`. */
export function documentationOf(symbol: ts.Symbol, checker: ts.TypeChecker): Documentation {
  const prose = paragraphs(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
  const tags = symbol
    .getJsDocTags(checker)
    .map(({ name, text }) => ({ name, text: ts.displayPartsToString(text).trim() }));
  return { ...(prose === "" ? {} : { prose }), tags };
}

function paragraphs(text: string): string {
  return flattenLinks(text)
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) =>
      paragraph
        .trim()
        .split(/[ \t]*\\\n[ \t]*/)
        .map(joinLines)
        .join("\n"),
    )
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** What Markdown shows as one line: the items of a list begin new ones. */
function joinLines(lines: string): string {
  return lines.replaceAll(/[ \t]*\n(?![ \t]*(?:[-*]|\d+\.) )[ \t]*/g, " ");
}

/** `{@link Target}` → `Target`, `{@link Target|words}` and `{@link Target words}` → `words`. */
function flattenLinks(text: string): string {
  return text.replaceAll(
    /\{@link(?:code|plain)?\s+([^\s|}]+)\s*\|?\s*([^}]*)\}/g,
    (_, target: string, words: string) => (words.trim() === "" ? target : words.trim()),
  );
}
