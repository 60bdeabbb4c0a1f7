// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
/** Quantities of Kubernetes as exact amounts, and what can be reckoned with them. */
import type { Body, Term } from "../ir/nodes.js";
import { compare } from "../ir/steps.js";
import { call } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { asValue } from "../syntax/binary.js";
import type { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";

function argument(site: CallSite, at: number, to: Lowering): Term {
  return to.value(site.args[at] as ts.Expression, site.scope);
}

/** Amounts are lists of equal length, whose order is that of their first parts that differ: Rego compares lists so. */
function exceeds(site: CallSite, to: Lowering): Body {
  return compare("greater", argument(site, 0, to), argument(site, 1, to));
}

export const amounts: readonly Builtin[] = [
  {
    owner: "gatewright",
    name: "quantity",
    samples: [
      "quantity(text)",
      "texts.map((x) => quantity(x) ?? null)",
      "numbers.map((x) => quantity(x) ?? null)",
      '["n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e3", "E-3"].map((x) => quantity(`${text}${x}`) ?? null)',
      '["9223372036854775807", "-0.1Gi", "+.5", "5.", "1e400", "1e-400", "0.1n", "-0.1n", "999.9E", "1000E", "0.1234567890123456789Ei", "1 Gi", "1gi"].map((x) => quantity(x) ?? null)',
    ],
    value: (site, to) => to.named("amount", call("quantity", argument(site, 0, to))),
  },
  {
    owner: "gatewright",
    name: "exceeds",
    samples: [
      "texts.filter((x) => exceeds(quantity(x) ?? total([]), quantity(text) ?? total([])))",
      'numbers.filter((x) => !exceeds(quantity("1.5") ?? total([]), quantity(x) ?? total([])))',
    ],
    value: (site, to) => asValue(exceeds(site, to)),
    holds: exceeds,
  },
  {
    owner: "gatewright",
    name: "total",
    samples: ["total(numbers.map((x) => quantity(x)).filter((x) => x !== undefined))", "total([])"],
    value: (site, to) => call("totalOfAmounts", argument(site, 0, to)),
  },
  {
    owner: "gatewright",
    name: "times",
    samples: ['numbers.map((x) => times(quantity(x) ?? total([]), quantity("-1.5Gi") ?? total([])))'],
    value: (site, to) => call("productOfAmounts", argument(site, 0, to), argument(site, 1, to)),
  },
];
