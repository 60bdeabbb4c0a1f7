import type { Reporter } from "../diagnostics/reporter.js";
import { ts } from "../typescript.js";
import type { PolicyModule } from "./policy-module.js";
import { nodesOf } from "./reached-files.js";

/** What only the containers that run all the time have, and what those for debugging have not either. */
const ofMain: ReadonlySet<string> = new Set(["lifecycle", "livenessProbe", "name", "readinessProbe", "startupProbe"]);
const notOfEphemeral: ReadonlySet<string> = new Set([...ofMain, "ports", "resources", "resizePolicy"]);

const others: readonly (readonly [list: string, without: ReadonlySet<string>])[] = [
  ["initContainers", ofMain],
  ["ephemeralContainers", notOfEphemeral],
];

/** A policy that goes through `containers` and passes over a list whose containers have what it looks at. */
export function checkForgottenContainers(
  { file, violations }: PolicyModule,
  files: readonly ts.SourceFile[],
  checker: ts.TypeChecker,
  reporter: Reporter,
): void {
  const named = new Set<string>();
  const looked = new Set<string>();
  let first: ts.Node | undefined;
  for (const node of files.flatMap((one) => [...nodesOf(one)])) {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) named.add(node.text);
    const property = readProperty(node, checker);
    const owner = property?.valueDeclaration?.parent;
    if (property === undefined || owner === undefined || !ts.isInterfaceDeclaration(owner)) continue;
    if (owner.name.text === "Container") looked.add(property.name);
    if (owner.name.text !== "PodSpec" || property.name !== "containers") continue;
    if (first === undefined || (first.getSourceFile() !== file && node.getSourceFile() === file)) first = node;
  }
  if (first === undefined || named.has("containersOf")) return;
  const missing = others
    .filter(([list, without]) => !named.has(list) && [...looked].some((field) => !without.has(field)))
    .map(([list]) => `\`${list}\``);
  if (missing.length === 0) return;
  const place = first.getSourceFile() === file ? nameOf(first) : (violations.name ?? violations);
  reporter.report("GW5006", place, { lists: missing.join(" and ") });
}

/** The property that `a.b` or a part of a pattern reads. */
export function readProperty(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (ts.isPropertyAccessExpression(node)) return checker.getSymbolAtLocation(node.name);
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent) || node.dotDotDotToken) return undefined;
  const name = node.propertyName ?? node.name;
  return ts.isIdentifier(name) || ts.isStringLiteral(name)
    ? checker.getTypeAtLocation(node.parent).getProperty(name.text)
    : undefined;
}

function nameOf(node: ts.Node): ts.Node {
  if (ts.isPropertyAccessExpression(node)) return node.name;
  return ts.isBindingElement(node) ? (node.propertyName ?? node.name) : node;
}
