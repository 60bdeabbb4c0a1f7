/**
 * What a type's text says and its type does not. TypeScript forgets the names of aliases of primitive types, and with them
 * `Integer` and the JSDoc of `type Port = …`; it also forgets the order of a union. The written node still has both.
 */
import { ts } from "../typescript.js";

/** A written type, with what the type parameters in it stand for. */
export interface Written {
  readonly node: ts.TypeNode;
  readonly bindings: ReadonlyMap<ts.Symbol, Written>;
}

/** Where a written type leads through its aliases. */
export interface Resolved extends Written {
  /** The aliases on the way, outermost first. */
  readonly aliases: readonly ts.Symbol[];
  /** Whether one of them is `Integer`. */
  readonly integer: boolean;
}

/** Follows parentheses, `readonly`, aliases and type parameters to the node that says what the type is. */
export function resolveWritten(written: Written, checker: ts.TypeChecker): Resolved {
  const aliases: ts.Symbol[] = [];
  let { node, bindings } = written;
  // An alias cannot lead back to itself without an object between, except in source that TypeScript has refused already.
  for (let steps = 0; steps < 100; steps++) {
    if (ts.isParenthesizedTypeNode(node)) {
      node = node.type;
    } else if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) {
      node = node.type;
    } else if (ts.isTypeReferenceNode(node)) {
      const symbol = referenced(node.typeName, checker);
      const bound = symbol && bindings.get(symbol);
      const alias = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
      if (bound) {
        ({ node, bindings } = bound);
      } else if (symbol && alias) {
        aliases.push(symbol);
        if (alias.name.text === "Integer" && alias.type.kind === ts.SyntaxKind.NumberKeyword) {
          return { node: alias.type, bindings, aliases: aliases.slice(0, -1), integer: true };
        }
        bindings = bind(alias.typeParameters, node.typeArguments, bindings, checker);
        node = alias.type;
      } else break;
    } else break;
  }
  return { node, bindings, aliases, integer: false };
}

/** The members of a written union, through aliases and nested unions, in the order of the text. */
export function unionMembers(written: Written, checker: ts.TypeChecker): readonly Resolved[] {
  const resolved = resolveWritten(written, checker);
  if (!ts.isUnionTypeNode(resolved.node)) return [resolved];
  return resolved.node.types.flatMap((node) => unionMembers({ node, bindings: resolved.bindings }, checker));
}

/** The written type of an array's elements, or undefined where the text does not show it. */
export function elementWritten({ node, bindings }: Written): Written | undefined {
  if (ts.isArrayTypeNode(node)) return { node: node.elementType, bindings };
  if (ts.isTupleTypeNode(node)) {
    const elements = node.elements.map(typeOfElement);
    const [first] = elements;
    return first && elements.every((one) => one.getText() === first.getText()) ? { node: first, bindings } : undefined;
  }
  const argument = ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined;
  return argument && { node: argument, bindings };
}

/** Without the name and the question mark of a tuple's element. */
function typeOfElement(node: ts.TypeNode): ts.TypeNode {
  if (ts.isNamedTupleMember(node)) return node.type;
  return ts.isOptionalTypeNode(node) ? node.type : node;
}

/** The written type of a map's values: of `Record<string, T>` or of an index signature. */
export function valueWritten({ node, bindings }: Written, checker: ts.TypeChecker): Written | undefined {
  if (ts.isMappedTypeNode(node)) return node.type && { node: node.type, bindings };
  const members = ts.isTypeLiteralNode(node) ? node.members : declaredMembers(node, checker);
  const signature = members.find(ts.isIndexSignatureDeclaration);
  return signature && { node: signature.type, bindings };
}

/** The written type of a property, given what the type parameters of the object stand for. */
export function propertyWritten(property: ts.Symbol, bindings: ReadonlyMap<ts.Symbol, Written>): Written | undefined {
  for (const declaration of property.declarations ?? []) {
    if ((ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration)) && declaration.type) {
      return { node: declaration.type, bindings };
    }
  }
  return undefined;
}

/** What the type parameters stand for in the members of a written object type: its own, its bases' and its parts'. */
export function memberBindings(written: Written, checker: ts.TypeChecker): ReadonlyMap<ts.Symbol, Written> {
  const { node, bindings } = resolveWritten(written, checker);
  if (ts.isIntersectionTypeNode(node)) {
    return new Map(node.types.flatMap((part) => [...memberBindings({ node: part, bindings }, checker)]));
  }
  if (!ts.isTypeReferenceNode(node)) return bindings;
  return interfaceBindings(referenced(node.typeName, checker), node.typeArguments, bindings, checker, 0);
}

function interfaceBindings(
  symbol: ts.Symbol | undefined,
  typeArguments: readonly ts.TypeNode[] | undefined,
  bindings: ReadonlyMap<ts.Symbol, Written>,
  checker: ts.TypeChecker,
  depth: number,
): ReadonlyMap<ts.Symbol, Written> {
  let result = bindings;
  for (const declaration of symbol?.declarations ?? []) {
    if (!ts.isInterfaceDeclaration(declaration) || depth > 50) continue;
    const own = bind(declaration.typeParameters, typeArguments, bindings, checker);
    result = new Map([...result, ...own]);
    for (const base of declaration.heritageClauses?.flatMap((clause) => clause.types) ?? []) {
      const target = referenced(base.expression, checker);
      result = new Map([...result, ...interfaceBindings(target, base.typeArguments, own, checker, depth + 1)]);
    }
  }
  return result;
}

function bind(
  parameters: readonly ts.TypeParameterDeclaration[] | undefined,
  given: readonly ts.TypeNode[] | undefined,
  bindings: ReadonlyMap<ts.Symbol, Written>,
  checker: ts.TypeChecker,
): ReadonlyMap<ts.Symbol, Written> {
  const result = new Map(bindings);
  for (const [index, parameter] of (parameters ?? []).entries()) {
    const node = given?.[index] ?? parameter.default;
    const symbol = checker.getSymbolAtLocation(parameter.name);
    if (node && symbol) result.set(symbol, { node, bindings: given?.[index] ? bindings : result });
  }
  return result;
}

function declaredMembers(node: ts.TypeNode, checker: ts.TypeChecker): readonly ts.TypeElement[] {
  if (!ts.isTypeReferenceNode(node)) return [];
  const declarations = referenced(node.typeName, checker)?.declarations ?? [];
  return declarations.filter(ts.isInterfaceDeclaration).flatMap((declaration) => [...declaration.members]);
}

function referenced(name: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  return symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
}
