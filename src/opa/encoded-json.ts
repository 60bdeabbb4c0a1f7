import type { Json } from "../model.js";
import { OpaError } from "./errors.js";

const encoder = new TextEncoder();

/** A JSON value as the bytes that OPA reads, to be encoded once and used often. Made by `encodeJson` alone. */
export class EncodedJson {
  /** A buffer of exactly the text's size. */
  readonly bytes: ArrayBuffer;

  /** @internal */
  constructor(bytes: ArrayBuffer) {
    this.bytes = bytes;
  }
}

/** Encodes a value for policy.wasm; what is encoded already is returned as it is. */
export function encodeJson(value: Json | EncodedJson): EncodedJson {
  return value instanceof EncodedJson ? value : new EncodedJson(bytesOf(value));
}

function bytesOf(value: Json): ArrayBuffer {
  const bytes = encoder.encode(wellFormed(jsonText(value)));
  return (bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer) as ArrayBuffer;
}

/** JSON with U+FFFD for each half of a surrogate pair, as Go reads it: policy.wasm refuses the escape that stands for one. */
function wellFormed(text: string): string {
  return text.includes("\\ud") ? text.replaceAll(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, "$1\ufffd") : text;
}

/** JSON text, or an `OpaError` that says why there is none. */
export function jsonText(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    if (text !== undefined) return text;
  } catch (error) {
    const reason = error instanceof RangeError ? "it is nested too deeply" : (error as Error).message;
    throw new OpaError(`OPA takes JSON, and this is not: ${reason}`);
  }
  throw new OpaError(`OPA takes JSON, and this is not: ${typeof value}`);
}
