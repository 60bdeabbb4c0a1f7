import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  allowed: string[];
}
type Check = (container: Container) => string | undefined;
type Container = NonNullable<Pod["spec"]>["containers"][number];
const checks: readonly Check[] = [
  ({ name, image }) => (image ? undefined : `${name} has no image`),
  ({ name, securityContext }) => (securityContext?.privileged ? `${name} is privileged` : undefined),
  ({ name, resources }) => (resources?.limits ? undefined : `${name} is unlimited`),
];

export default policy({
  kind: "ChecksInAList",
  title: "Checks in a list",
  description: "A list of functions, what each says, and those that say nothing left out.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const container of object.spec?.containers ?? []) {
      if (parameters.allowed.includes(container.name)) continue;
      const problems = checks.map((check) => check(container)).filter((problem) => problem !== undefined);
      if (problems.length > 0) yield { msg: problems.join("; "), details: problems.length };
      for (const check of checks) {
        const problem = check(container);
        if (problem !== undefined) yield problem;
      }
    }
  },
});
