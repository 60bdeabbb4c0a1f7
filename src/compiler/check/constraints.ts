import { ts } from "ts-morph";
import type { CompiledConstraint, EnforcementAction, Json } from "../../model.js";
import type { Reporter } from "../diagnostics/reporter.js";
import type { LoadedProgram } from "../load/program.js";
import { literalValue } from "./literal-value.js";
import { isCallOf, policyCall } from "./policy-module.js";

/** The `constraint(policy, { … })` calls of the project, as data. */
export function findConstraints(
  files: readonly ts.SourceFile[],
  loaded: LoadedProgram,
  reporter: Reporter,
): readonly CompiledConstraint[] {
  const checker = loaded.program.getTypeChecker();
  const found: CompiledConstraint[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isCallOf(node, "constraint", checker)) {
      const constraint = readConstraint(node, checker, reporter);
      if (constraint !== undefined) found.push(constraint);
      return;
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) if (file.text.includes("constraint(")) visit(file);
  const seen = new Set<string>();
  for (const { kind, name, span } of found) {
    const key = `${kind} ${name}`;
    if (seen.has(key)) reporter.reportAt("GW2013", span, { kind, name });
    seen.add(key);
  }
  return found;
}

function readConstraint(
  call: ts.CallExpression,
  checker: ts.TypeChecker,
  reporter: Reporter,
): CompiledConstraint | undefined {
  const [subject, definition] = call.arguments;
  if (subject === undefined || definition === undefined) return undefined;
  const value = literalValue(definition, checker);
  const symbol = checker.getSymbolAtLocation(subject);
  const declared = symbol === undefined ? undefined : policyCall(symbol, checker);
  const kind = declared === undefined ? undefined : kindOf(declared, checker);
  if (kind === undefined) {
    reporter.report("GW2010", subject, { name: "The policy" });
    return undefined;
  }
  if (value === undefined || value === null || typeof value !== "object" || Array.isArray(value)) {
    reporter.report("GW2010", definition, { name: "The definition" });
    return undefined;
  }
  const { name, match, parameters, enforcementAction } = value as { readonly [key: string]: Json };
  return Object.freeze({
    kind,
    name: String(name),
    span: reporter.span(call),
    ...(enforcementAction === undefined ? {} : { enforcementAction: enforcementAction as EnforcementAction }),
    ...(match === undefined ? {} : { match: match as { readonly [key: string]: Json } }),
    ...(parameters === undefined ? {} : { parameters: parameters as { readonly [key: string]: Json } }),
  });
}

function kindOf(call: ts.CallExpression, checker: ts.TypeChecker): string | undefined {
  const [definition] = call.arguments;
  if (definition === undefined || !ts.isObjectLiteralExpression(definition)) return undefined;
  for (const property of definition.properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText() !== "kind") continue;
    const value = literalValue(property.initializer, checker);
    return typeof value === "string" ? value : undefined;
  }
  return undefined;
}
