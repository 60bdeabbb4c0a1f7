import { ts } from "../typescript.js";
import type { SourceHost } from "./host.js";

/** Why a path gives no source: it cannot be read (GW2009), or what it holds is no source (GW2007). */
export interface Unreadable {
  readonly code: "GW2007" | "GW2009";
  readonly reason: string;
}

const MAX_BYTES = 1024 * 1024;

/** Far more than anybody writes, and well within the stack. */
const MAX_DEPTH = 300;

/** The text of a file of the project; undefined when there is none. */
export function readText(path: string, host: SourceHost): string | Unreadable | undefined {
  try {
    const bytes = host.readFile(path);
    return bytes === undefined ? undefined : decode(bytes);
  } catch (error) {
    return { code: "GW2009", reason: reasonOf(error) };
  }
}

/** What the system says, without the name of its code and without the path: `permission denied`. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /^[A-Z]+: (.+?)(?:, \w+(?: '.*')?)?$/s.exec(text)?.[1] ?? text;
}

function decode(bytes: Uint8Array): string | Unreadable {
  const refuse = (reason: string): Unreadable => ({ code: "GW2007", reason });
  if (bytes.length > MAX_BYTES) return refuse(`is larger than ${MAX_BYTES / 1024} KiB`);
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return refuse("is in UTF-16");
  if (bytes.includes(0)) return refuse("is binary");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("is not in UTF-8");
  }
}

/** Parses a file of the project, unless it nests so deeply that the phases after this one would run out of stack. */
export function parseSource(
  path: string,
  text: string,
  options: ts.CreateSourceFileOptions,
): ts.SourceFile | Unreadable {
  const tooDeep: Unreadable = { code: "GW2007", reason: `nests more than ${MAX_DEPTH} levels deep` };
  try {
    const file = ts.createSourceFile(path, text, options, true);
    return isDeeper(file, MAX_DEPTH) ? tooDeep : file;
  } catch (error) {
    // TypeScript's parser goes as deep as the text does.
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

/** Level by level, so that the depth of the text is not that of the stack. */
function isDeeper(file: ts.SourceFile, most: number): boolean {
  let level: ts.Node[] = [file];
  for (let depth = 0; depth <= most; depth += 1) {
    const next: ts.Node[] = [];
    for (const node of level) ts.forEachChild(node, (child) => void next.push(child));
    if (next.length === 0) return false;
    level = next;
  }
  return true;
}
