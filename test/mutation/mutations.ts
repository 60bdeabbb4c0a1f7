/** The small mistakes that could be made in a policy: each a change of its text. */
import ts from "typescript";

/** A change of one place of a file. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** What it is, for reports: `a guard is dropped`. */
  readonly what: string;
}

/** Every mutation of a module's functions and constants; what a policy says about itself, and types, are left alone. */
export function mutationsOf(file: ts.SourceFile): readonly Mutation[] {
  const found: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node)) return;
    for (const [of, replacement, what] of mutate(node)) {
      const start = of.getStart(file);
      if (file.text.slice(start, of.end) !== replacement) found.push({ start, end: of.end, replacement, what });
    }
    if (isPolicyCall(node)) {
      const members = (node.arguments[0] as ts.ObjectLiteralExpression).properties;
      for (const member of members) if (ts.isMethodDeclaration(member)) visit(member);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

type Change = readonly [of: ts.Node, replacement: string, what: string];

function isPolicyCall(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "policy";
}

function mutate(node: ts.Node): readonly Change[] {
  if (ts.isIfStatement(node)) return [...condition(node.expression), ...droppedElse(node)];
  if (ts.isConditionalExpression(node)) return condition(node.condition);
  if (ts.isBinaryExpression(node)) return binary(node);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [[node, node.operand.getText(), "a negation is dropped"]];
  }
  if (ts.isReturnStatement(node)) return returned(node);
  if (ts.isContinueStatement(node)) return [[node, "break;", "the loop ends where it should go on"]];
  if (ts.isExpressionStatement(node) && ts.isYieldExpression(node.expression)) {
    return [[node, ";", "a violation is not yielded"]];
  }
  if (ts.isForOfStatement(node)) {
    return [[node.expression, `(${node.expression.getText()}).slice(0, 1)`, "the loop takes the first element only"]];
  }
  if (ts.isArrayLiteralExpression(node)) return elements(node);
  if (ts.isObjectLiteralExpression(node)) return spreads(node);
  if (ts.isCallExpression(node)) return call(node);
  return literal(node);
}

function condition(of: ts.Node): readonly Change[] {
  return [
    [of, "true", "a condition always holds"],
    [of, "false", "a condition never holds"],
  ];
}

function droppedElse({ elseStatement }: ts.IfStatement): readonly Change[] {
  return elseStatement === undefined ? [] : [[elseStatement, "{}", "an else is dropped"]];
}

const comparisons: { readonly [operator: string]: readonly string[] } = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
};

function binary(node: ts.BinaryExpression): readonly Change[] {
  const [left, operator, right] = [node.left, node.operatorToken, node.right].map((part) => part.getText()) as [
    string,
    string,
    string,
  ];
  if (operator === "&&" || operator === "||") {
    return [
      [node, left, `the right side of ${operator} is forgotten`],
      [node, right, `the left side of ${operator} is forgotten`],
      [node, `(${left}) ${operator === "&&" ? "||" : "&&"} (${right})`, `${operator} is taken for the other`],
    ];
  }
  if (operator === "??") {
    return [
      [node, right, "what is there is not read"],
      [node, left, "what stands in for nothing is forgotten"],
    ];
  }
  return (comparisons[operator] ?? []).map((other) => [node.operatorToken, other, `${operator} is taken for ${other}`]);
}

/** For functions that say yes or no. */
function returned(node: ts.ReturnStatement): readonly Change[] {
  const { expression } = node;
  const owner = ts.findAncestor(node, ts.isFunctionDeclaration);
  if (expression === undefined || owner?.type?.kind !== ts.SyntaxKind.BooleanKeyword) return [];
  if (expression.kind === ts.SyntaxKind.TrueKeyword || expression.kind === ts.SyntaxKind.FalseKeyword) return [];
  return [
    [expression, "true", "the function always says yes here"],
    [expression, "false", "the function always says no here"],
  ];
}

function elements(node: ts.ArrayLiteralExpression): readonly Change[] {
  return node.elements.map((element) => {
    const others = node.elements.filter((other) => other !== element).map((other) => other.getText());
    return [node, `[${others.join(", ")}]`, `${shortened(element.getText())} is missing from the list`];
  });
}

function spreads(node: ts.ObjectLiteralExpression): readonly Change[] {
  return node.properties.filter(ts.isSpreadAssignment).map((spread) => {
    const others = node.properties.filter((other) => other !== spread).map((other) => other.getText());
    return [node, `{ ${others.join(", ")} }`, `${shortened(spread.getText())} is missing`];
  });
}

/** Methods that are easily taken for each other. */
const methods: { readonly [name: string]: string } = {
  some: "every",
  every: "some",
  startsWith: "endsWith",
  endsWith: "startsWith",
  ceil: "floor",
  floor: "ceil",
  union: "intersection",
  intersection: "union",
  isSubsetOf: "isSupersetOf",
  isSupersetOf: "isSubsetOf",
};

/** Methods that ask something of each element. */
const predicates: readonly string[] = ["some", "every", "filter", "find"];

/** Methods whose subject could be taken as it is. */
const steps: readonly string[] = [
  ...["filter", "toSorted", "toLowerCase", "toUpperCase", "trim", "slice", "difference", "replaceAll", "flat", "map"],
];

function call(node: ts.CallExpression): readonly Change[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression, name } = node.expression;
  const other = methods[name.text];
  const [predicate] = node.arguments;
  const asked =
    predicates.includes(name.text) && predicate !== undefined && ts.isArrowFunction(predicate)
      ? predicate.body
      : undefined;
  return [
    ...(asked === undefined || ts.isBlock(asked) ? [] : condition(asked)),
    ...(other === undefined ? [] : ([[name, other, `${name.text} is taken for ${other}`]] as const)),
    ...(steps.includes(name.text) ? ([[node, expression.getText(), `${name.text} is dropped`]] as const) : []),
  ];
}

function literal(node: ts.Node): readonly Change[] {
  if (ts.isStringLiteral(node) && !isName(node)) {
    return [[node, node.text === "" ? '"?"' : '""', `${shortened(node.getText())} is another text`]];
  }
  if (ts.isNoSubstitutionTemplateLiteral(node)) return [[node, "``", "the text is empty"]];
  if (ts.isTemplateHead(node) && node.text !== "") return [[node, "`${", "the start of the text is missing"]];
  if (ts.isTemplateMiddle(node) && node.text !== "") return [[node, "}${", `${shortened(node.text)} is missing`]];
  if (ts.isTemplateTail(node) && node.text !== "") return [[node, "}`", "the end of the text is missing"]];
  if (ts.isNumericLiteral(node)) return [[node, String(Number(node.text) + 1), `${node.text} is another number`]];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, "false", "true is taken for false"]];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, "true", "false is taken for true"]];
  return [];
}

/** Keys of objects: what they hold is read elsewhere by the same key. */
function isName(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
