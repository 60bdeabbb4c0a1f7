import type { Term } from "../ir/nodes.js";
import { call, constant } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { denyRegularExpression, isRegularExpression } from "../syntax/regular-expression.js";
import type { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";
import { argument, isText, receiver } from "./operands.js";

/** What stands in the place of a part: JavaScript gives `$` a meaning there. */
function replacement(part: Term, by: Term): string | undefined {
  if (by.kind !== "constant") return undefined;
  const text = String(by.value);
  if (!text.includes("$")) return text;
  if (/\$[`']/.test(text) || part.kind !== "constant") return undefined;
  return text.replaceAll(/\$([$&])/g, (_, sign: string) => (sign === "$" ? "$" : String(part.value)));
}

function replace(operation: "replaceFirst" | "replaceAll", method: string) {
  return (site: CallSite, to: Lowering): Term => {
    const [pattern, by] = site.args as readonly [ts.Expression, ts.Expression];
    if (isRegularExpression(pattern, to)) return denyRegularExpression(pattern, to, `String.${method}`);
    const part = argument(site, 0, to) ?? constant("");
    if (!isText(pattern, to) || !isText(by, to))
      return to.deny(site.node, "GW1024", {
        method: `${method} with a function`,
        instead: "text.split(part).map(…).join(other)",
      });
    const text = replacement(part, to.value(by, site.scope));
    if (text === undefined || (operation === "replaceAll" && (part.kind !== "constant" || part.value === "")))
      return to.deny(site.node, "GW1024", {
        method: `${method} with what is no literal text`,
        instead: "text.split(part).join(other)",
      });
    return call(operation, receiver(site, to), part, constant(text));
  };
}

export const textReplacements: readonly Builtin[] = [
  {
    owner: "String",
    name: "replace",
    samples: [
      'text.replace("b", "xx")',
      'text.replace("b", "")',
      'text.replace("", "x")',
      'text.replace("b", "[$&]$$")',
      'text.replace(texts[0] ?? "q", "-")',
      '(text + text).replace("a", "日")',
    ],
    value: replace("replaceFirst", "replace"),
  },
  {
    owner: "String",
    name: "replaceAll",
    samples: ['text.replaceAll("b", "xx")', 'text.replaceAll("b", "")', 'text.replaceAll("b", "<$&>$1")'],
    value: replace("replaceAll", "replaceAll"),
  },
];
