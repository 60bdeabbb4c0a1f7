/** `&`, `|`, `^`, `~` and the shifts: JavaScript takes 32 bits of each side, and the answer has a sign but for `>>>`. */
import { mayBeNaN } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { call, constant, orElse } from "../ir/terms.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import { ts } from "../typescript.js";
import type { Operation } from "./arithmetic.js";

const K = ts.SyntaxKind;
const all = 0xffff_ffff;

interface BitOperation {
  /** What JavaScript makes of two numbers that are written out. */
  readonly reckon: (left: number, right: number) => number;
  /** The same of 32 bits without a sign, and of what shifts by: 0 to 31. */
  readonly bits: (left: Term, right: Term) => Term;
  readonly isShift?: true;
  /** What the answer is taken for: bits with a sign, or a number as it is. */
  readonly isSigned: boolean;
}

const operations: ReadonlyMap<ts.SyntaxKind, BitOperation> = new Map<ts.SyntaxKind, BitOperation>([
  [K.AmpersandToken, { reckon: (a, b) => a & b, bits: (a, b) => call("bitsInBoth", a, b), isSigned: true }],
  [K.BarToken, { reckon: (a, b) => a | b, bits: (a, b) => call("bitsInEither", a, b), isSigned: true }],
  [K.CaretToken, { reckon: (a, b) => a ^ b, bits: (a, b) => call("bitsInOne", a, b), isSigned: true }],
  [
    K.LessThanLessThanToken,
    {
      reckon: (a, b) => a << b,
      // The bits that fall out are taken away before.
      bits: (a, b) => call("bitsLeft", call("bitsInBoth", a, call("bitsRight", constant(all), b)), b),
      isShift: true,
      isSigned: true,
    },
  ],
  [
    K.GreaterThanGreaterThanToken,
    { reckon: (a, b) => a >> b, bits: (a, b) => call("signedBitsRight", a, b), isShift: true, isSigned: true },
  ],
  [
    K.GreaterThanGreaterThanGreaterThanToken,
    { reckon: (a, b) => a >>> b, bits: (a, b) => call("bitsRight", a, b), isShift: true, isSigned: false },
  ],
]);

export function isBitwise(operator: ts.SyntaxKind): boolean {
  return operations.has(operator);
}

/** The operators on two numbers whose types have been looked at. */
export function bitwise(node: Operation, scope: Scope, to: Lowering): Term {
  const { reckon, bits, isShift = false, isSigned } = operations.get(node.operator) as BitOperation;
  const [left, right] = [to.value(node.left, scope), to.value(node.right, scope)];
  if (left.kind === "constant" && right.kind === "constant")
    return constant(reckon(left.value as number, right.value as number));
  const [a, b] = [bitsOf(left), bitsOf(right)];
  const by = !isShift
    ? b
    : b.kind === "constant"
      ? constant((b.value as number) & 31)
      : call("bitsInBoth", b, constant(31));
  const answer = bits(a, by);
  // Nothing is below zero that has bits in common with what is not.
  const isNatural = node.operator === K.AmpersandToken && [a, b].some(isPositive);
  return isSigned && !isNatural ? call("signedBits", answer) : answer;
}

/** `~x`. */
export function complement(node: ts.PrefixUnaryExpression, scope: Scope, to: Lowering): Term {
  const operand = to.value(node.operand, scope);
  if (operand.kind === "constant") return constant(~(operand.value as number));
  return call("signedBits", call("bitsInOne", bitsOf(operand), constant(all)));
}

/** The 32 bits of a number, without a sign. NaN has none. */
function bitsOf(term: Term): Term {
  if (term.kind === "constant") return constant((term.value as number) >>> 0);
  const bits = call("bitsOf", term);
  return mayBeNaN(term) ? orElse(bits, constant(0)) : bits;
}

function isPositive(bits: Term): boolean {
  return bits.kind === "constant" && (bits.value as number) < 2 ** 31;
}
