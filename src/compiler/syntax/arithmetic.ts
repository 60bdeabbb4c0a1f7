import { power } from "../builtins/math.js";
import { numberOf } from "../builtins/number-texts.js";
import type { Term } from "../ir/nodes.js";
import type { OperationName } from "../ir/operations.js";
import { call, constant } from "../ir/terms.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import { numberAt } from "../lower/not-a-number.js";
import { isNotZero } from "../lower/not-zero.js";
import { isComposite } from "../lower/shape.js";
import { ts } from "../typescript.js";
import { bitwise, complement, isBitwise } from "./bits.js";
import { textOf } from "./template.js";

const K = ts.SyntaxKind;
const operators: ReadonlyMap<ts.SyntaxKind, OperationName> = new Map([
  [K.PlusToken, "plus"],
  [K.MinusToken, "minus"],
  [K.AsteriskToken, "times"],
  [K.SlashToken, "divide"],
  [K.PercentToken, "remainder"],
]);

export function isArithmetic(operator: ts.SyntaxKind): boolean {
  return operators.has(operator) || operator === K.AsteriskAsteriskToken || isBitwise(operator);
}

/** The two sides of an operator, of an expression of its own or inside of an assignment. */
export interface Operation {
  readonly left: ts.Expression;
  readonly right: ts.Expression;
  readonly operator: ts.SyntaxKind;
  /** Where the whole stands. */
  readonly at: ts.Expression;
}

/** `+`, `-`, `*`, `/`, `%`, `**` and those of bits, of numbers; `+` of texts. */
export function arithmetic(node: Operation, scope: Scope, to: Lowering): Term {
  const left = to.shape(node.left);
  const right = to.shape(node.right);
  if (node.operator === K.PlusToken && (left.string || right.string)) {
    return call("join", constant(""), {
      kind: "array",
      items: [textOf(node.left, scope, to), textOf(node.right, scope, to)].flatMap(parts),
    });
  }
  for (const side of [node.left, node.right]) {
    const { number, undefined: missing, null: none, string, true: yes, false: no, object, array, any } = to.shape(side);
    if (!number || missing || none || string || yes || no || object || array || any)
      return to.deny(side, "GW1027", { operator: ts.tokenToString(node.operator) ?? "" });
  }
  if (isBitwise(node.operator)) return bitwise(node, scope, to);
  if (node.operator === K.AsteriskAsteriskToken) return power(to.value(node.left, scope), node.right, node.at, to);
  const values = [to.value(node.left, scope), to.value(node.right, scope)] as const;
  if (
    (node.operator === K.SlashToken || node.operator === K.PercentToken) &&
    !(values[1].kind === "constant" ? values[1].value !== 0 : isNotZero(node.right, to))
  ) {
    return to.deny(node.at, "GW1028", { operator: ts.tokenToString(node.operator) ?? "" });
  }
  if (node.operator === K.PercentToken && !(to.isInteger(node.left) && to.isInteger(node.right)))
    return call("remainderOfFractions", ...values);
  return fold(operators.get(node.operator) as OperationName, values);
}

function parts(term: Term): readonly Term[] {
  const isText =
    term.kind === "call" && term.operation === "join" && term.args[0]?.kind === "constant" && term.args[0].value === "";
  return isText && term.args[1]?.kind === "array" ? term.args[1].items : [term];
}

/** Numbers that are written out are reckoned as JavaScript does, whose fractions are not OPA's. */
function fold(name: OperationName, [left, right]: readonly [Term, Term]): Term {
  if (left.kind !== "constant" || right.kind !== "constant") return call(name, left, right);
  const [a, b] = [left.value as number, right.value as number];
  const result = name === "plus" ? a + b : name === "minus" ? a - b : name === "times" ? a * b : a / b;
  const isExact = Number.isInteger(result) ? Number.isSafeInteger(result) : Number.isFinite(result);
  return name !== "remainder" && isExact ? constant(result) : call(name, left, right);
}

/** `-x` and `+x` of a number. */
export function sign(node: ts.PrefixUnaryExpression, scope: Scope, to: Lowering): Term {
  const shape = to.shape(node.operand);
  if (node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken)
    return to.deny(node, "GW1005", { what: `\`${node.getText()}\`` });
  const { string } = shape;
  if (node.operator === K.PlusToken && string && !isComposite(shape) && !shape.any && !shape.unknown)
    return numberAt(node, numberOf(node.operand, scope, to), to);
  if (!shape.number || shape.string || shape.undefined || shape.null || shape.true || shape.false)
    return to.deny(node, "GW1027", { operator: ts.tokenToString(node.operator) ?? "" });
  if (node.operator === K.TildeToken) return complement(node, scope, to);
  const operand = to.value(node.operand, scope);
  if (node.operator === K.PlusToken) return operand;
  return operand.kind === "constant" ? constant(-(operand.value as number)) : call("minus", constant(0), operand);
}
