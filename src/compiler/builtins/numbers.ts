// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
import { mayBeNaN } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { compare, never, test } from "../ir/steps.js";
import { call, constant, notANumber } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { isNaNumber } from "../lower/truth.js";
import { asValue } from "../syntax/binary.js";
import { textOf } from "../syntax/template.js";
import type { ts } from "../typescript.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";
import { numberOf } from "./number-texts.js";

/** Bases, and how many of their digits 12 bits have. */
const digitsIn12Bits: ReadonlyMap<number, number> = new Map([
  [2, 12],
  [8, 4],
  [16, 3],
]);

const most = constant(Number.MAX_VALUE);

/** A question about a number; of anything else the answer is no. */
function question(
  owner: string,
  name: string,
  ask: (site: CallSite, to: Lowering) => Body,
  samples: readonly string[],
): Builtin {
  return { owner, name, samples, value: (site, to) => asValue(ask(site, to)), holds: ask };
}

/** The argument, where its type is a number or nothing. */
function numberArgument(site: CallSite, to: Lowering): Term | undefined {
  const [node] = site.args;
  if (node === undefined) return undefined;
  const { number, string, any, unknown, object, array, true: yes, null: none } = to.shape(node);
  if (!number || string || any || unknown || object || array || yes || none) {
    to.deny(node, "GW1027", { operator: site.node.expression.getText() });
    return undefined;
  }
  return to.value(node, site.scope);
}

function isInteger(site: CallSite, to: Lowering): Body {
  const term = numberArgument(site, to);
  if (term === undefined) return never;
  const whole = test(call("isWhole", term));
  return mayBeNaN(term) ? [...whole, ...compare("lessOrEqual", call("abs", term), most)] : whole;
}

function isSafeInteger(site: CallSite, to: Lowering): Body {
  const term = numberArgument(site, to);
  if (term === undefined) return never;
  return [
    ...compare("equal", call("floor", call("abs", term)), call("abs", term)),
    ...compare("lessOrEqual", call("abs", term), constant(Number.MAX_SAFE_INTEGER)),
  ];
}

/** Finite: neither NaN nor as large as no number of JSON is. */
function finite(term: Term): Body {
  return compare("lessOrEqual", call("abs", term), most);
}

/** The argument as a number, which the functions without `Number.` make of what they are given. */
function converted(site: CallSite, to: Lowering): Term {
  const [node] = site.args;
  return node === undefined ? notANumber : numberOf(node, site.scope, to);
}

/** `n.toFixed(digits)`. */
function fixed(site: CallSite, to: Lowering): Term {
  const [node] = site.args;
  const digits = node === undefined ? 0 : Number(node.getText());
  if (!Number.isInteger(digits) || digits < 0 || digits > 20)
    return to.deny(node ?? site.node, "GW1024", { method: "toFixed without a literal", instead: "n.toFixed(2)" });
  const term = to.value(site.receiver as ts.Expression, site.scope);
  if (mayBeNaN(term))
    return to.deny(site.receiver as ts.Expression, "GW1060", { text: (site.receiver as ts.Expression).getText() });
  return call("fixedText", term, constant(digits));
}

/** `n.toString()`, and `n.toString(8)` of a whole number. */
function toText(site: CallSite, to: Lowering): Term {
  const receiver = site.receiver as ts.Expression;
  const base = site.args[0] === undefined ? 10 : Number(site.args[0].getText());
  if (base === 10) return textOf(receiver, site.scope, to);
  const digits = digitsIn12Bits.get(base);
  if (digits === undefined)
    return to.deny(site.node, "GW1024", {
      method: "toString with a base other than 2, 8, 10 and 16",
      instead: "n.toString(16)",
    });
  if (to.isInteger(receiver) === false)
    return to.deny(site.node, "GW1024", {
      method: "toString with a base, of a number that may have a fraction",
      instead: `Math.floor(n).toString(${base})`,
    });
  const term = to.value(receiver, site.scope);
  if (mayBeNaN(term)) return to.deny(receiver, "GW1060", { text: receiver.getText() });
  return call("basedText", term, constant(base), constant(digits));
}

export const numbers: readonly Builtin[] = [
  question("NumberConstructor", "isInteger", isInteger, ["numbers.map((n) => Number.isInteger(n))"]),
  question("NumberConstructor", "isSafeInteger", isSafeInteger, [
    "numbers.map((n) => Number.isSafeInteger(n))",
    "texts.map((x) => Number.isSafeInteger(Number(x)))",
  ]),
  question(
    "NumberConstructor",
    "isNaN",
    (site, to) => {
      const term = numberArgument(site, to);
      return term === undefined ? never : isNaNumber(term, to.shape(site.args[0] as ts.Expression));
    },
    ["numbers.map((n) => Number.isNaN(n))", "texts.filter((x) => !Number.isNaN(Number(x)))"],
  ),
  question(
    "NumberConstructor",
    "isFinite",
    (site, to) => {
      const term = numberArgument(site, to);
      return term === undefined ? never : finite(term);
    },
    ["numbers.map((n) => Number.isFinite(n))", "texts.filter((x) => Number.isFinite(Number(x)))"],
  ),
  question(
    "global",
    "isNaN",
    (site, to) => isNaNumber(converted(site, to), { ...to.shape(site.node), undefined: false }),
    ["isNaN(Number(text))", "texts.filter((x) => isNaN(parseInt(x, 10)))", "numbers.filter((n) => !isNaN(n))"],
  ),
  question("global", "isFinite", (site, to) => finite(converted(site, to)), [
    "isFinite(Number(text))",
    "texts.filter((x) => isFinite(parseFloat(x)))",
  ]),
  {
    owner: "global",
    name: "String",
    samples: ["String(text)", "numbers.map((n) => String(n))", "String(true)", "String(Number(text))"],
    value: (site, to) =>
      site.args.length === 1 ? textOf(site.args[0] as ts.Expression, site.scope, to) : constant(""),
  },
  {
    owner: "global",
    name: "Boolean",
    samples: ["Boolean(text)", "numbers.map((n) => Boolean(n))", "Boolean(record.a)"],
    value: (site, to) => asValue(site.args[0] === undefined ? never : to.holds(site.args[0], site.scope)),
    holds: (site, to) => (site.args[0] === undefined ? never : to.holds(site.args[0], site.scope)),
  },
  {
    owner: "Number",
    name: "toString",
    samples: [
      "numbers.map((n) => n.toString())",
      "numbers.map((n) => n.toString(10))",
      "numbers.filter((n) => Number.isSafeInteger(n)).map((n) => Math.trunc(n).toString(8))",
      "[0, 1, -9, 511, 2147483648, -4294967297, 9007199254740991].map((n) => n.toString(16))",
      "(texts.length * 1000000007).toString(2)",
    ],
    value: toText,
  },
  {
    owner: "Number",
    name: "valueOf",
    samples: ["numbers.map((n) => n.valueOf())"],
    value: (site, to) => to.value(site.receiver as ts.Expression, site.scope),
  },
  {
    owner: "Number",
    name: "toFixed",
    samples: [
      "numbers.filter((n) => Math.abs(n) < 1e15).map((n) => n.toFixed(2))",
      "numbers.filter((n) => Math.abs(n) < 1e15).map((n) => n.toFixed())",
      "texts.length.toFixed(1)",
      "(-0.001).toFixed(2)",
      "(0.125).toFixed(2)",
    ],
    value: fixed,
  },
];

function value(name: string, number: number): BuiltinProperty {
  return {
    owner: "NumberConstructor",
    name,
    samples: [`numbers.filter((n) => n < Number.${name})`],
    value: () => constant(number),
  };
}

export const numberProperties: readonly BuiltinProperty[] = [
  value("MAX_SAFE_INTEGER", Number.MAX_SAFE_INTEGER),
  value("MIN_SAFE_INTEGER", Number.MIN_SAFE_INTEGER),
  value("MAX_VALUE", Number.MAX_VALUE),
  value("EPSILON", Number.EPSILON),
  value("POSITIVE_INFINITY", Number.POSITIVE_INFINITY),
  value("NEGATIVE_INFINITY", Number.NEGATIVE_INFINITY),
  { owner: "NumberConstructor", name: "NaN", samples: ["`${Number.NaN}`"], value: () => notANumber },
];
