/** Whether what a method is called on is there: `xs?.map(f)` and what is made of it. */
import type { Body } from "../ir/nodes.js";
import { compare } from "../ir/steps.js";
import { choose, constant, doubt } from "../ir/terms.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";
import type { Shape } from "./shape.js";
import { present } from "./truth.js";

type Receivers = Pick<Lowering, "whenReceiver" | "receiverPresent">;

export function receivers({ shape: shapeOf, value }: Pick<Lowering, "shape" | "value">): Receivers {
  const receiverPresent: Receivers["receiverPresent"] = ({ receiver, scope }): Body => {
    if (receiver === undefined) return [];
    const source = sourceOf(receiver);
    const shape = shapeOf(source);
    // Whoever writes `xs?.every(f)` does not rely on what the types promise.
    const isDoubtful = isChainRoot(source);
    if (!shape.undefined && !shape.null && !isDoubtful) return [];
    const term = isDoubtful ? doubt(value(source, scope)) : value(source, scope);
    return shape.null ? compare("notEqual", term, constant(null)) : present(term, shape);
  };
  return {
    receiverPresent,
    whenReceiver(site, term) {
      const there = receiverPresent(site);
      return there.length === 0 ? term : choose([{ when: there, answer: term }]);
    },
  };
}

/** What a chain such as `xs?.filter(f).map(g)` starts from: the chain is there when that is. */
function sourceOf(node: ts.Expression): ts.Expression {
  const inner = unwrap(node);
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return node;
  const { expression, name } = inner.expression;
  return ["map", "filter", "flatMap"].includes(name.text) ? sourceOf(expression) : node;
}

/** True for `x` of `x?.y`, `x?.[y]` and `x?.()`. */
export function isChainRoot(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    "questionDotToken" in parent &&
    parent.questionDotToken !== undefined &&
    "expression" in parent &&
    parent.expression === node
  );
}

/** True for what may be null and is no object: a field of null is absent by itself. */
export function isNullOrNoObject({
  null: none,
  array,
  set,
  map,
  string,
  number,
  unknown,
  function: callback,
}: Shape): boolean {
  return none && (array || set || map || string || number || unknown || callback);
}
