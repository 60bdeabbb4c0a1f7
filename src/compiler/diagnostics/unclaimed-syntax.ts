import { ts } from "../typescript.js";

/** What is said of a construct that no file of syntax/ claims. */
export interface Refusal {
  readonly code: string;
  readonly args: { readonly [name: string]: string };
}

const K = ts.SyntaxKind;

/** Constructs with a record of their own. */
const codes: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.ClassDeclaration, "GW1004"],
  [K.ClassExpression, "GW1004"],
  [K.ThisKeyword, "GW1004"],
  [K.SuperKeyword, "GW1004"],
  [K.AwaitExpression, "GW1003"],
  [K.PostfixUnaryExpression, "GW1005"],
  [K.DeleteExpression, "GW1005"],
  [K.TryStatement, "GW1037"],
  [K.ThrowStatement, "GW1037"],
  [K.ArrowFunction, "GW1021"],
  [K.FunctionExpression, "GW1021"],
]);

/** Loops, by the words that begin them. */
const loops: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.WhileStatement, "A `while` loop"],
  [K.DoStatement, "A `do` loop"],
  [K.ForStatement, "A `for` loop that does not count by one to a limit"],
  [K.ForInStatement, "A `for…in` loop"],
]);

/** The others, as an author calls them. */
const names: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.LabeledStatement, "a label"],
  [K.BreakStatement, "`break` to a label"],
  [K.ContinueStatement, "`continue` to a label"],
  [K.DebuggerStatement, "`debugger`"],
  [K.WithStatement, "`with`"],
  [K.EnumDeclaration, "an enum inside of a function"],
  [K.ModuleDeclaration, "a namespace"],
  [K.ImportEqualsDeclaration, "`import … =`"],
  [K.BigIntLiteral, "a bigint"],
  [K.TaggedTemplateExpression, "a tagged template"],
  [K.YieldExpression, "`yield` inside of an expression"],
  [K.SpreadElement, "a spread in this place"],
  [K.VoidExpression, "`void`"],
  [K.MetaProperty, "`import.meta` or `new.target`"],
  [K.ExpressionWithTypeArguments, "a function with type arguments that is not called"],
  [K.OmittedExpression, "a hole in a list"],
]);

/** The code that fits a node which no file of syntax/ claims. */
export function refusalOf(node: ts.Node): Refusal {
  const loop = loops.get(node.kind);
  if (loop !== undefined) return { code: "GW1015", args: { what: loop } };
  const text = node.getText();
  const code = codes.get(node.kind);
  if (code === undefined) return { code: "GW1001", args: { what: names.get(node.kind) ?? `\`${text}\`` } };
  return { code, args: { what: `\`${text}\``, name: ts.isFunctionLike(node) ? (node.name?.getText() ?? text) : text } };
}
