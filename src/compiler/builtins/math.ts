// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
import { mayBeNaN } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { bind, compare } from "../ir/steps.js";
import { call, choose, constant } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { asArray } from "../syntax/collections.js";
import { ts } from "../typescript.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";
import { truncated } from "./positions.js";

const zero = constant(0);

function numberOf(node: ts.Expression, site: CallSite, to: Lowering): Term {
  const {
    number,
    undefined: missing,
    null: none,
    string,
    true: yes,
    false: no,
    any,
    unknown,
    object,
    array,
  } = to.shape(node);
  return !number || missing || none || string || yes || no || any || unknown || object || array
    ? to.deny(node, "GW1027", { operator: site.node.expression.getText() })
    : to.value(node, site.scope);
}

/** A function of one number. */
function unary(
  name: string,
  value: (number: Term, node: ts.Expression, to: Lowering) => Term,
  samples: readonly string[],
): Builtin {
  return {
    owner: "Math",
    name,
    samples,
    value(site, to) {
      const [node] = site.args;
      if (node === undefined || ts.isSpreadElement(node))
        return to.deny(site.node, "GW1024", { method: `Math.${name} of nothing`, instead: `Math.${name}(n)` });
      return value(numberOf(node, site, to), node, to);
    },
  };
}

/** `Math.max(a, ...numbers)`; of nothing, JavaScript answers an infinite number. */
function extreme(name: "max" | "min", samples: readonly string[]): Builtin {
  const none = constant(name === "max" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  return {
    owner: "Math",
    name,
    samples,
    value(site, to) {
      const single = site.args.filter((node) => !ts.isSpreadElement(node));
      const spread = site.args.filter(ts.isSpreadElement).map(({ expression }) => listOf(expression, site, to));
      const items = single.map((node) => numberOf(node, site, to));
      if (site.args.length === 0) return none;
      if (spread.length === 0) return call(name, { kind: "array", items });
      const lists = [...(items.length > 0 ? [{ kind: "array", items } as const] : []), ...spread];
      const all = lists.reduce((left: Term, right: Term) => call("concatArrays", left, right));
      const found = to.fresh(name === "max" ? "greatest" : "least");
      return choose([{ when: [bind(found, call(name, all))], answer: found }], items.length > 0 ? undefined : none);
    },
  };
}

function listOf(node: ts.Expression, site: CallSite, to: Lowering): Term {
  const element = to.elementShape(node);
  if (element === undefined || !element.number || element.string || element.undefined || element.null || element.object)
    return to.deny(node, "GW1027", { operator: site.node.expression.getText() });
  return asArray(node, site.scope, to);
}

/** `base ** exponent` for a literal exponent. */
export function power(base: Term, exponent: ts.Expression, at: ts.Node, to: Lowering): Term {
  const times = Number(exponent.getText());
  if (!Number.isInteger(times) || times < 0 || times > 64)
    return to.deny(at, "GW1024", {
      method: "a power whose exponent is no literal from 0 to 64",
      instead: "n * n",
    });
  if (base.kind === "constant" && Number.isSafeInteger((base.value as number) ** times))
    return constant((base.value as number) ** times);
  return call("product", { kind: "array", items: Array.from({ length: times }, () => base) });
}

export const math: readonly Builtin[] = [
  unary("floor", (number) => call("floor", number), [
    "numbers.map((n) => Math.floor(n))",
    "numbers.map((n) => Math.floor(n / 4))",
    "Math.floor(texts.length / 2)",
  ]),
  unary("ceil", (number) => call("ceil", number), [
    "numbers.map((n) => Math.ceil(n))",
    "numbers.map((n) => Math.ceil(n / 4))",
  ]),
  unary("abs", (number) => call("abs", number), ["numbers.map((n) => Math.abs(n - 2))"]),
  unary("trunc", truncated, ["numbers.map((n) => Math.trunc(n))", "numbers.map((n) => Math.trunc(n / 4))"]),
  unary("round", (number) => call("floor", call("plus", number, constant(0.5))), [
    "numbers.map((n) => Math.round(n))",
    "[0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.4, -2.6].map((n) => Math.round(n))",
  ]),
  unary(
    "sign",
    (number) =>
      choose(
        [
          { when: compare("greater", number, zero), answer: constant(1) },
          { when: compare("less", number, zero), answer: constant(-1) },
        ],
        mayBeNaN(number) ? call("times", number, zero) : zero,
      ),
    ["numbers.map((n) => Math.sign(n))"],
  ),
  extreme("max", [
    "Math.max(1, numbers.length)",
    "numbers.length === 0 ? 0 : Math.max(...numbers)",
    "Math.max(0, ...numbers, texts.length)",
    "Math.max(...numbers) > 3",
  ]),
  extreme("min", [
    "Math.min(1, numbers.length)",
    "Math.min(...numbers) < 3",
    "`${Math.min(...texts.map((x) => x.length))}`",
  ]),
  {
    owner: "Math",
    name: "pow",
    samples: [
      "Math.pow(2, 10)",
      "numbers.filter((n) => Math.abs(n) < 1000 && Number.isInteger(n)).map((n) => Math.pow(n, 2))",
    ],
    value: (site, to) =>
      power(numberOf(site.args[0] as ts.Expression, site, to), site.args[1] as ts.Expression, site.node, to),
  },
];

export const mathProperties: readonly BuiltinProperty[] = (["PI", "E"] as const).map((name) => ({
  owner: "Math",
  name,
  samples: [`numbers.filter((n) => n < Math.${name})`],
  value: () => constant(Math[name]),
}));
