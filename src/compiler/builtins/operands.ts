import type { Term } from "../ir/nodes.js";
import type { Lowering } from "../lower/lowering.js";
import { isOnlyText } from "../lower/shape.js";
import type { ts } from "../typescript.js";
import type { CallSite } from "./builtin.js";
import { refuseWhole } from "./pattern-matches.js";

export function receiver(site: CallSite, to: Lowering): Term {
  refuseWhole(site.receiver as ts.Expression, to);
  return to.value(site.receiver as ts.Expression, site.scope);
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
