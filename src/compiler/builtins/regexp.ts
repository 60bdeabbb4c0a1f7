/** `test`, `exec`, `match` and their like, of regular expressions that the policy writes out. */
import type { Body, Term, Variable } from "../ir/nodes.js";
import { bind, exists, never, some, test } from "../ir/steps.js";
import { call, choose, constant, member, orElse } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { asValue } from "../syntax/binary.js";
import { denyRegularExpression } from "../syntax/regular-expression.js";
import type { ts } from "../typescript.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";
import { isText } from "./operands.js";
import { alone, inside, type Pattern, patternAt } from "./patterns.js";

const START = "(?s:(.*?))";
const REST = "(?s:(.*))";

/** The matches of a pattern in a text: a list of lists, the whole of each and its groups. */
export function submatches(pattern: string, text: Term, most: number): Term {
  return call("submatches", constant(pattern), text, constant(most));
}

function tested(site: CallSite, to: Lowering): Body {
  const [text] = site.args;
  const expression = site.receiver as ts.Expression;
  const pattern = patternAt(expression, "whether", to);
  if (pattern === undefined || text === undefined) return never;
  if (pattern.global) refuseState(expression, to);
  if (!isText(text, to))
    to.deny(text, "GW1024", { method: "test of what may be no text", instead: 'pattern.test(text ?? "")' });
  return test(call("matches", constant(alone(pattern)), to.value(text, site.scope)));
}

/** With the flag g, an expression remembers where it was. */
function refuseState(node: ts.Expression, to: Lowering): void {
  denyRegularExpression(
    node,
    to,
    "with the flag `g` it remembers where the last match ended",
    "Leave out the flag `g`.",
  );
}

/** The first match, or null. */
function first(expression: ts.Expression, text: Term, to: Lowering): Term {
  const pattern = patternAt(expression, "which", to);
  if (pattern === undefined) return constant(null);
  return orElse(member(submatches(alone(pattern), text, 1), constant(0)), constant(null));
}

function executed(site: CallSite, to: Lowering): Term {
  const [node] = site.args;
  const expression = site.receiver as ts.Expression;
  const pattern = patternAt(expression, "which", to);
  if (pattern === undefined || node === undefined) return constant(null);
  if (pattern.global) refuseState(expression, to);
  if (!isText(node, to))
    return to.deny(node, "GW1024", { method: "exec of what may be no text", instead: 'pattern.exec(text ?? "")' });
  return first(expression, to.value(node, site.scope), to);
}

function matched(site: CallSite, to: Lowering): Term {
  const [expression] = site.args;
  const pattern = expression === undefined ? undefined : patternAt(expression, "which", to);
  if (expression === undefined || pattern === undefined) return constant(null);
  const text = to.value(site.receiver as ts.Expression, site.scope);
  if (!pattern.global) return to.whenReceiver(site, first(expression, text, to));
  refuseEmpty(expression, pattern, to);
  const found = to.fresh("found");
  const all = submatches(alone(pattern), text, -1);
  const list: Term = {
    kind: "collect",
    into: "array",
    body: [some(all, found)],
    value: member(found, constant(0), true),
  };
  return to.whenReceiver(
    site,
    choose([{ when: exists([some(all, to.fresh("found"))]), answer: list }], constant(null)),
  );
}

/** After an empty match, the engines go on at different places. */
function refuseEmpty(node: ts.Expression, pattern: Pattern, to: Lowering): void {
  if (pattern.mayBeEmpty)
    denyRegularExpression(node, to, "it may match nothing, after which engines go on differently");
}

function searched(site: CallSite, to: Lowering): Term {
  const [expression] = site.args;
  const pattern = expression === undefined ? undefined : patternAt(expression, "which", to);
  if (pattern === undefined) return constant(-1);
  const text = to.value(site.receiver as ts.Expression, site.scope);
  const found = to.fresh("found");
  const match = member(submatches(`^${START}${inside(pattern)}`, text, 1), constant(0));
  const position = call("count", member(found, constant(1), true));
  return to.whenReceiver(site, choose([{ when: [bind(found, match)], answer: position }], constant(-1)));
}

/** All matches of `text.matchAll(expression)`, as lists. */
function allMatches(site: CallSite, to: Lowering): Term {
  const [expression] = site.args;
  const pattern = expression === undefined ? undefined : patternAt(expression, "which", to);
  if (expression === undefined || pattern === undefined) return { kind: "array", items: [] };
  if (!pattern.global)
    denyRegularExpression(expression, to, "`matchAll` throws without the flag `g`", "Add the flag `g`.");
  refuseEmpty(expression, pattern, to);
  return submatches(alone(pattern), to.value(site.receiver as ts.Expression, site.scope), -1);
}

/** The parts of a text between matches. */
export function splitBy(expression: ts.Expression, text: Term, to: Lowering): Term {
  const pattern = patternAt(expression, "which", to);
  if (pattern === undefined) return { kind: "array", items: [] };
  refuseEmpty(expression, pattern, to);
  if (pattern.groups.length > 0)
    denyRegularExpression(
      expression,
      to,
      "its groups would be parts of what `split` answers",
      "Write `(?:…)` for `(…)`.",
    );
  const { matches, found, rest } = pieces(pattern, text, to, false);
  const parts: Term = {
    kind: "collect",
    into: "array",
    body: [some(matches, found)],
    value: member(found, constant(1), true),
  };
  return call("concatArrays", parts, { kind: "array", items: [rest] });
}

interface Pieces {
  readonly matches: Term;
  /** One of the matches: what stood before it is its first group. */
  readonly found: Variable;
  /** What follows the last one. */
  readonly rest: Term;
}

/** A text as what stands before each match, the match, and what follows the last one. */
export function pieces(pattern: Pattern, text: Term, to: Lowering, capture: boolean): Pieces {
  const matches = to.named("pieces", submatches(`${START}${inside(pattern, capture)}`, text, -1));
  const found = to.fresh("found");
  const length = to.fresh("found");
  const lengths: Term = {
    kind: "collect",
    into: "array",
    body: [some(matches, length)],
    value: call("count", member(length, constant(0), true)),
  };
  return { matches, found, rest: call("substring", text, call("sum", lengths), constant(-1)) };
}

/** A text as what stands before its first match, the match with its groups, and what follows. */
export function around(pattern: Pattern, text: Term): Term {
  return member(submatches(`^${START}${inside(pattern, true)}${REST}$`, text, 1), constant(0));
}

export const expressionProperties: readonly BuiltinProperty[] = (["source", "flags"] as const).map((name) => ({
  owner: "RegExp",
  name,
  samples: [`/^a+$/i.${name}`],
  value: (node, scope, to) => member(to.value(node.expression, scope), constant(name), true),
}));

export const regularExpressions: readonly Builtin[] = [
  {
    owner: "RegExp",
    name: "test",
    samples: [
      "/^a/.test(text)",
      "/^[a-z]+(?:-[a-z]+)*$/.test(text)",
      "texts.filter((x) => /B/i.test(x))",
      "/\\s/.test(text)",
      "/^\\S+$/.test(text)",
      "/a.b|[^]b$/.test(text)",
      "/^b/m.test(text + '\\r' + texts.join('\\n'))",
      "/\\p{Lu}/u.test(text)",
      "/\\bb|\\u00e9|[\\d.-]/.test(text)",
      'new RegExp("^(a|b)+$").test(text)',
      "/\\(|\\[|\\$/.test(text)",
    ],
    value: (site, to) => asValue(tested(site, to)),
    holds: tested,
  },
  {
    owner: "RegExp",
    name: "exec",
    samples: [
      "/(a)(b)?/.exec(text)?.[1] ?? null",
      "/(a)(x)?/.exec(text)?.[2] ?? null",
      "/^(?<first>.)(?<rest>.*)$/.exec(text)?.groups?.rest ?? null",
      "/b/.exec(text) === null",
      "texts.map((x) => /^(.)b/.exec(x)?.[1] ?? x)",
    ],
    value: executed,
  },
  {
    owner: "String",
    name: "match",
    samples: [
      "text.match(/b.?/)?.[0] ?? null",
      "text.match(/[a-c]/g) ?? []",
      "(text.match(/b/g) ?? []).length",
      "text.match(/(b)|(c)/)?.[2] ?? null",
      "!text.match(/[a-z]/i)",
    ],
    value: matched,
  },
  {
    owner: "String",
    name: "matchAll",
    samples: [
      "[...text.matchAll(/(.)b/g)].map((m) => m[1] ?? null)",
      "Array.from(text.matchAll(/[a-z](?<digit>[0-9])?/g), (m) => m.groups?.digit ?? m[0])",
    ],
    value: allMatches,
  },
  {
    owner: "String",
    name: "search",
    samples: ["text.search(/b/)", "text.search(/[^a-z]|c$/)", "text.search(/$/)"],
    value: searched,
  },
];
