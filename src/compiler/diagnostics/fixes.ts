import { ts } from "../typescript.js";

/** What stands between two positions of the text becomes another text. */
export interface PlainEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

type Fix = (node: ts.Node) => readonly PlainEdit[] | undefined;

/** The rewrites that are certainly what a diagnostic's help says, by code. What takes a decision of the author's has none. */
const fixes: ReadonlyMap<string, Fix> = new Map<string, Fix>([
  ["GW1005", copies],
  ["GW1009", sorted],
  ["GW1012", strict],
]);

/** The codes whose diagnostics may carry a fix. */
export const fixableCodes: readonly string[] = [...fixes.keys()];

/** The edits that put the diagnostic of a node right, or undefined. */
export function fixOf(code: string, node: ts.Node): readonly PlainEdit[] | undefined {
  return fixes.get(code)?.(node);
}

/** `a == b` → `a === b`. */
function strict(node: ts.Node): readonly PlainEdit[] | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const { operatorToken } = node;
  const text = operatorToken.getText();
  return text === "==" || text === "!=" ? [replaced(operatorToken, `${text}=`)] : undefined;
}

/** `Object.keys(x)` → `Object.keys(x).toSorted()`: keys are texts, whose order is the same everywhere. */
function sorted(node: ts.Node): readonly PlainEdit[] | undefined {
  if (!ts.isCallExpression(node) || node.expression.getText() !== "Object.keys") return undefined;
  return [{ from: node.getEnd(), to: node.getEnd(), text: ".toSorted()" }];
}

const copying: ReadonlyMap<string, string> = new Map([
  ["sort", "toSorted"],
  ["reverse", "toReversed"],
]);

/** `xs.sort()` → `xs.toSorted()` where its value is used. */
function copies(node: ts.Node): readonly PlainEdit[] | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  if (ts.isExpressionStatement(node.parent)) return undefined;
  const { name } = node.expression;
  const instead = copying.get(name.text);
  return instead === undefined ? undefined : [replaced(name, instead)];
}

function replaced(node: ts.Node, text: string): PlainEdit {
  return { from: node.getStart(), to: node.getEnd(), text };
}
