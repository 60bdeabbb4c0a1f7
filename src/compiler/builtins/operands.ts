import type { Term } from "../ir/nodes.js";
import { doubt } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { isOnlyText } from "../lower/shape.js";
import { ts } from "../typescript.js";
import type { CallSite } from "./builtin.js";
import { refuseWhole } from "./pattern-matches.js";

export function receiver(site: CallSite, to: Lowering): Term {
  refuseWhole(site.receiver as ts.Expression, to);
  const term = to.value(site.receiver as ts.Expression, site.scope);
  // Whoever writes `xs?.at(0)` does not rely on what the types promise.
  return ts.isPropertyAccessExpression(site.node.expression) && site.node.expression.questionDotToken !== undefined
    ? doubt(term)
    : term;
}

/** A receiver whose order is about to be seen. */
export function orderedReceiver(site: CallSite, to: Lowering): Term {
  return to.requireOrder(site.receiver as ts.Expression, receiver(site, to));
}

export function argument(site: CallSite, index: number, to: Lowering): Term | undefined {
  const node = site.args[index];
  return node === undefined ? undefined : to.value(node, site.scope);
}

/** True when the type allows strings only. */
export function isText(node: ts.Expression, to: Lowering): boolean {
  return isOnlyText(to.shape(node));
}
