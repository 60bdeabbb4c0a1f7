// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
/** Blocks of addresses, in CIDR notation. */
import type { Body, Term } from "../ir/nodes.js";
import { test } from "../ir/steps.js";
import { call } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { asValue } from "../syntax/binary.js";
import type { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";

function argument(site: CallSite, at: number, to: Lowering): Term {
  return to.value(site.args[at] as ts.Expression, site.scope);
}

/** A question about two blocks. */
function question(name: string, operation: "containsBlock" | "overlapsBlock", samples: readonly string[]): Builtin {
  const holds = (site: CallSite, to: Lowering): Body =>
    test(call(operation, argument(site, 0, to), argument(site, 1, to)));
  return { owner: "gatewright", name, samples, value: (site, to) => asValue(holds(site, to)), holds };
}

export const addresses: readonly Builtin[] = [
  {
    owner: "gatewright",
    name: "cidr",
    samples: [
      "cidr(text) ?? null",
      "numbers.map((x) => cidr(`10.1.2.3/${x}`) ?? null)",
      '["10.0.0.0/8", "0.0.0.0/0", "1.2.3.4", "255.255.255.255/31", "::/0", "2001:db8::1/45", "::1", "64:ff9b::192.0.2.33"].map((x) => cidr(x) ?? null)',
      '["1.2.3", "01.2.3.4", "1.2.3.4/", "1.2.3.4/033", "1.2.3.4/33", ":::", "1::2::3", "::/129", "::ffff:1.2.3.4", "fe80::1%eth0", " ::1"].map((x) => cidr(x) ?? null)',
    ],
    value: (site, to) => to.named("block", call("cidr", argument(site, 0, to))),
  },
  question("contains", "containsBlock", [
    'contains(cidr("10.0.0.0/8") ?? [[], []], cidr(`10.${text}.0.1`) ?? [[], []])',
    '["10.0.0.0/8", "10.1.0.0/16", "0.0.0.0/0", "::/0", "10.1.2.3"].map((x) => contains(cidr(x) ?? [[], []], cidr("10.1.2.0/24") ?? [[], []]))',
  ]),
  question("overlaps", "overlapsBlock", [
    '["10.0.0.0/8", "10.1.0.0/16", "0.0.0.0/0", "::/0", "10.1.2.3", "10.1.3.0/24"].map((x) => overlaps(cidr(x) ?? [[], []], cidr("10.1.2.0/24") ?? [[], []]))',
  ]),
];
