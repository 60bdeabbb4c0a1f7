import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const checkout = fileURLToPath(new URL("../..", import.meta.url));

/** What people read: its name from the checkout, and its text. */
export interface Page {
  readonly name: string;
  readonly text: string;
}

/** A fenced block of code. */
export interface Block {
  readonly language: string;
  /** What follows the language: a code, say. */
  readonly note: string;
  readonly text: string;
}

const names = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...readdirSync(join(checkout, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .map((name) => `docs/${name.replaceAll("\\", "/")}`),
];

export const pages: readonly Page[] = names.map((name) => ({ name, text: readFileSync(join(checkout, name), "utf8") }));

export function blocksOf({ text }: Page): readonly Block[] {
  return [...text.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language = "", note = "", code = ""]) => ({
    language,
    note,
    text: code,
  }));
}

/** The text outside of blocks. */
export function proseOf({ text }: Page): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, "");
}
