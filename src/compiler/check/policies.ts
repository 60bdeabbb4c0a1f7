import type { Reporter } from "../diagnostics/reporter.js";
import type { ts } from "../typescript.js";
import { nameAt, placeOf } from "./place.js";
import { callsOf, defaultPolicy, type PolicyModule, readPolicy } from "./policy-module.js";
import { duplicateKinds, policyProblems } from "./policy-rules.js";

/** What Gatekeeper would refuse of the policies themselves, and policies that no build would write. */
export function checkPolicies(
  modules: readonly PolicyModule[],
  files: readonly ts.SourceFile[],
  checker: ts.TypeChecker,
  reporter: Reporter,
): void {
  for (const policy of modules) {
    for (const { code, args, at, ofName } of policyProblems(policy))
      reporter.report(code, ofName ? nameAt(policy.definition, at) : placeOf(policy.definition, at), args);
  }
  const shown = new Set(files.map((file) => defaultPolicy(file, checker)));
  const hidden = files.flatMap((file) => callsOf("policy", file, checker)).filter((call) => !shown.has(call));
  const others = hidden.map((call) => readPolicy(call, checker, reporter.muted())).filter((one) => one !== undefined);
  const twice = duplicateKinds([...modules, ...others]);
  for (const { policy, first } of twice) {
    const at = reporter.span(placeOf(first.definition, ["kind"]));
    const other = `${at.file}:${at.line}`;
    reporter.report("GW2012", placeOf(policy.definition, ["kind"]), { kind: policy.kind, other });
  }
  for (const call of hidden) {
    if (!twice.some(({ policy }) => policy.call === call)) reporter.report("GW2014", call.expression);
  }
}
