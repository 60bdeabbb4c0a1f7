import type { Term } from "../ir/nodes.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import type { ts } from "../typescript.js";
import { textOf } from "./template.js";

/** A key of an object. JavaScript takes the text of a number. */
export function keyText(node: ts.Expression, scope: Scope, to: Lowering): Term {
  return to.shape(node).number ? textOf(node, scope, to) : to.value(node, scope);
}
