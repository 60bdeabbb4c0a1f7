import type { Body, Term } from "../ir/nodes.js";
import { bind, some } from "../ir/steps.js";
import { absent, call, choose, constant, member } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { denyRegularExpression, isRegularExpression } from "../syntax/regular-expression.js";
import type { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";
import { argument, isText, receiver } from "./operands.js";
import { type Pattern, patternAt } from "./patterns.js";
import { around, pieces } from "./regexp.js";

const together = (...items: readonly Term[]) => call("join", constant(""), { kind: "array", items });

/** What stands in the place of a literal part: JavaScript gives `$` a meaning there. */
function literalReplacement(part: Term, by: Term): string | undefined {
  if (by.kind !== "constant") return undefined;
  const text = String(by.value);
  if (!text.includes("$")) return text;
  if (/\$[`']/.test(text) || part.kind !== "constant") return undefined;
  return text.replaceAll(/\$([$&])/g, (_, sign: string) => (sign === "$" ? "$" : String(part.value)));
}

function replace(method: "replace" | "replaceAll") {
  return (site: CallSite, to: Lowering): Term => {
    const [pattern, by] = site.args as readonly [ts.Expression, ts.Expression];
    if (isRegularExpression(pattern, to)) return replaceMatches(method, pattern, by, site, to);
    const part = argument(site, 0, to) ?? constant("");
    if (!isText(pattern, to) || !isText(by, to))
      return to.deny(site.node, "GW1024", {
        method: `${method} of what is no text, or by what is none`,
        instead: "text.split(part).join(other)",
      });
    const other = to.value(by, site.scope);
    const text = literalReplacement(part, other);
    if (text === undefined || (method === "replaceAll" && (part.kind !== "constant" || part.value === "")))
      return call(method === "replace" ? "replaceFirstBy" : "replaceAllBy", receiver(site, to), part, other);
    return call(method === "replace" ? "replaceFirst" : "replaceAll", receiver(site, to), part, constant(text));
  };
}

function replaceMatches(
  method: "replace" | "replaceAll",
  expression: ts.Expression,
  by: ts.Expression,
  site: CallSite,
  to: Lowering,
): Term {
  const pattern = patternAt(expression, "which", to);
  if (pattern === undefined) return constant("");
  const text = receiver(site, to);
  if (pattern.global) {
    if (pattern.mayBeEmpty)
      return denyRegularExpression(expression, to, "it may match nothing, after which engines go on differently");
    const { matches, found, rest } = pieces(pattern, text, to, true);
    const piece = together(member(found, constant(1), true), replacement(pattern, found, by, site, to));
    const replaced: Term = { kind: "collect", into: "array", body: [some(matches, found)], value: piece };
    return together(call("join", constant(""), replaced), rest);
  }
  if (method === "replaceAll")
    return denyRegularExpression(expression, to, "`replaceAll` throws without the flag `g`", "Add the flag `g`.");
  const found = to.fresh("found");
  const when: Body = [bind(found, around(pattern, text))];
  const last = member(found, constant(pattern.groups.length + 3), true);
  const answer = together(member(found, constant(1), true), replacement(pattern, found, by, site, to), last);
  return to.whenReceiver(site, choose([{ when, answer }], text));
}

/** What stands in the place of a match: found[2] is the match, and its groups follow. */
function replacement(pattern: Pattern, found: Term, by: ts.Expression, site: CallSite, to: Lowering): Term {
  const group = (index: number) => member(found, constant(index + 2), true);
  const callable = to.callable(by, site.scope);
  if (callable !== undefined) {
    const { parameters } = callable.declaration;
    if (parameters.length > pattern.groups.length + 1)
      return to.deny(by, "GW1024", {
        method: "replace with a function of more than the match and its groups",
        instead: "(match, group) => …",
      });
    const given = parameters.map((_, index) => {
      const facts = index === 0 ? undefined : pattern.groups[index - 1];
      if (facts?.mayBeAbsent !== true) return group(index);
      return to.deny(by, "GW1063", { text: by.getText() });
    });
    return to.applyInline(callable, given, by);
  }
  const value = isText(by, to) ? to.value(by, site.scope) : absent;
  const template = value.kind === "constant" ? String(value.value) : undefined;
  if (template === undefined || /\$[`']/.test(template))
    return to.deny(by, "GW1024", { method: "replace with what is no literal text", instead: "() => other" });
  return together(...templateParts(template, pattern, group));
}

/** `$1`, `$&`, `$<name>` and `$$`; a group that took no part is nothing. */
function templateParts(template: string, pattern: Pattern, group: (index: number) => Term): readonly Term[] {
  const parts: Term[] = [];
  let at = 0;
  for (const found of template.matchAll(/\$(?:\$|&|(\d{1,2})|<([^>]*)>)/g)) {
    parts.push(constant(template.slice(at, found.index)));
    at = found.index + found[0].length;
    const [sign, digits, name] = found;
    if (sign === "$$") parts.push(constant("$"));
    else if (sign === "$&") parts.push(group(0));
    else if (digits !== undefined) parts.push(...numbered(digits, pattern, group));
    else {
      const index = pattern.groups.findIndex((one) => one.name === name);
      const hasNames = pattern.groups.some((one) => one.name !== undefined);
      parts.push(index >= 0 ? group(index + 1) : constant(hasNames ? "" : sign));
    }
  }
  return [...parts, constant(template.slice(at))];
}

/** `$12` is the twelfth group where there are as many, and else the first and a 2. */
function numbered(digits: string, { groups }: Pattern, group: (index: number) => Term): readonly Term[] {
  const whole = Number(digits);
  if (whole >= 1 && whole <= groups.length) return [group(whole)];
  const first = Number(digits[0]);
  if (digits.length === 2 && first >= 1 && first <= groups.length) return [group(first), constant(digits.slice(1))];
  return [constant(`$${digits}`)];
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
      'text.replace("b", text)',
      'text.replace("b", "[$`|$&|$\'|$$&|$1|$$$]")',
      "texts.map((x) => text.replace(x, x))",
      'text.replace("{name}", texts[0] ?? "")',
      'text.replace(/b/, "xx")',
      'text.replace(/[a-c]/g, "<$&>")',
      'text.replace(/(a)?(b)/, "$2$1$3$$")',
      'text.replace(/^/, "v")',
      "text.replace(/b$/, () => text)",
      "texts.map((x) => x.replace(/(.)b/g, (_, c: string) => c + c))",
      'text.replace(/\\s+/g, " ")',
      'text.replace(/(?<one>.)(?<two>.)/g, "$<two>$<one>")',
      'text.replace(/none/g, "")',
    ],
    value: replace("replace"),
  },
  {
    owner: "String",
    name: "replaceAll",
    samples: [
      'text.replaceAll("b", "xx")',
      'text.replaceAll("b", "")',
      'text.replaceAll("b", "<$&>$1")',
      'texts.map((x) => (text + text).replaceAll(x, "<" + x + ">"))',
      'text.replaceAll("", texts[0] ?? "-")',
      'text.replaceAll(texts[0] ?? "", "[$`|$&|$\'|$$&|$1|$$$]")',
      'text.replaceAll(/[^a-z]/g, "-")',
    ],
    value: replace("replaceAll"),
  },
];
