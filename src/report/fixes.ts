import { colours } from "./colour.js";
import { printable } from "./columns.js";
import { count } from "./diagnostics.js";

/** A file that fixes change, with its text before and after. */
export interface ChangedFile {
  readonly file: string;
  readonly fixes: number;
  readonly before: string;
  readonly after: string;
}

/** `3 fixes written to 2 files.`, or the lines that would change. */
export function prettyFixes(files: readonly ChangedFile[], written: boolean, colour: boolean): string {
  const paint = colours(colour);
  const total = files.reduce((sum, { fixes }) => sum + fixes, 0);
  if (total === 0) return "";
  const what = `${count(total, "fix").replace("fixs", "fixes")}`;
  const told = `${what} ${written ? "written to" : "for"} ${count(files.length, "file")}`;
  if (written) return `${paint.dim(`${told}.`)}\n`;
  const previews = files.map(
    ({ file, before, after }) => `${paint.bold(printable(file))}\n${preview(before, after, colour)}`,
  );
  return `${previews.join("\n")}\n${paint.dim(`${told}; nothing is written.`)}\n`;
}

export function jsonFixes(files: readonly ChangedFile[]) {
  return files.map(({ file, fixes }) => ({ file, fixes }));
}

/** The lines that go and those that come, with the numbers that they have before and after. */
function preview(before: string, after: string, colour: boolean): string {
  const paint = colours(colour);
  const [old, fresh] = [before.split(/\r\n|\n/), after.split(/\r\n|\n/)];
  const line = (sign: string, number: number, text = "") => `${sign} ${number} │ ${printable(text)}`.trimEnd();
  const lines: string[] = [];
  for (let i = 0, j = 0; i < old.length || j < fresh.length; ) {
    const [gone, come] = untilAlike(old.slice(i), fresh.slice(j));
    for (let at = 0; at < gone; at += 1) lines.push(paint.red(line("-", i + at + 1, old[i + at])));
    for (let at = 0; at < come; at += 1) lines.push(paint.green(line("+", j + at + 1, fresh[j + at])));
    i += gone + 1;
    j += come + 1;
  }
  return `${lines.join("\n")}\n`;
}

/** How many lines differ on each side before the next two that are alike: as few as can be. */
function untilAlike(old: readonly string[], fresh: readonly string[]): readonly [gone: number, come: number] {
  for (let sum = 0; sum < old.length + fresh.length; sum += 1) {
    for (let gone = Math.min(sum, old.length - 1); gone >= 0 && sum - gone < fresh.length; gone -= 1)
      if (old[gone] === fresh[sum - gone]) return [gone, sum - gone];
  }
  return [old.length, fresh.length];
}
