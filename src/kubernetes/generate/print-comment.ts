const WIDTH = 120;

/** A description as JSDoc, wrapped; lines that are indented (examples, grammars) keep their breaks. */
export function printComment(description: string | undefined, indent = ""): string {
  const text = (description ?? "").trim();
  if (text === "") return "";
  const lines = text.split("\n").flatMap((line) => wrap(safe(line.trimEnd()), WIDTH - indent.length - 3));
  if (lines.length === 1 && indent.length + (lines[0] as string).length + 7 <= WIDTH) {
    return `${indent}/** ${lines[0]} */\n`;
  }
  const body = lines.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`);
  return `${indent}/**\n${body.join("")}${indent} */\n`;
}

/** Nothing in a description may end the comment or begin a tag. */
function safe(line: string): string {
  return line
    .replaceAll("*/", "*\\/")
    .replace(/^(\s*)@/, "$1\\@")
    .replaceAll("\t", "  ");
}

function wrap(line: string, width: number): string[] {
  if (line.length <= width || /^\s/.test(line)) return [line];
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current.trimEnd());
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  lines.push(current);
  return lines;
}
