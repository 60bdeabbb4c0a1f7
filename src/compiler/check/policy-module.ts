import type { Json, Severity } from "../../model.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { ts } from "../typescript.js";
import { literalValue } from "./literal-value.js";

/** A policy found in a module: what its definition says, and the generator with its review. */
export interface PolicyModule {
  readonly file: ts.SourceFile;
  readonly call: ts.CallExpression;
  /** What the call is given, written out. */
  readonly definition: ts.ObjectLiteralExpression;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly severity?: Severity;
  readonly controls?: { readonly [framework: string]: readonly string[] };
  readonly version?: string;
  readonly annotations?: { readonly [name: string]: string };
  readonly violations: ts.MethodDeclaration | ts.FunctionExpression;
}

const texts = ["kind", "title", "description"] as const;
const optional = ["severity", "controls", "version", "annotations"] as const;

/** The policy that a module's default export declares; reports what is missing. */
export function findPolicy(file: ts.SourceFile, checker: ts.TypeChecker, reporter: Reporter): PolicyModule | undefined {
  const call = defaultPolicy(file, checker);
  if (call !== undefined) return readPolicy(call, checker, reporter);
  const [exported] = defaultExport(file, checker)?.declarations ?? [];
  // A module that puts policies of others to use needs no policy of its own.
  if (exported === undefined && callsOf("constraint", file, checker).length > 0) return undefined;
  const name = file.fileName.split("/").at(-1) ?? "";
  reporter.report("GW2001", exported ?? file.statements[0] ?? file, { file: name });
  return undefined;
}

/** The `policy(…)` call behind a module's default export. */
export function defaultPolicy(file: ts.SourceFile, checker: ts.TypeChecker): ts.CallExpression | undefined {
  const exported = defaultExport(file, checker);
  return exported === undefined ? undefined : policyCall(exported, checker);
}

function defaultExport(file: ts.SourceFile, checker: ts.TypeChecker): ts.Symbol | undefined {
  const module = checker.getSymbolAtLocation(file);
  const exports = module === undefined ? [] : checker.getExportsOfModule(module);
  return exports.find(({ escapedName }) => escapedName === "default");
}

/** What a `policy(…)` call says; reports what it does not say as a literal. */
export function readPolicy(
  call: ts.CallExpression,
  checker: ts.TypeChecker,
  reporter: Reporter,
): PolicyModule | undefined {
  const [definition] = call.arguments;
  if (definition === undefined || !ts.isObjectLiteralExpression(definition)) {
    reporter.report("GW2002", definition ?? call, { name: "The definition" });
    return undefined;
  }
  return readDefinition(call, definition, checker, reporter);
}

/** Every call of one of gatewright's own functions in a file, in the order of the text. */
export function callsOf(name: string, file: ts.SourceFile, checker: ts.TypeChecker): readonly ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isCallOf(node, name, checker)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  if (file.text.includes(name)) visit(file);
  return found;
}

/** The `policy(…)` call that a symbol stands for, through constants and aliases. */
export function policyCall(
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
  seen: ReadonlySet<ts.Symbol> = new Set(),
): ts.CallExpression | undefined {
  if (seen.has(symbol)) return undefined;
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  for (const declaration of target.declarations ?? []) {
    const expression = ts.isExportAssignment(declaration)
      ? declaration.expression
      : ts.isVariableDeclaration(declaration)
        ? declaration.initializer
        : undefined;
    if (expression === undefined) continue;
    if (ts.isIdentifier(expression)) {
      const next = checker.getSymbolAtLocation(expression);
      return next === undefined ? undefined : policyCall(next, checker, new Set([...seen, symbol]));
    }
    if (ts.isCallExpression(expression) && isCallOf(expression, "policy", checker)) return expression;
  }
  return undefined;
}

/** True for a call of one of gatewright's own functions. */
export function isCallOf(call: ts.CallExpression, name: string, checker: ts.TypeChecker): boolean {
  if (!isOfModules(call.expression, checker)) return false;
  const symbol = checker.getSymbolAtLocation(call.expression);
  const target =
    symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const [declaration] = target?.declarations ?? [];
  return (
    declaration !== undefined &&
    ts.isFunctionDeclaration(declaration) &&
    declaration.name?.text === name &&
    /\/language\/\w+(\.d)?\.ts$/.test(declaration.getSourceFile().fileName)
  );
}

/** True for a name, and for a member of what is imported: to find the symbol of any other callee, its type has to be found first. */
function isOfModules(callee: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isIdentifier(callee)) return true;
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
  return ((checker.getSymbolAtLocation(callee.expression)?.flags ?? 0) & ts.SymbolFlags.Alias) !== 0;
}

function readDefinition(
  call: ts.CallExpression,
  definition: ts.ObjectLiteralExpression,
  checker: ts.TypeChecker,
  reporter: Reporter,
): PolicyModule | undefined {
  const values = new Map<string, Json>();
  let violations: PolicyModule["violations"] | undefined;
  for (const property of definition.properties) {
    const name =
      property.name !== undefined && !ts.isComputedPropertyName(property.name) ? property.name.text : undefined;
    if (name === undefined) {
      reporter.report("GW2002", property, { name: "Every property" });
      continue;
    }
    if (name === "violations") {
      violations = generatorOf(property);
      if (violations === undefined) reporter.report("GW2003", property.name ?? property);
      continue;
    }
    const node = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    const value = node === undefined ? undefined : literalValue(node, checker);
    if (value === undefined) reporter.report("GW2002", node ?? property, { name: `\`${name}\`` });
    else values.set(name, value);
  }
  const missing = texts.filter((name) => typeof values.get(name) !== "string");
  if (violations === undefined || missing.length > 0) return undefined;
  return {
    file: call.getSourceFile(),
    call,
    definition,
    kind: values.get("kind") as string,
    title: values.get("title") as string,
    description: values.get("description") as string,
    violations,
    ...Object.fromEntries(optional.filter((name) => values.has(name)).map((name) => [name, values.get(name)])),
  };
}

function generatorOf(property: ts.ObjectLiteralElementLike): PolicyModule["violations"] | undefined {
  const declaration = ts.isMethodDeclaration(property)
    ? property
    : ts.isPropertyAssignment(property) && ts.isFunctionExpression(property.initializer)
      ? property.initializer
      : undefined;
  if (declaration?.asteriskToken === undefined || declaration.body === undefined) return undefined;
  return ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Async ? undefined : declaration;
}
