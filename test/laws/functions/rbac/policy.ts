import { policy, type ResourceRequest, type Review, ruleAllows, ruleAllowsPath, rulesCover } from "gatewright";
import type { PolicyRule } from "gatewright/kubernetes";

interface Rules {
  readonly apiVersion: "tests.gatewright.dev/v1";
  readonly kind: "Rules";
  readonly owner: readonly PolicyRule[];
  readonly requests: readonly ResourceRequest[];
  readonly paths: readonly { readonly verb: string; readonly path: string }[];
  readonly rules: readonly PolicyRule[];
}

/** What somebody may do who holds the rules of the owner. */
export default policy({
  kind: "LibraryRules",
  title: "Rules of roles",
  description: "Says what rules allow.",
  *violations({ object }: Review<Rules>) {
    for (const [index, request] of object.requests.entries()) {
      if (object.owner.some((rule) => ruleAllows(rule, request))) yield `request ${index}`;
    }
    for (const [index, { verb, path }] of object.paths.entries()) {
      if (object.owner.some((rule) => ruleAllowsPath(rule, verb, path))) yield `path ${index}`;
    }
    for (const [index, rule] of object.rules.entries()) {
      if (rulesCover(object.owner, rule)) yield `rule ${index}`;
    }
  },
});
