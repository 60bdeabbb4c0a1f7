import type { ts } from "ts-morph";
import type { CompiledConstraint } from "../../model.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { duplicateConstraints } from "./constraint-rules.js";
import { placeOf } from "./place.js";
import { callsOf, type PolicyModule, readPolicy } from "./policy-module.js";
import { duplicateKinds } from "./policy-rules.js";

/**
 * No two policies have one kind: their templates would overwrite each other. And no policy of the project's files is left out of
 * a build without a word: each one is the default export of its module.
 */
export function checkPolicies(
  modules: readonly PolicyModule[],
  files: readonly ts.SourceFile[],
  defaultOf: (file: ts.SourceFile) => ts.CallExpression | undefined,
  checker: ts.TypeChecker,
  reporter: Reporter,
): void {
  const hidden = files.flatMap((file) => callsOf("policy", file, checker).filter((call) => call !== defaultOf(file)));
  const others = hidden.map((call) => readPolicy(call, checker, reporter.muted())).filter((one) => one !== undefined);
  const twice = duplicateKinds([...modules, ...others]);
  for (const { policy, first } of twice) {
    const { file } = reporter.span(first.call);
    reporter.report("GW2012", placeOf(policy.definition, ["kind"]), { kind: policy.kind, other: file });
  }
  for (const call of hidden) {
    if (!twice.some(({ policy }) => policy.call === call)) reporter.report("GW2014", call.expression);
  }
}

/** No two constraints of one kind have one name. */
export function checkConstraintNames(constraints: readonly CompiledConstraint[], reporter: Reporter): void {
  for (const { constraint, first } of duplicateConstraints(constraints)) {
    const { kind, name } = constraint;
    reporter.reportAt("GW2013", constraint.span, { kind, name, other: first.span.file });
  }
}
