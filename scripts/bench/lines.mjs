/** How much source there is: a policy's TypeScript, and the Rego that it becomes. */

/** Lines that say something: neither empty nor a comment alone. */
export function codeLines(text, comment) {
  return text
    .replaceAll(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.trim().startsWith(comment)).length;
}

/** All lines, those that say something, and the rules of Rego as `opa fmt` leaves it, of which each begins a line with its name. */
export function sizeOfRego(text) {
  const heads = text.split("\n").filter((line) => /^(default )?[a-z_]/.test(line) && !/^(package|import) /.test(line));
  return { lines: allLines(text), code: codeLines(text, "#"), rules: heads.length };
}

export function sizeOfTypeScript(text) {
  return { lines: allLines(text), code: codeLines(text, "//") };
}

function allLines(text) {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}
