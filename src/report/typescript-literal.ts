import type { Json } from "../model.js";

const width = 100;

/** A JSON value as an expression of TypeScript, laid out as a formatter would: on one line where it fits after what stands before it. */
export function typescriptLiteral(value: Json, before = 0, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const list = Array.isArray(value);
  const parts = list
    ? (value as readonly Json[]).map((one) => typescriptLiteral(one, inner.length, inner))
    : Object.entries(value).map(
        ([key, one]) => `${keyOf(key)}: ${typescriptLiteral(one, inner.length + key.length + 2, inner)}`,
      );
  const [open, close] = list ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return `${open}${close}`;
  const line = list ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
  if (!line.includes("\n") && before + line.length <= width) return line;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close}`;
}

function keyOf(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
