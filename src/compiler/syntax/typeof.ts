import { mayBeNaN } from "../ir/inspect.js";
import type { Body } from "../ir/nodes.js";
import type { OperationName } from "../ir/operations.js";
import { any, not, test } from "../ir/steps.js";
import { call, choose, constant } from "../ir/terms.js";
import type { ExpressionSyntax, Lowering, Scope } from "../lower/lowering.js";
import { isNaNumber, present } from "../lower/truth.js";
import { ts } from "../typescript.js";
import { unwrap } from "./wrappers.js";

const K = ts.SyntaxKind;
const sorts: ReadonlyMap<string, readonly OperationName[]> = new Map([
  ["string", ["isString"]],
  ["number", ["isNumber"]],
  ["boolean", ["isBoolean"]],
  ["object", ["isObject", "isArray", "isNull", "isSet"]],
]);

/** What a comparison compares. */
export interface Sides {
  readonly left: ts.Expression;
  readonly right: ts.Expression;
}

/** `typeof x === "string"`, either way round; undefined when the comparison is another one. */
export function typeofTest(node: Sides, scope: Scope, to: Lowering): Body | undefined {
  const [left, right] = [unwrap(node.left), unwrap(node.right)];
  const [query, text] = ts.isTypeOfExpression(left) ? [left, right] : ts.isTypeOfExpression(right) ? [right, left] : [];
  if (query === undefined || text === undefined || !ts.isStringLiteralLike(text)) return undefined;
  return isOfType(query.expression, text.text, scope, to);
}

function isOfType(node: ts.Expression, sort: string, scope: Scope, to: Lowering): Body {
  const term = to.value(node, scope);
  const shape = to.shape(node);
  if (sort === "undefined") return not(present(term, shape));
  if (mayBeNaN(term) && sort === "number") return any([test(call("isNumber", term)), isNaNumber(term, shape)]);
  const possible = {
    isString: shape.string,
    isNumber: shape.number,
    isBoolean: shape.true || shape.false,
    isObject: shape.object || shape.map,
    isArray: shape.array,
    isNull: shape.null,
    isSet: shape.set,
  } as const;
  const operations = (sorts.get(sort) ?? []).filter((name) => possible[name as keyof typeof possible]);
  return any(operations.map((name) => test(call(name, term))));
}

/** `typeof x` as a text. */
export const typeofExpression: ExpressionSyntax<ts.TypeOfExpression> = {
  kinds: [K.TypeOfExpression],
  value(node, scope, to) {
    const cases = [...sorts.keys()].map((sort) => ({
      when: isOfType(node.expression, sort, scope, to),
      answer: constant(sort),
    }));
    return choose(cases, constant("undefined"));
  },
};
