/**
 * How text takes up the columns of a terminal: tabs, wide and combining characters, and the control characters that a
 * hostile source line may hold.
 */

const tabWidth = 4;
/** Made when it is needed: most text is ASCII, and its tables take longer to load than `--help` to be printed. */
let segmenter: Intl.Segmenter | undefined;
const ascii = /^[\x20-\x7e]*$/;

/** East Asian Wide and Fullwidth (Unicode's UAX 11), and what terminals draw as a picture. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|\ufe0f/u;
const withoutWidth = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;

/** C0 and C1 controls, and the marks that turn the direction of writing: they could make a report say something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point.
const invisible = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text that is safe to print on one line: control characters and changes of direction become `\u{…}`. */
export function printable(text: string): string {
  return text.replace(invisible, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** Like `printable`, for text of several lines. */
export function printableLines(text: string): string {
  return text.split(/\r?\n/).map(printable).join("\n");
}

/** The number of terminal columns that printable text takes. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    if (!withoutWidth.test(segment)) width += wide.test(segment) ? 2 : 1;
  }
  return width;
}

/** A line as a terminal shows it: tabs become spaces up to the next stop, and the rest is made printable. */
export function expandLine(line: string): string {
  let text = "";
  line.split("\t").forEach((part, index) => {
    if (index > 0) text += " ".repeat(tabWidth - (displayWidth(text) % tabWidth));
    text += printable(part);
  });
  return text;
}
