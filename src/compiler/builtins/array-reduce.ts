import { isNonEmpty } from "../lower/presence.js";
import { reduced } from "../lower/reduce.js";
import type { Builtin } from "./builtin.js";
import { reducedItems } from "./written-lists.js";

export const arrayReduction: readonly Builtin[] = [
  {
    owner: "Array",
    name: "reduce",
    samples: [
      "texts.reduce((sum, x) => sum + x.length, 0)",
      'texts.reduce((all, x) => all + x, "")',
      "texts.reduce((found, x) => found || x === text, false)",
      "texts.reduce<string[]>((list, x) => (x.length > 1 ? [...list, x] : list), [])",
      "numbers.reduce((most, x) => Math.max(most, x), 0)",
      "numbers.reduce((most, x) => (x > most ? x : most), -1e9)",
      "texts.reduce<Record<string, number>>((counts, x) => { counts[x] = (counts[x] ?? 0) + 1; return counts; }, {})",
      "texts.reduce((to, x) => ({ count: to.count + 1, chars: to.chars + x.length }), { count: 0, chars: 0 })",
      "texts.reduce((sum, x, i) => sum + i * x.length, 0)",
    ],
    value(site, to) {
      const [node, first] = site.args;
      const callable = node === undefined ? undefined : to.callable(node, site.scope);
      const method = site.node.expression.getText();
      if (callable === undefined || site.receiver === undefined || callable.declaration.parameters.length > 3)
        return to.deny(node ?? site.node, "GW1030", { method });
      if (first === undefined && !isNonEmpty(site.receiver, to)) return to.deny(site.node, "GW1064", { method });
      const written = reducedItems(site, to);
      if (written !== undefined) return written;
      const { node: call, receiver: list, scope } = site;
      return to.whenReceiver(site, reduced({ node: call, list, callable, first, scope }, to));
    },
  },
];
