import type { CompiledConstraint, EnforcementAction, Json, OpenApiSchema } from "../../model.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { parametersSchema } from "../schema/parameters-schema.js";
import type { ts } from "../typescript.js";
import { constraintProblems, duplicateConstraints, setsLikeKinds } from "./constraint-rules.js";
import { firstNotLiteral, literalValue } from "./literal-value.js";
import { placeOf } from "./place.js";
import { callsOf, policyCall, readPolicy } from "./policy-module.js";
import { readReviewType } from "./review-type.js";

/** A constraint with the nodes that say it. */
interface Stated {
  readonly constraint: CompiledConstraint;
  readonly kind: string;
  readonly name: string;
  readonly set: string | undefined;
  readonly definition: ts.Expression;
  readonly policy: ts.CallExpression;
}

/** The `constraint(policy, { … })` calls of the project, as data; reports what Gatekeeper would refuse of them. */
export function findConstraints(
  files: readonly ts.SourceFile[],
  checker: ts.TypeChecker,
  reporter: Reporter,
): readonly CompiledConstraint[] {
  const stated = files
    .flatMap((file) => callsOf("constraint", file, checker))
    .map((call) => readConstraint(call, checker, reporter))
    .filter((one) => one !== undefined);
  for (const one of stated) {
    for (const { code, args, at } of constraintProblems(one.constraint, schemaOf(one.policy, checker, reporter))) {
      reporter.report(code, placeOf(one.definition, at), args);
    }
  }
  for (const { constraint, first } of duplicateConstraints(stated)) {
    const { kind, name, definition } = constraint;
    reporter.report("GW2013", placeOf(definition, ["name"]), {
      kind,
      name,
      other: `${first.constraint.span.file}:${first.constraint.span.line}`,
    });
  }
  for (const { constraint, kind } of setsLikeKinds(stated)) {
    const problem = `a folder of it is named like the kind ${kind}`;
    reporter.report("GW4013", placeOf(constraint.definition, ["set"]), { set: constraint.set as string, problem });
  }
  return stated.map(({ constraint }) => constraint);
}

/** The `policy(…)` calls that the constraints of a file are for. */
export function constrainedPolicies(file: ts.SourceFile, checker: ts.TypeChecker): readonly ts.CallExpression[] {
  return callsOf("constraint", file, checker)
    .map(({ arguments: [subject] }) => (subject === undefined ? undefined : policyOf(subject, checker)))
    .filter((policy) => policy !== undefined);
}

function readConstraint(call: ts.CallExpression, checker: ts.TypeChecker, reporter: Reporter): Stated | undefined {
  const [subject, definition] = call.arguments;
  if (subject === undefined || definition === undefined) return undefined;
  const policy = policyOf(subject, checker);
  const kind = policy === undefined ? undefined : readPolicy(policy, checker, reporter.muted())?.kind;
  if (policy === undefined || kind === undefined) {
    reporter.report("GW2010", subject, { text: subject.getText() });
    return undefined;
  }
  const value = literalValue(definition, checker);
  if (value === undefined || value === null || typeof value !== "object" || Array.isArray(value)) {
    const node = firstNotLiteral(definition, checker);
    reporter.report("GW2010", node, { text: node.getText() });
    return undefined;
  }
  const { name, set, match, parameters, enforcementAction } = value as { readonly [key: string]: Json };
  if (typeof name !== "string") return undefined;
  const constraint: CompiledConstraint = Object.freeze({
    kind,
    name,
    span: reporter.span(call),
    ...(set === undefined ? {} : { set: set as string }),
    ...(enforcementAction === undefined ? {} : { enforcementAction: enforcementAction as EnforcementAction }),
    ...(match === undefined ? {} : { match: match as { readonly [key: string]: Json } }),
    ...(parameters === undefined ? {} : { parameters: parameters as { readonly [key: string]: Json } }),
  });
  return { constraint, kind, name, set: constraint.set, definition, policy };
}

function policyOf(subject: ts.Expression, checker: ts.TypeChecker): ts.CallExpression | undefined {
  const symbol = checker.getSymbolAtLocation(subject);
  return symbol === undefined ? undefined : policyCall(symbol, checker);
}

/** The schema of a policy's parameters; what is wrong with it is reported where the policy is compiled. */
function schemaOf(call: ts.CallExpression, checker: ts.TypeChecker, reporter: Reporter): OpenApiSchema | undefined {
  const policy = readPolicy(call, checker, reporter.muted());
  const types = policy === undefined ? undefined : readReviewType(policy.violations, checker, reporter.muted());
  if (types?.parameters === undefined) return undefined;
  let sound = true;
  const schema = parametersSchema(types.parameters, types.parametersNode, checker, () => {
    sound = false;
  });
  return sound ? schema : anything;
}

const anything: OpenApiSchema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
