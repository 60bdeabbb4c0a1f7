/**
 * A name for an entry of a collection, which is put there where it is missing: `const group = (groups[key] ??= []);`. Whatever changes the
 * name changes the collection, for as long as nothing else does.
 */
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { type Entry, readOf } from "./borrowed.js";
import { isAssignment, isChange } from "./chains.js";
import { givesAway } from "./given-away.js";
import type { Lowering } from "./lowering.js";
import { changesOf, homeOf } from "./own.js";
import { isOwnThroughout } from "./throughout.js";

const K = ts.SyntaxKind;

/** The place that a name stands for; undefined for names that are declared or used in any other way. */
export function entryNamed(
  declaration: ts.Declaration,
  uses: readonly ts.Identifier[],
  to: Lowering,
): (Entry & { readonly read: ts.Expression }) | undefined {
  const put = putBy(declaration);
  const block = put === undefined ? undefined : declaration.parent.parent.parent;
  if (put === undefined || block === undefined) return undefined;
  const entry = readOf(put.left, to);
  if (entry === undefined || !isOwnThroughout(put.right, to)) return undefined;
  const isInside = (node: ts.Node) => node.pos >= declaration.end && node.end <= block.end;
  const isOwn = (use: ts.Identifier) => isInside(use) && (isChange(use) || !givesAway(use, true, to));
  if (!uses.every(isOwn)) return undefined;
  // What else changes the collection may put another entry there.
  const isElsewhere = (change: ts.Node) => homeOf(change) !== homeOf(declaration) || isInside(change);
  return changesOf(entry.of as ts.Identifier, homeOf(declaration), to).some(isElsewhere)
    ? undefined
    : { ...entry, read: put.left };
}

/** `groups[key] ??= []` of `const group = (groups[key] ??= []);`. */
export function putBy(declaration: ts.Declaration): ts.BinaryExpression | undefined {
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const value = declaration.initializer === undefined ? undefined : unwrap(declaration.initializer);
  const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  if (value === undefined || !isConstant || !isAssignment(value)) return undefined;
  const { kind } = value.operatorToken;
  return kind === K.QuestionQuestionEqualsToken || kind === K.BarBarEqualsToken ? value : undefined;
}
