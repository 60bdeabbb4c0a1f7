import type { Reporter } from "../diagnostics/reporter.js";
import type { LoadedProgram } from "../load/program.js";
import { ts } from "../typescript.js";
import { readProperty } from "./forgotten-containers.js";
import type { PolicyModule } from "./policy-module.js";
import { nodesOf } from "./reached-files.js";
import type { ReviewTypes } from "./review-type.js";

const K = ts.SyntaxKind;

/** Parameters, and parts of them, that nothing in the files of a policy reads. Whatever leaves their sight counts as read. */
export function checkUnreadParameters(
  { file }: PolicyModule,
  { parameters, parametersNode }: ReviewTypes,
  files: readonly ts.SourceFile[],
  loaded: LoadedProgram,
  reporter: Reporter,
): void {
  if (parameters === undefined) return;
  const checker = loaded.program.getTypeChecker();
  const fieldsIn = fieldFinder(loaded);
  const read = new Set<ts.Declaration>();
  for (const one of files) for (const field of readFields(one, checker, fieldsIn)) read.add(field);
  const top = ownFields(parameters, loaded);
  if (top.length > 0 && top.every((field) => !read.has(field))) {
    reporter.report("GW5002", parametersNode);
    return;
  }
  const report = (fields: readonly ts.PropertySignature[], seen: ReadonlySet<ts.Node>) => {
    for (const field of fields.filter((one) => !seen.has(one))) {
      const place = field.getSourceFile() === file ? field.name : parametersNode;
      if (!read.has(field)) reporter.report("GW5001", place, { name: field.name.getText() });
      else
        report(
          partsOf(checker.getTypeAtLocation(field), checker).flatMap((part) => ownFields(part, loaded)),
          new Set([...seen, field]),
        );
    }
  };
  report(top, new Set());
}

/** The fields of a type that the project declares. */
function ownFields(type: ts.Type, loaded: LoadedProgram): readonly ts.PropertySignature[] {
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return [];
  return type
    .getProperties()
    .flatMap(({ declarations = [] }) => declarations.filter(ts.isPropertySignature))
    .filter((declaration) => loaded.isOfProject(declaration.getSourceFile()));
}

/** The types that a value of a type is made of: those of a union, of a list's elements, of a record's values. */
function partsOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  if (type.isUnion()) return type.types.flatMap((part) => partsOf(part, checker));
  // The type of a policy names that of its parameters; a policy holds none.
  const elements = isReference(type) && type.symbol?.name !== "Policy" ? checker.getTypeArguments(type) : [];
  const values = type.getStringIndexType();
  const inner = [...elements, ...(values === undefined ? [] : [values])];
  return [type, ...inner.flatMap((part) => (part === type ? [] : partsOf(part, checker)))];
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0
  );
}

type FieldFinder = (type: ts.Type) => ReadonlySet<ts.Declaration>;

/** Every field of the project's own that a value of a type may have somewhere in it. */
function fieldFinder(loaded: LoadedProgram): FieldFinder {
  const checker = loaded.program.getTypeChecker();
  const kept = new Map<ts.Type, ReadonlySet<ts.Declaration>>();
  return (type) => {
    const known = kept.get(type);
    if (known !== undefined) return known;
    const found = new Set<ts.Declaration>();
    const types = new Set<ts.Type>([type]);
    for (const one of types) {
      for (const part of partsOf(one, checker)) types.add(part);
      for (const field of ownFields(one, loaded)) {
        found.add(field);
        types.add(checker.getTypeAtLocation(field));
      }
      // An object that is written out has the fields' values in it.
      if (!isDeclaredElsewhere(one, loaded))
        for (const property of one.getProperties()) types.add(checker.getTypeOfSymbol(property));
    }
    kept.set(type, found);
    return found;
  };
}

function isDeclaredElsewhere(type: ts.Type, loaded: LoadedProgram): boolean {
  const [declaration] = type.symbol?.declarations ?? [];
  if (!(type.flags & ts.TypeFlags.Object)) return true;
  return (
    declaration === undefined ||
    !ts.isObjectLiteralExpression(declaration) ||
    !loaded.isOfProject(declaration.getSourceFile())
  );
}

function readFields(file: ts.SourceFile, checker: ts.TypeChecker, fieldsIn: FieldFinder): ReadonlySet<ts.Declaration> {
  const read = new Set<ts.Declaration>();
  const add = (fields: Iterable<ts.Declaration>) => {
    for (const field of fields) read.add(field);
  };
  const nodes = [...nodesOf(file)];
  const used = new Set(nodes.filter(ts.isIdentifier).flatMap((name) => usedSymbol(name, checker) ?? []));
  for (const node of nodes) {
    if (isUnusedName(node, used, checker)) continue;
    add(readProperty(node, checker)?.declarations ?? []);
    if (ts.isBindingElement(node) && node.dotDotDotToken && ts.isObjectBindingPattern(node.parent))
      add(fieldsIn(checker.getTypeAtLocation(node.parent)));
    if (ts.isElementAccessExpression(node)) {
      const type = checker.getTypeAtLocation(node.expression);
      const key = node.argumentExpression;
      if (ts.isStringLiteralLike(key)) add(type.getProperty(key.text)?.declarations ?? []);
      else if (!(checker.getTypeAtLocation(key).flags & ts.TypeFlags.NumberLike)) add(fieldsIn(type));
    }
    if (isValue(node) && leavesSight(node, checker, fieldsIn)) add(fieldsIn(checker.getTypeAtLocation(node)));
  }
  return read;
}

/** A name that is read, not the one that declares it. */
function usedSymbol(name: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = name;
  if (ts.isShorthandPropertyAssignment(parent)) return checker.getShorthandAssignmentValueSymbol(parent);
  if (ts.isBindingElement(parent) && parent.name === name) return undefined;
  return checker.getSymbolAtLocation(name);
}

function isUnusedName(node: ts.Node, used: ReadonlySet<ts.Symbol>, checker: ts.TypeChecker): boolean {
  if (!ts.isBindingElement(node) || !ts.isIdentifier(node.name) || node.dotDotDotToken) return false;
  const symbol = checker.getSymbolAtLocation(node.name);
  return symbol !== undefined && !used.has(symbol);
}

function isValue(node: ts.Node): node is ts.Expression {
  if (!ts.isExpression(node)) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isBindingElement(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent))
    return parent.initializer === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !(ts.isFunctionLike(parent) && parent.name === node) && !ts.isJsxAttribute(parent);
}

/** Whether a value goes where its fields can no longer be followed by their types. */
function leavesSight(node: ts.Expression, checker: ts.TypeChecker, fieldsIn: FieldFinder): boolean {
  const fields = fieldsIn(checker.getTypeAtLocation(node));
  if (fields.size === 0) return false;
  const stays = (type: ts.Type | undefined) => type !== undefined && isWithin(fields, fieldsIn(type));
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) return false;
  if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent))
    return ts.isIdentifier(parent.name) && !stays(checker.getTypeAtLocation(parent.name));
  if (ts.isForOfStatement(parent) || ts.isIfStatement(parent) || ts.isExpressionStatement(parent)) return false;
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent) || ts.isFunctionLike(parent)) return false;
  if (ts.isPrefixUnaryExpression(parent) || ts.isTypeOfExpression(parent)) return false;
  if (ts.isConditionalExpression(parent) && parent.condition === node) return false;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    if (kind === K.AmpersandAmpersandToken && parent.left === node) return false;
    if (kind >= K.EqualsEqualsToken && kind <= K.ExclamationEqualsEqualsToken) return false;
  }
  if (ts.isCallExpression(parent) && parent.expression !== node) {
    const wanted = checker.getContextualType(node);
    // Who takes the review of any policy reads no parameters.
    if (wanted?.symbol?.name === "Review") return false;
    const declaration = checker.getResolvedSignature(parent)?.declaration;
    if (declaration !== undefined && stays(wanted) && !isOpen(declaration, parent, node, checker)) return false;
  }
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isSpreadAssignment(parent))
    return !stays(checker.getTypeAtLocation(parent.parent));
  if (ts.isSpreadElement(parent)) return false;
  return !(ts.isExpression(parent) && stays(checker.getTypeAtLocation(parent)));
}

/** Whether a function takes values of any type in this place, as `fmt` does. */
function isOpen(declaration: ts.Node, call: ts.CallExpression, node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (!ts.isFunctionLike(declaration)) return true;
  const parameter = declaration.parameters[call.arguments.indexOf(node)];
  if (parameter === undefined) return true;
  const type = checker.getTypeAtLocation(parameter);
  return (type.flags & (ts.TypeFlags.Instantiable | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}

function isWithin(some: ReadonlySet<ts.Declaration>, all: ReadonlySet<ts.Declaration>): boolean {
  return [...some].every((one) => all.has(one));
}
