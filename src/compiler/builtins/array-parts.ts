import type { Term } from "../ir/nodes.js";
import { compare } from "../ir/steps.js";
import { call, choose, constant, element } from "../ir/terms.js";
import { isLastUse, takenBy } from "../lower/own.js";
import { ts } from "../typescript.js";
import { isFresh } from "./array-sort.js";
import type { Builtin } from "./builtin.js";
import { orderedReceiver } from "./operands.js";
import { positionArgument, positionFromEnd } from "./positions.js";

/** Elements and stretches of a list, by their positions. */
export const arrayParts: readonly Builtin[] = [
  {
    owner: "Array",
    name: "at",
    samples: [
      "texts.at(0) ?? null",
      "texts.at(-1) ?? null",
      "texts.at(7) ?? null",
      "texts.at(-7) ?? null",
      "numbers.map((n) => texts.at(n) ?? null)",
    ],
    value(site, to) {
      const list = orderedReceiver(site, to);
      const index = positionArgument(site, 0, to, constant(0)) ?? constant(0);
      if (index.kind === "constant")
        return element(
          list,
          (index.value as number) >= 0 ? index : call("minus", call("count", list), constant(-(index.value as number))),
        );
      return element(
        list,
        choose(
          [{ when: compare("less", index, constant(0)), answer: call("plus", call("count", list), index) }],
          index,
        ),
      );
    },
  },
  {
    owner: "Array",
    name: "slice",
    samples: [
      "texts.slice(1)",
      "texts.slice(0, 1)",
      "texts.slice(-2)",
      "texts.slice(1, -1)",
      "texts.slice(5)",
      "texts.slice(2, 1)",
      "texts.slice(-9, 2)",
      "texts.slice()",
      "numbers.filter((n) => n < 100).map((n) => texts.slice(n))",
      "numbers.filter((n) => n < 100).map((n) => texts.slice(0, n))",
    ],
    value(site, to) {
      const list = orderedReceiver(site, to);
      const size = call("count", list);
      const start = positionArgument(site, 0, to, constant(0));
      const stop = positionArgument(site, 1, to, size);
      if (start === undefined) return list;
      return call(
        "slice",
        list,
        positionFromEnd(start, size),
        stop === undefined || stop === size ? size : positionFromEnd(stop, size),
      );
    },
  },
  taking("pop", (list) => element(list, call("minus", call("count", list), constant(1))), [
    'text.split("b").pop() ?? null',
    "texts.slice().pop() ?? null",
  ]),
  taking("shift", (list) => element(list, constant(0)), ['text.split("b").shift() ?? null']),
];

/** `pop` and `shift`, where nobody asks for the list again, or a declaration says what it is from there on. */
function taking(name: string, value: (list: Term) => Term, samples: readonly string[]): Builtin {
  return {
    owner: "Array",
    name,
    samples,
    value(site, to) {
      const { parent } = site.node;
      const holder = ts.isBinaryExpression(parent) ? parent.parent : parent;
      const isTaken = ts.isVariableDeclaration(holder) && takenBy(holder) === site.node;
      const list = site.receiver as ts.Expression;
      if (!isTaken && !isFresh(list) && !isLastUse(list, to))
        return to.deny(site.node, "GW1005", { what: `\`${name}()\`` });
      return value(orderedReceiver(site, to));
    },
  };
}
