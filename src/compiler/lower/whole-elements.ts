/** Lists whose elements are all whole numbers. */
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";

/** What is asked about types. */
export type Types = Pick<Lowering, "checker" | "isOfLibrary">;

const keeping = new Set(["filter", "slice", "toSorted", "toReversed", "concat"]);

/** True for a list whose elements are whole. @param isWhole asked of the expressions that they come from */
export function holdsWhole(list: ts.Expression, isWhole: (node: ts.Expression) => boolean, to: Types): boolean {
  const holds = (one: ts.Expression): boolean => holdsWhole(one, isWhole, to);
  const node = unwrap(list);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.every((one) => (ts.isSpreadElement(one) ? holds(one.expression) : isWhole(one)));
  if (ts.isNewExpression(node)) {
    const [given] = node.arguments ?? [];
    return node.expression.getText() === "Set" && given !== undefined && holds(given);
  }
  if (ts.isIdentifier(node)) {
    const initializer = unchanged(node, to);
    return initializer !== undefined && holds(initializer);
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression: owner, name } = node.expression;
  const [argument] = node.arguments;
  if (!to.isOfLibrary(name)) return false;
  if (keeping.has(name.text)) return holds(owner) && (name.text !== "concat" || node.arguments.every(holds));
  return (
    name.text === "map" &&
    argument !== undefined &&
    ts.isArrowFunction(argument) &&
    !ts.isBlock(argument.body) &&
    isWhole(argument.body)
  );
}

/** What a constant stands for, where nobody may put anything into it. */
export function unchanged(node: ts.Identifier, { checker }: Pick<Types, "checker">): ts.Expression | undefined {
  const symbol = resolve(node, checker);
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  if (!(declaration.parent.flags & ts.NodeFlags.Const)) return undefined;
  const isRead = (one: ts.Node): boolean =>
    ts.isIdentifier(one) && one !== declaration.name && resolve(one, checker) === symbol
      ? isReading(one)
      : ts.forEachChild(one, (child) => (isRead(child) ? undefined : true)) !== true;
  return isRead(declaration.parent.parent.parent) ? declaration.initializer : undefined;
}

const reading = new Set([
  ...keeping,
  ...["map", "flatMap", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "forEach", "reduce"],
  ...["includes", "indexOf", "lastIndexOf", "join", "at", "length", "size", "has", "entries", "keys", "values"],
]);

const makers = new Set(["Set", "Map", "Array.from", "Object.fromEntries", "Math.max", "Math.min", "String"]);

/** Gone through, spread, or asked: what does not change a list. */
function isReading(use: ts.Identifier): boolean {
  const { parent } = use;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === use && reading.has(parent.name.text);
  if (ts.isNewExpression(parent) || ts.isCallExpression(parent))
    return makers.has(parent.expression.getText()) && parent.arguments?.includes(use) === true;
  return ts.isSpreadElement(parent) || (ts.isForOfStatement(parent) && parent.expression === use);
}

export function isList(node: ts.Expression, { checker }: Types): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  return checker.isArrayType(type) || checker.isTupleType(type);
}
