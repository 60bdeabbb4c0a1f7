import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  limits: Record<string, number>;
}
type Policy = "Always" | "IfNotPresent" | "Never" | "Unset";
const policyOf = (text: string | undefined): Policy =>
  text === "Always" || text === "IfNotPresent" || text === "Never" ? text : "Unset";

export default policy({
  kind: "CountsByUnion",
  title: "Counts by a union",
  description: "Objects with all their keys, whose entries grow by keys of a union, and are gone through in order.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const counts: Record<Policy, number> = { Always: 0, IfNotPresent: 0, Never: 0, Unset: 0 };
    const names: Record<Policy, string[]> = { Always: [], IfNotPresent: ["x"], Never: [], Unset: [] };
    for (const { name, imagePullPolicy } of object.spec?.containers ?? []) {
      const policy = policyOf(imagePullPolicy);
      counts[policy]++;
      names[policy].push(name);
    }
    for (const [policy, limit] of Object.entries(parameters.limits)) {
      const count = Object.entries(counts).find(([name]) => name === policy)?.[1] ?? 0;
      if (count > limit) yield { msg: `${policy}: ${count}`, details: names };
    }
    if (counts.Unset === Object.values(counts).reduce((a, b) => a + b, 0)) yield "all unset";
    yield Object.entries(names)
      .map(([policy, list]) => `${policy}=${list.join("+")}`)
      .join(" ");
  },
});
