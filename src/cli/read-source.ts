import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Why a file cannot be a source, although it can be read. */
export type UnreadableSource = "empty" | "huge" | "binary" | "encoding";

/** A policy with more text than this is refused. */
const mostBytes = 1024 * 1024;

/** The text of a file, or as much of it as a policy may have, and what is wrong with it. */
export interface SourceHead {
  readonly head: string;
  readonly problem?: UnreadableSource;
}

/** Reads a regular file; throws the system's error when it cannot. Memory stays small, whatever the file's size. */
export function readSource(path: string): SourceHead {
  const handle = openSync(path, "r");
  try {
    const { size } = fstatSync(handle);
    const buffer = Buffer.alloc(Math.min(size, mostBytes));
    const bytes = buffer.subarray(0, readSync(handle, buffer));
    const head = bytes.toString("utf8");
    if (head.trim() === "") return { head, problem: "empty" };
    if (head.includes("\u0000")) return { head, problem: "binary" };
    if (size > mostBytes) return { head, problem: "huge" };
    return head.includes("\ufffd") && !isUtf8(bytes) ? { head, problem: "encoding" } : { head };
  } finally {
    closeSync(handle);
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
