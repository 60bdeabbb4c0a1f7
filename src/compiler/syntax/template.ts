import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { call, constant, isDoubted, orElse } from "../ir/terms.js";
import type { ExpressionSyntax, Lowering, Scope } from "../lower/lowering.js";
import { isComposite } from "../lower/shape.js";
import { ts } from "../typescript.js";

/** `text ${x}`: strings, numbers and booleans, as JavaScript writes them. */
export const template: ExpressionSyntax<ts.TemplateExpression> = {
  kinds: [ts.SyntaxKind.TemplateExpression],
  value(node, scope, to) {
    const parts: Term[] = [constant(node.head.text)];
    for (const span of node.templateSpans) {
      parts.push(textOf(span.expression, scope, to), constant(span.literal.text));
    }
    return call("join", constant(""), { kind: "array", items: parts });
  },
};

/** The text of an expression, as `${}` and `+` write it: `undefined` where there is nothing. */
export function textOf(node: ts.Expression, scope: Scope, to: Lowering): Term {
  const shape = to.shape(node);
  if (isComposite(shape) || shape.function || shape.any) return to.deny(node, "GW1014", { text: node.getText() });
  const value = to.value(node, scope);
  if (!shape.undefined && !shape.null) {
    const text = asText(value, shape, to.isInteger(node));
    if (mayBeNaN(value)) return orElse(text, constant("NaN"));
    return isDoubted(value) ? orElse(text, constant("undefined")) : text;
  }
  if (shape.null || !isDefined(value)) to.deny(node, "GW1025", { text: node.getText() });
  const scalar = shape.null || !(shape.string || shape.number || shape.true || shape.false);
  return orElse(scalar ? call("scalarText", value) : asText(value, shape, to.isInteger(node)), constant("undefined"));
}

/** The text of a term of a known shape. */
export function asText(
  term: Term,
  shape: { readonly string: boolean; readonly number: boolean; readonly true: boolean; readonly false: boolean },
  integer: boolean | "small",
): Term {
  const boolean = shape.true || shape.false;
  if (term.kind === "constant") return constant(String(term.value));
  if (shape.string && !shape.number && !boolean) return term;
  if (shape.number && !shape.string && !boolean)
    return call(integer === "small" ? "smallIntegerText" : integer ? "integerText" : "numberText", term);
  if (boolean && !shape.string && !shape.number) return call("booleanText", term);
  return call("scalarText", term);
}
