import { isDefined } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { absent, assume, choose, constant, isDoubted, notANumber } from "../ir/terms.js";
import { isFound, isOnlyAsked } from "../lower/lookups.js";
import type { ExpressionSyntax, Lowering } from "../lower/lowering.js";
import { numberAt } from "../lower/not-a-number.js";
import { isPicked } from "../lower/picks.js";
import { ts } from "../typescript.js";
import { enumObject } from "./enums.js";
import { forbiddenGlobals } from "./globals.js";

/** True for a name that is not narrowed: its type has no undefined anyway, and the author did not rely on it. */
function staysDoubted(symbol: ts.Symbol, term: Term, to: Lowering): boolean {
  return isDoubted(term) && !to.shapeOfType(to.checker.getTypeOfSymbol(symbol)).undefined;
}

/** A name: of a constant, of a parameter, of a loop's variable, of `undefined`. */
export const names: ExpressionSyntax<ts.Identifier> = {
  kinds: [ts.SyntaxKind.Identifier],
  value(node, scope, to) {
    if (node.text === "undefined") return absent;
    const symbol = resolve(node, to.checker);
    if (symbol === undefined) return to.deny(node, "GW1011", { text: node.text });
    const binding = scope.get(symbol);
    if (binding?.kind === "term")
      return isDefined(binding.term) || to.shape(node).undefined || staysDoubted(symbol, binding.term, to)
        ? binding.term
        : numberAt(node, assume(binding.term), to);
    if (binding?.kind === "lookup")
      return isOnlyAsked(node)
        ? choose([{ when: isFound(binding.lookup), answer: constant(true) }])
        : to.deny(node, "GW1021", { name: node.text });
    if (binding?.kind === "pick")
      return isOnlyAsked(node) ? isPicked(binding.pick) : to.deny(node, "GW1021", { name: node.text });
    if (binding?.kind === "function" || binding?.kind === "table") return to.deny(node, "GW1021", { name: node.text });
    if (node.text === "NaN" && to.isOfLibrary(node)) return notANumber;
    if (node.text === "Infinity" && to.isOfLibrary(node)) return constant(Number.POSITIVE_INFINITY);
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    if (declaration === undefined)
      return forbiddenGlobals.has(node.text)
        ? to.deny(node, "GW1006", { name: node.text })
        : to.deny(node, "GW1011", { text: node.text });
    if (ts.isEnumDeclaration(declaration))
      return enumObject(node, to) ?? to.deny(node, "GW1001", { what: `the enum \`${node.text}\` as an object` });
    if (isFunction(declaration)) return to.deny(node, "GW1021", { name: node.text });
    if (
      ts.isVariableDeclaration(declaration) &&
      isModuleConstant(declaration) &&
      declaration.initializer !== undefined
    ) {
      if (to.program.isSourceFileDefaultLibrary(declaration.getSourceFile()))
        return to.deny(node, "GW1006", { name: node.text });
      return to.moduleConstant(declaration, symbol);
    }
    if (ts.isBindingElement(declaration)) {
      const root = rootOf(declaration);
      if (ts.isVariableDeclaration(root) && isModuleConstant(root)) return to.moduleConstant(declaration, symbol);
    }
    if (
      ts.isVariableDeclaration(declaration) &&
      isModuleVariable(declaration) &&
      !to.program.isSourceFileDefaultLibrary(declaration.getSourceFile())
    ) {
      return to.deny(node, "GW1005", { what: `\`let ${node.text}\` at the top of a module` });
    }
    if (forbiddenGlobals.has(node.text)) return to.deny(node, "GW1006", { name: node.text });
    return to.deny(node, "GW1001", { what: `the name \`${node.text}\`` });
  },
};

function isFunction(declaration: ts.Declaration): boolean {
  if (ts.isFunctionDeclaration(declaration)) return true;
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
}

/** The symbol that a name stands for, through imports and shorthand properties. */
export function resolve(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  return symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The variable or the parameter that a name in a pattern belongs to. */
export function rootOf(declaration: ts.Declaration): ts.Declaration {
  return ts.isBindingElement(declaration) ? rootOf(declaration.parent.parent) : declaration;
}

/** `module.name`, of a module that is imported as a whole: the name. */
export function nameOfModule(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): ts.Identifier | undefined {
  const { expression, name } = node;
  const symbol = ts.isIdentifier(expression) ? checker.getSymbolAtLocation(expression) : undefined;
  const isWhole = symbol?.declarations?.some(ts.isNamespaceImport) === true;
  return isWhole && ts.isIdentifier(name) ? name : undefined;
}

function isModuleVariable(declaration: ts.VariableDeclaration): boolean {
  return (
    ts.isVariableDeclarationList(declaration.parent) &&
    ts.isVariableStatement(declaration.parent.parent) &&
    ts.isSourceFile(declaration.parent.parent.parent)
  );
}

export function isModuleConstant(declaration: ts.VariableDeclaration): boolean {
  return isModuleVariable(declaration) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
}
