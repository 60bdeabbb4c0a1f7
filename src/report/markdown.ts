/** Pieces of Markdown, for the pages of docs/ that are made from tables. */

/** What a page tells about itself, so that nobody edits it by hand. */
export function generated(from: string): string {
  return `<!-- Written by \`npm run docs\` from ${from}. -->`;
}

/** Blocks with an empty line between each two. */
export function page(blocks: readonly string[]): string {
  return `${blocks.join("\n\n")}\n`;
}

/** A table; its cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A code span in a cell of a table: as many backticks around it as it does not hold itself. */
export function code(text: string): string {
  const fence = "`".repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const padded = text.startsWith("`") || text.endsWith("`") ? ` ${text} ` : text;
  return `${fence}${padded.replaceAll("|", "\\|").replaceAll("\n", " ")}${fence}`;
}

/** Text in a cell of a table. */
export function cell(text: string): string {
  return escaped(text).replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** Text that Markdown could take for HTML or emphasis; backticks stay what they are. */
export function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/[<*_]/g, "\\$&")))
    .join("");
}

/** A block of code; its language may say more, as in `ts GW1001`. */
export function fenced(text: string, language: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
