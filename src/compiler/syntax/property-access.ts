import { builtinProperty } from "../builtins/index.js";
import { isText } from "../builtins/operands.js";
import { isMatch, partOfMatch } from "../builtins/pattern-matches.js";
import { characterFromStart } from "../builtins/text-parts.js";
import type { Term } from "../ir/nodes.js";
import { assume, constant, doubt, element, isDoubted, member, unnamed } from "../ir/terms.js";
import { isSpecOfKind } from "../lower/left-out.js";
import { isOnlyAsked } from "../lower/lookups.js";
import type { ExpressionSyntax, Lowering, Scope } from "../lower/lowering.js";
import { dataOfPick, findPick } from "../lower/picks.js";
import { dataIn, tableIn } from "../lower/written-items.js";
import { ts } from "../typescript.js";
import { isTextOfData } from "./data-text.js";
import { enumMember, enumName } from "./enums.js";
import { keyText } from "./keys.js";
import { nameOfModule, names } from "./names.js";
import { unwrap } from "./wrappers.js";

/** `object.field` and `object?.field`: absent wherever a step of the way is. */
export const propertyAccess: ExpressionSyntax<ts.PropertyAccessExpression> = {
  kinds: [ts.SyntaxKind.PropertyAccessExpression],
  value(node, scope, to) {
    const known = enumMember(node.name, to) ?? to.checker.getConstantValue(node);
    if (known !== undefined) return constant(known);
    if (ts.isPrivateIdentifier(node.name)) return to.deny(node.name, "GW1004");
    const ofModule = nameOfModule(node, to.checker);
    if (ofModule !== undefined) return names.value(ofModule, scope, to);
    if (isMatch(node.expression, to) && node.name.text !== "length") {
      const part = partOfMatch(node.expression, constant(node.name.text), receiver(node, scope, to), node, to);
      if (part !== undefined) return part;
    }
    const builtin = builtinProperty(node, to);
    if (builtin !== undefined) return builtin(node, scope, to);
    const table = tableIn(node.expression, scope, to);
    if (table !== undefined)
      return isOnlyAsked(node) && to.callable(node, scope) !== undefined
        ? constant(true)
        : dataIn(table, node.name.text, to);
    const pick = findPick(node.expression, scope, to);
    const picked = pick === undefined ? undefined : dataOfPick(pick, node.name.text, to);
    if (picked !== undefined) return to.shape(node).undefined || isDoubted(picked) ? picked : assume(picked);
    return readMember(node, receiver(node, scope, to), constant(node.name.text), to);
  },
};

/** `object["key"]`, `list[0]` and `record[key]`. */
export const elementAccess: ExpressionSyntax<ts.ElementAccessExpression> = {
  kinds: [ts.SyntaxKind.ElementAccessExpression],
  value(node, scope, to) {
    const known = enumMember(node.argumentExpression, to) ?? to.checker.getConstantValue(node);
    if (known !== undefined) return constant(known);
    const named = enumName(node, scope, to);
    if (named !== undefined) return named;
    const object = receiver(node, scope, to);
    const from = to.shape(node.expression);
    const index = to.shape(node.argumentExpression);
    const isOfObject = from.object && !from.array && !from.string;
    const key = isOfObject ? keyText(node.argumentExpression, scope, to) : to.value(node.argumentExpression, scope);
    const part = partOfMatch(node.expression, key, object, node, to);
    if (part !== undefined) return part;
    if (isText(node.expression, to) && index.number && !index.string && !index.undefined)
      return characterFromStart(object, key, to);
    if (from.string)
      return to.deny(node, "GW1024", {
        method: "an index into a string",
        instead: "text.slice(i, i + 1)",
      });
    if (from.array && index.number) to.requireOrder(node.expression, object);
    const literal = unnamed(object);
    if (
      literal.kind === "object" &&
      key.kind !== "constant" &&
      !coversKeys(node.argumentExpression, literal, to) &&
      !isTextOfData(node.argumentExpression, to)
    ) {
      return to.deny(node, "GW1018", { key: node.argumentExpression.getText() });
    }
    return readMember(node, object, key, to, from.array && index.number);
  },
};

function receiver(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, scope: Scope, to: Lowering): Term {
  const object = to.value(node.expression, scope);
  if (node.questionDotToken !== undefined) return doubt(object);
  // Without `?.` on the way, TypeScript throws where there is nothing to read from.
  return ts.isOptionalChain(node) || !isDoubted(object) ? object : assume(object);
}

/** True when every value that the key's type allows is a key of the literal. */
function coversKeys(node: ts.Expression, literal: Extract<Term, { kind: "object" }>, to: Lowering): boolean {
  const type = to.typeOf(unwrap(node));
  const keys = type.isUnion() ? type.types : [type];
  return keys.every(
    (key) =>
      key.isStringLiteral() &&
      literal.entries.some((entry) => entry.key.kind === "constant" && entry.key.value === key.value),
  );
}

function readMember(node: ts.Expression, object: Term, key: Term, to: Lowering, isPosition = false): Term {
  const shape = to.shape(node);
  if (shape.any) return to.deny(node, "GW1011", { text: node.getText() });
  if (isPosition) return element(object, key, !shape.undefined);
  const property = ts.isPropertyAccessExpression(node) ? to.checker.getSymbolAtLocation(node.name) : undefined;
  return member(object, key, !shape.undefined && !isSpecOfKind(property));
}
