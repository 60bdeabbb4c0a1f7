import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const UNITS: Readonly<Record<string, number>> = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, "": 1 };
const OWNERS: { readonly [tier: string]: string } = { gold: "team-a", silver: "team-b" };

function bytes(text: string): number | undefined {
  const [, digits, unit = ""] = /^([0-9]+)([A-Za-z_]*)$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

export interface Parameters {
  sizes: string[];
  tiers: string[];
}

export default policy({
  kind: "KeysInOtherLetters",
  title: "Keys in other letters, and parts that a pattern found",
  description:
    "Tables that are asked with what a pattern captured and with texts in lower case; entries behind conditions of any kind.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const size of parameters.sizes) {
      const amount = bytes(size);
      const unit = size.match(/[A-Z][a-z]$/)?.[0] ?? "";
      yield {
        msg: `${size} is ${amount ?? "no size"}`,
        details: { known: UNITS[unit] !== undefined, ...(amount && { amount }) },
      };
    }
    for (const tier of parameters.tiers) {
      const owner = OWNERS[tier.trim().toLowerCase()];
      if (owner === undefined) yield `nobody owns ${tier}`;
      else
        yield {
          msg: `${owner} owns ${tier}`,
          details: { ...(tier && { tier }), ...(tier.length && { of: tier.length }) },
        };
    }
    const names = (object.spec?.containers ?? []).map((c) => c.name);
    yield { msg: "names", details: { ...(names.length && { names }), ...(names[0] && { first: names[0] }) } };
  },
});
