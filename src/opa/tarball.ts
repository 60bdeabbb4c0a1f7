import { gunzipSync } from "node:zlib";

const BLOCK = 512;

/** The contents of one file of a `.tar.gz` as OPA writes it (plain ustar headers), or undefined. */
export function fileInTarball(archive: Uint8Array, path: string): Uint8Array | undefined {
  const bytes = gunzipSync(archive);
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const name = textAt(bytes, at, 100);
    const size = Number.parseInt(textAt(bytes, at + 124, 12), 8);
    const start = at + BLOCK;
    if (name === path) return new Uint8Array(bytes.subarray(start, start + size));
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}

function textAt(bytes: Buffer, start: number, length: number): string {
  const end = bytes.indexOf(0, start);
  return bytes.toString("latin1", start, Math.min(end === -1 ? start + length : end, start + length)).trim();
}
