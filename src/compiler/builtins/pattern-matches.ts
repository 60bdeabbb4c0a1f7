/**
 * What `match` and `exec` find. OPA answers the parts as a list, with "" for a group that took no part, where JavaScript has
 * undefined: which of the two an empty text is follows from the pattern, which is traced back from where a group is read.
 */
import type { Term } from "../ir/nodes.js";
import { absent, constant, member } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { GroupFacts } from "./pattern-writer.js";
import { type Pattern, patternQuietly } from "./patterns.js";

const matchTypes = new Set(["RegExpMatchArray", "RegExpExecArray"]);

/** True for what `match` or `exec` found. */
export function isMatch(node: ts.Node, to: Lowering): boolean {
  const type = to.checker.getNonNullableType(to.typeOf(node));
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => matchTypes.has(part.symbol?.name ?? ""));
}

/** `found[1]`, `found.groups` and the like; undefined for what is no match, or one of many whole ones. */
export function partOfMatch(node: ts.Expression, key: Term, object: Term, at: ts.Node, to: Lowering): Term | undefined {
  if (!isMatch(node, to)) return undefined;
  const pattern = patternOf(node, to);
  if (pattern === undefined) return to.deny(at, "GW1062", { text: at.getText() });
  if (pattern === "global") return undefined;
  if (key.kind !== "constant") return to.deny(at, "GW1062", { text: at.getText() });
  if (key.value === "groups") return namedGroups(pattern, object, at, to);
  if (typeof key.value !== "number")
    return to.deny(at, "GW1013", { name: String(key.value), instead: "Use text.search(pattern) for a position." });
  return group(pattern, key.value, object, at, to);
}

/** The groups of a match in a pattern such as `const [whole, major] = found`. */
export function groupsOfMatch(pattern: ts.ArrayBindingPattern, object: Term, to: Lowering): Term | undefined {
  if (!isMatch(sourceOf(pattern) ?? pattern, to)) return undefined;
  const found = takenApart(pattern, to);
  if (found === "global") return undefined;
  if (found === undefined) return to.deny(pattern, "GW1062", { text: pattern.getText() });
  // Only what the pattern names is looked at.
  const items = pattern.elements.map((element, index) =>
    ts.isOmittedExpression(element) ? absent : group(found, index, object, element, to),
  );
  return { kind: "array", items };
}

/** The regular expression whose match a pattern takes apart: of a constant, of a loop, or of a callback. */
function takenApart(pattern: ts.ArrayBindingPattern, to: Lowering): Pattern | "global" | undefined {
  const { parent } = pattern;
  if (ts.isParameter(parent)) return ofParameter(parent, to);
  if (!ts.isVariableDeclaration(parent)) return undefined;
  const loop = parent.parent.parent;
  if (ts.isForOfStatement(loop)) return ofMany(loop.expression, to);
  return parent.initializer === undefined ? undefined : patternOf(parent.initializer, to);
}

/** The initializer of a pattern. */
function sourceOf(pattern: ts.ArrayBindingPattern): ts.Expression | undefined {
  const { parent } = pattern;
  return ts.isVariableDeclaration(parent) ? parent.initializer : undefined;
}

function namedGroups(pattern: Pattern, object: Term, at: ts.Node, to: Lowering): Term {
  const entries = pattern.groups.flatMap(({ name }, index) =>
    name === undefined ? [] : [{ key: constant(name), value: group(pattern, index + 1, object, at, to) }],
  );
  return entries.length === 0 ? absent : { kind: "object", entries };
}

function group(pattern: Pattern, index: number, object: Term, at: ts.Node, to: Lowering): Term {
  if (index === 0) return member(object, constant(0), true);
  const facts = pattern.groups[index - 1];
  if (facts === undefined) return absent;
  const part = member(object, constant(index), true);
  if (!facts.mayBeAbsent) return part;
  if (facts.mayBeEmpty) return to.deny(at, "GW1063", { text: at.getText() });
  return { kind: "decoded", term: part, absent: constant("") };
}

/** What a group of a match is, that an expression or a name of a pattern stands for. */
export function groupRead(node: ts.Expression, to: Lowering): GroupFacts | undefined {
  const inner = unwrap(node);
  if (ts.isElementAccessExpression(inner)) {
    const index = ts.isNumericLiteral(inner.argumentExpression) ? Number(inner.argumentExpression.text) : 0;
    return groupAt(inner.expression, index, to);
  }
  const declaration = ts.isIdentifier(inner) ? resolve(inner, to.checker)?.valueDeclaration : undefined;
  if (declaration === undefined || !ts.isBindingElement(declaration) || !ts.isArrayBindingPattern(declaration.parent))
    return undefined;
  const source = sourceOf(declaration.parent);
  const isRest = declaration.dotDotDotToken !== undefined || declaration.initializer !== undefined;
  return source === undefined || isRest
    ? undefined
    : groupAt(source, declaration.parent.elements.indexOf(declaration), to);
}

function groupAt(match: ts.Expression, index: number, to: Lowering): GroupFacts | undefined {
  const pattern = index > 0 && isMatch(match, to) ? patternOf(match, to) : undefined;
  return pattern === undefined || pattern === "global" ? undefined : pattern.groups[index - 1];
}

/** The pattern of a match, traced back to the call that made it; `global` where that finds many. */
function patternOf(node: ts.Expression, to: Lowering): Pattern | "global" | undefined {
  const inner = unwrap(node);
  if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression)) return ofCall(inner, to);
  if (ts.isBinaryExpression(inner)) return patternOf(inner.left, to);
  if (!ts.isIdentifier(inner)) return undefined;
  const declaration = resolve(inner, to.checker)?.valueDeclaration;
  if (declaration === undefined) return undefined;
  if (ts.isVariableDeclaration(declaration) && declaration.parent.flags & ts.NodeFlags.Const) {
    const loop = declaration.parent.parent;
    if (ts.isForOfStatement(loop)) return ofMany(loop.expression, to);
    return declaration.initializer === undefined ? undefined : patternOf(declaration.initializer, to);
  }
  return ts.isParameter(declaration) ? ofParameter(declaration, to) : undefined;
}

function ofCall(node: ts.CallExpression, to: Lowering): Pattern | "global" | undefined {
  const { name, expression: receiver } = node.expression as ts.PropertyAccessExpression;
  const [first] = node.arguments;
  const expression = name.text === "exec" ? receiver : name.text === "match" ? first : undefined;
  if (expression === undefined)
    return ["at", "find", "findLast"].includes(name.text) ? ofMany(receiver, to) : undefined;
  const pattern = patternQuietly(expression, to);
  return pattern?.global === true ? "global" : pattern;
}

/** The parameter of a callback that is given the matches of `matchAll`, one by one. */
function ofParameter(parameter: ts.ParameterDeclaration, to: Lowering): Pattern | undefined {
  const callback = parameter.parent;
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return undefined;
  if (!ts.isCallExpression(callback.parent)) return undefined;
  const { expression, arguments: args } = callback.parent;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  if (callback.parameters[expression.name.text === "reduce" ? 1 : 0] !== parameter) return undefined;
  const isFrom = expression.getText() === "Array.from";
  const source = isFrom ? args[0] : expression.expression;
  return source === undefined ? undefined : ofMany(source, to);
}

/** The pattern of the matches in a list. */
function ofMany(node: ts.Expression, to: Lowering): Pattern | undefined {
  const inner = unwrap(node);
  if (ts.isArrayLiteralExpression(inner)) {
    const [only] = inner.elements;
    return inner.elements.length === 1 && only !== undefined && ts.isSpreadElement(only)
      ? ofMany(only.expression, to)
      : undefined;
  }
  if (ts.isIdentifier(inner)) {
    const declaration = resolve(inner, to.checker)?.valueDeclaration;
    const isConstant =
      declaration !== undefined &&
      ts.isVariableDeclaration(declaration) &&
      (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
    return isConstant && declaration.initializer !== undefined ? ofMany(declaration.initializer, to) : undefined;
  }
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return undefined;
  const { name, expression: receiver } = inner.expression;
  const [first] = inner.arguments;
  if (name.text === "matchAll" && first !== undefined) return patternQuietly(first, to);
  if (inner.expression.getText() === "Array.from" && first !== undefined) return ofMany(first, to);
  return ["filter", "slice", "toReversed", "entries"].includes(name.text) ? ofMany(receiver, to) : undefined;
}

/** Reports a match that is used as a list, where groups that took no part would have to be undefined. */
export function refuseWhole(node: ts.Expression, to: Lowering): void {
  if (!isMatch(node, to)) return;
  const pattern = patternOf(node, to);
  const isWhole =
    pattern === "global" || (pattern !== undefined && !pattern.groups.some(({ mayBeAbsent }) => mayBeAbsent));
  if (!isWhole) to.deny(node, "GW1062", { text: node.getText() });
}
