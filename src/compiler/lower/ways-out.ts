/** The ways out of statements, as they are written. */
import { ts } from "../typescript.js";

/** Whether statements may lead out of the loop that they are the passes of. */
export function mayLeadOut(nodes: readonly ts.Node[]): boolean {
  return nodes.some(leadsOut);
}

function leadsOut(node: ts.Node): boolean {
  if (ts.isReturnStatement(node) || ts.isBreakStatement(node) || ts.isTryStatement(node)) return true;
  if (ts.isContinueStatement(node)) return node.label !== undefined;
  return !ts.isFunctionLike(node) && ts.forEachChild(node, (child) => leadsOut(child) || undefined) === true;
}
