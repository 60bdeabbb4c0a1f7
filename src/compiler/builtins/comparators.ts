/** What a comparator compares, read off its text: nothing else can be sorted by in Rego. */
import { isDefined } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import type { FunctionBinding } from "../lower/functions.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import { refuseNaN } from "../lower/not-a-number.js";
import type { Shape } from "../lower/shape.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";

const K = ts.SyntaxKind;

/** One thing that a comparator compares: what it makes of an element, and which way round. */
export interface Criterion {
  readonly direction: "up" | "down";
  readonly shape: Shape;
  /** True when it is the element itself. */
  readonly isElement: boolean;
  /** True where equal elements are said to be in order already: nothing else is asked then. */
  readonly isLast?: true;
  /** What is compared, as the author wrote it. */
  readonly text: string;
  of(element: Term): Term;
}

/** The names that stand for an element, or for parts of it: how each is reached. */
type Parts = ReadonlyMap<string, string>;

/** The two elements that are compared, and what else is in sight. */
interface Names {
  /** What the first parameter is, a name or a pattern. */
  readonly element: ts.BindingName;
  readonly first: Parts;
  readonly second: Parts;
  readonly scope: Scope;
  /** Constants of the comparator itself. */
  readonly constants: ReadonlyMap<string, ts.Expression>;
  readonly depth: number;
}

/** What a comparator answers: an expression, or one of two. */
type Answer = ts.Expression | { readonly condition: ts.Expression; readonly yes: Answer; readonly no: Answer };

/** A comparator, as the things that it compares in turn; undefined when it is none that can be recognised. */
export function criteriaOf(callable: FunctionBinding, to: Lowering, depth = 0): readonly Criterion[] | undefined {
  const { declaration, scope } = callable;
  const [first, second, third] = declaration.parameters.map(({ name }) => name);
  const { body } = declaration;
  if (first === undefined || second === undefined || third !== undefined || body === undefined || depth > 4)
    return undefined;
  const [ownParts, otherParts] = [partsOf(first, "·"), partsOf(second, "·")];
  if (ownParts === undefined || otherParts === undefined) return undefined;
  const constants = new Map<string, ts.Expression>();
  const answer = ts.isBlock(body) ? answerOf(body.statements, constants) : body;
  if (answer === undefined) return undefined;
  const names = { element: first, first: new Map(ownParts), second: new Map(otherParts) };
  return compared(answer, { ...names, scope, constants, depth }, to);
}

/** The names of a parameter, `a`, `[key, value]` or `{ name }`, each with the way to it; undefined where one has a default. */
function partsOf(name: ts.BindingName, path: string): readonly (readonly [string, string])[] | undefined {
  if (ts.isIdentifier(name)) return [[name.text, path]];
  const parts = name.elements.map((element, index) => {
    if (ts.isOmittedExpression(element)) return [];
    if (element.initializer !== undefined || element.dotDotDotToken !== undefined) return undefined;
    if (element.propertyName !== undefined && !ts.isIdentifier(element.propertyName)) return undefined;
    const key = ts.isArrayBindingPattern(name) ? String(index) : (element.propertyName ?? element.name).getText();
    return partsOf(element.name, `${path}.${key}`);
  });
  return parts.every((one) => one !== undefined) ? parts.flat() : undefined;
}

function answerOf(statements: readonly ts.Statement[], constants: Map<string, ts.Expression>): Answer | undefined {
  const [statement, ...rest] = statements;
  if (statement === undefined) return undefined;
  if (ts.isReturnStatement(statement)) return statement.expression;
  if (ts.isBlock(statement)) return answerOf(statement.statements, constants);
  if (ts.isVariableStatement(statement) && statement.declarationList.flags & ts.NodeFlags.Const) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || initializer === undefined) return undefined;
      constants.set(name.text, initializer);
    }
    return answerOf(rest, constants);
  }
  if (!ts.isIfStatement(statement)) return undefined;
  const yes = answerOf([statement.thenStatement], constants);
  const no = answerOf(statement.elseStatement === undefined ? rest : [statement.elseStatement], constants);
  return yes === undefined || no === undefined ? undefined : { condition: statement.expression, yes, no };
}

function compared(answer: Answer, names: Names, to: Lowering): readonly Criterion[] | undefined {
  if ("condition" in answer && !("kind" in answer)) return chosen(answer, names, to);
  const node = unwrap(answer as ts.Expression);
  if (ts.isConditionalExpression(node))
    return chosen({ condition: node.condition, yes: node.whenTrue, no: node.whenFalse }, names, to);
  if (ts.isNumericLiteral(node)) return Number(node.text) === 0 ? [] : undefined;
  if (ts.isIdentifier(node)) {
    const constant = names.constants.get(node.text);
    return constant === undefined ? undefined : compared(constant, names, to);
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === K.MinusToken)
    return turned(compared(node.operand, names, to));
  if (ts.isCallExpression(node)) return calledComparator(node, names, to);
  if (!ts.isBinaryExpression(node)) return undefined;
  const { left, right, operatorToken } = node;
  // `a || b`: each is asked where the earlier ones are equal.
  if (operatorToken.kind === K.BarBarToken) return joined(compared(left, names, to), compared(right, names, to));
  if (operatorToken.kind !== K.MinusToken) return undefined;
  const criterion = criterionOf({ smaller: left, larger: right }, names, to);
  return criterion === undefined ? undefined : [criterion];
}

function joined(
  left: readonly Criterion[] | undefined,
  right: readonly Criterion[] | undefined,
): readonly Criterion[] | undefined {
  if (left === undefined || right === undefined) return undefined;
  return left.at(-1)?.isLast === true ? left : [...left, ...right];
}

function turned(criteria: readonly Criterion[] | undefined): readonly Criterion[] | undefined {
  if (criteria === undefined || criteria.some(({ isLast }) => isLast === true)) return undefined;
  return criteria.map((one) => ({ ...one, direction: one.direction === "up" ? "down" : "up" }));
}

/** `compare(a.name, b.name)`, of a comparator of the author's. */
function calledComparator(node: ts.CallExpression, names: Names, to: Lowering): readonly Criterion[] | undefined {
  const [left, right, other] = node.arguments;
  const callable = left === undefined || right === undefined ? undefined : to.callable(node.expression, names.scope);
  if (left === undefined || right === undefined || other !== undefined || callable === undefined) return undefined;
  const outer = criterionOf({ smaller: left, larger: right }, names, to);
  if (outer === undefined) return undefined;
  return criteriaOf(callable, to, names.depth + 1)?.map((inner) => ({
    ...inner,
    direction: inner.direction === outer.direction ? "up" : "down",
    shape: inner.isElement ? outer.shape : inner.shape,
    isElement: inner.isElement && outer.isElement,
    text: inner.isElement ? outer.text : `${outer.text}: ${inner.text}`,
    of: (element) => inner.of(outer.of(element)),
  }));
}

/** What is asked first, and what is asked where it is equal. */
function chosen(
  { condition, yes, no }: Extract<Answer, { condition: ts.Expression; yes: Answer }>,
  names: Names,
  to: Lowering,
): readonly Criterion[] | undefined {
  const node = unwrap(condition);
  const isUnequal = unequal(node, names);
  if (isUnequal !== undefined) {
    const [differing, equal] = isUnequal.truth ? [yes, no] : [no, yes];
    const first = compared(differing, names, to);
    const rest = compared(equal, names, to);
    const own = isUnequal.sides === undefined ? undefined : criterionOf(isUnequal.sides, names, to);
    const isSame =
      isUnequal.sides === undefined
        ? isNamed(differing, node)
        : first?.length === 1 && own !== undefined && first[0]?.text === own.text;
    return isSame ? joined(first?.map(asked), rest) : undefined;
  }
  const sides = orderOf(node, signOf(yes));
  const criterion = sides === undefined ? undefined : criterionOf(sides, names, to);
  if (criterion === undefined) return undefined;
  const rest = asChoice(no);
  if (rest === undefined) {
    // `a < b ? -1 : 1`: sorting asks only whether the answer is below zero.
    return signOf(yes) === -1 && (signOf(no) ?? -1) >= 0 ? [{ ...criterion, isLast: true }] : undefined;
  }
  const others = orderOf(unwrap(rest.condition), signOf(rest.yes));
  const opposite = others === undefined ? undefined : criterionOf(others, names, to);
  const isOpposite = opposite?.text === criterion.text && opposite.direction === criterion.direction;
  if (!isOpposite || signOf(rest.yes) !== -(signOf(yes) ?? 0)) return undefined;
  return joined([criterion], compared(rest.no, names, to));
}

/** A criterion that is asked of what differs only. */
function asked({ isLast: _last, ...criterion }: Criterion): Criterion {
  return criterion;
}

function asChoice(answer: Answer): Extract<Answer, { condition: ts.Expression; yes: Answer }> | undefined {
  if ("yes" in answer) return answer;
  const node = unwrap(answer);
  return ts.isConditionalExpression(node)
    ? { condition: node.condition, yes: node.whenTrue, no: node.whenFalse }
    : undefined;
}

/** `a.x !== b.x` and `a.x === b.x`; `order !== 0` and `order`, of a constant. */
function unequal(
  node: ts.Expression,
  names: Names,
): { readonly truth: boolean; readonly sides: Sides | undefined } | undefined {
  if (ts.isIdentifier(node)) return names.constants.has(node.text) ? { truth: true, sides: undefined } : undefined;
  if (!ts.isBinaryExpression(node)) return undefined;
  const { left, right, operatorToken } = node;
  const truth = operatorToken.kind === K.ExclamationEqualsEqualsToken;
  if (!truth && operatorToken.kind !== K.EqualsEqualsEqualsToken) return undefined;
  const isOfConstant = ts.isIdentifier(left) && names.constants.has(left.text) && right.getText() === "0";
  return { truth, sides: isOfConstant ? undefined : { smaller: left, larger: right } };
}

/** True where the answer is the very constant that the condition asks. */
function isNamed(answer: Answer, condition: ts.Expression): boolean {
  const asked = ts.isBinaryExpression(condition) ? condition.left : condition;
  return !("yes" in answer) && unwrap(answer).getText() === asked.getText();
}

/** What has to be the smaller for the comparator to say that its first argument comes first. */
interface Sides {
  readonly smaller: ts.Expression;
  readonly larger: ts.Expression;
}

/** The sides of `a < b`, for an answer of -1 or 1 when it holds. */
function orderOf(node: ts.Expression, sign: number | undefined): Sides | undefined {
  if (!ts.isBinaryExpression(node) || (sign !== -1 && sign !== 1)) return undefined;
  const { kind } = node.operatorToken;
  if (kind !== K.LessThanToken && kind !== K.GreaterThanToken) return undefined;
  return (kind === K.LessThanToken) === (sign === -1)
    ? { smaller: node.left, larger: node.right }
    : { smaller: node.right, larger: node.left };
}

function signOf(answer: Answer): number | undefined {
  if ("yes" in answer) return undefined;
  const text = unwrap(answer).getText();
  return ["-1", "0", "1"].includes(text) ? Number(text) : undefined;
}

function criterionOf({ smaller, larger }: Sides, names: Names, to: Lowering): Criterion | undefined {
  const [left, right] = [meaning(smaller, names), meaning(larger, names)];
  const { first, second } = names;
  const isPair = (a: ts.Expression, b: ts.Expression) =>
    mentions(a, first) && !mentions(a, second) && textWith(a, first) === textWith(b, second) && !mentions(b, first);
  const direction = isPair(left, right) ? "up" : isPair(right, left) ? "down" : undefined;
  if (direction === undefined) return undefined;
  const key = direction === "up" ? left : right;
  return {
    direction,
    shape: to.shape(key),
    isElement: ts.isIdentifier(key) && ts.isIdentifier(names.element),
    text: textWith(key, first),
    of(element) {
      const value = to.value(key, to.destructure(names.element, element, names.scope));
      return isDefined(value) ? value : refuseNaN(key, value, to);
    },
  };
}

/** What a constant of the comparator stands for, or the expression itself. */
function meaning(node: ts.Expression, names: Names): ts.Expression {
  const inner = unwrap(node);
  const constant = ts.isIdentifier(inner) ? names.constants.get(inner.text) : undefined;
  return constant === undefined ? inner : unwrap(constant);
}

function mentions(node: ts.Node, parts: Parts): boolean {
  return (
    (ts.isIdentifier(node) && parts.has(node.text)) || node.forEachChild((child) => mentions(child, parts)) === true
  );
}

/** The text of an expression with what a parameter's names stand for in their places. */
function textWith(node: ts.Node, names: Parts): string {
  const parts: string[] = [];
  const visit = (inner: ts.Node): void => {
    const isLeaf = inner.getChildCount() === 0;
    const isProperty = ts.isPropertyAccessExpression(inner.parent) && inner.parent.name === inner;
    const path = ts.isIdentifier(inner) && !isProperty ? names.get(inner.text) : undefined;
    if (isLeaf) parts.push(path ?? inner.getText());
    else for (const child of inner.getChildren()) visit(child);
  };
  visit(node);
  return parts.join(" ");
}
