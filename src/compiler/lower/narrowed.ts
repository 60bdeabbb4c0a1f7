/** Elements that TypeScript holds to be there because a condition said so, although they were taken away after it. */
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isAssignment } from "./chains.js";
import { isSame } from "./facts.js";
import type { Lowering } from "./lowering.js";
import { homeOf } from "./own.js";

/** Refuses what is read of a collection, as if it were there for sure, after something was taken out of it. */
export function refuseNarrowed(collection: ts.Expression, change: ts.Node, to: Lowering): void {
  const home = homeOf(change);
  let isRepeated = false;
  for (let at = change.parent; at !== home && at !== undefined; at = at.parent)
    isRepeated ||= ts.isIterationStatement(at, false);
  const visit = (node: ts.Node): void => {
    if (ts.isElementAccessExpression(node) && (isRepeated || node.pos > change.end) && isNarrowed(node, collection, to))
      to.deny(node, "GW1036", { text: node.getText() });
    ts.forEachChild(node, visit);
  };
  visit(home);
}

function isNarrowed(node: ts.ElementAccessExpression, collection: ts.Expression, to: Lowering): boolean {
  const { parent } = node;
  if ((isAssignment(parent) && parent.left === node) || ts.isDeleteExpression(parent)) return false;
  if (!isSame(unwrap(node.expression), unwrap(collection), to) || to.shape(node).undefined) return false;
  return !to.checker.isTupleType(to.typeOf(node.expression));
}
