import type { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";

/** What to write instead of a loop that makes a name what Rego cannot: the expression that such a name usually stands for. */
export function insteadOf({ name, valueDeclaration }: ts.Symbol, source: string, to: Lowering): string {
  const shape =
    valueDeclaration === undefined ? undefined : to.shapeOfType(to.checker.getTypeAtLocation(valueDeclaration));
  const xs = source.length <= 40 && !source.includes("\n") ? source : "xs";
  const list = /^[\w.]+$/.test(xs) ? xs : `(${xs})`;
  if (shape?.array)
    return `Write the list as an expression: \`const ${name} = ${list}.filter((x) => …).map((x) => …)\`.`;
  if (shape?.set) return `Write the set as an expression: \`const ${name} = new Set(${list}.map((x) => …))\`.`;
  if (shape?.string) return `Write the text as an expression: \`const ${name} = ${list}.map((x) => …).join(", ")\`.`;
  if (shape?.number)
    return `Write the number as an expression: \`const ${name} = ${list}.filter((x) => …).length\`, or add to it with \`+=\` only.`;
  if (shape?.true || shape?.false)
    return `Write the flag as an expression: \`const ${name} = ${list}.some((x) => …)\`, or with \`every\`.`;
  return `Write the value as an expression: \`const ${name} = ${list}.find((x) => …)\`, or let no condition ask for \`${name}\` itself.`;
}
