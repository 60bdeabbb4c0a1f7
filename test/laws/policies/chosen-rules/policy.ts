import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  checks: string[];
}
type Rule = { readonly id: string; readonly test: (pod: Pod) => boolean; readonly message?: string };
const rules = [
  { id: "a", test: (pod) => pod.spec?.hostNetwork === true },
  { id: "b", test: ({ spec }) => (spec?.containers ?? []).some(({ tty }) => tty), message: "has a terminal" },
  { id: "c", test: () => false },
] as const satisfies readonly Rule[];

export default policy({
  kind: "ChosenRules",
  title: "Chosen rules",
  description: "Some of a list of rules, counted, named and asked.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const wanted = rules.filter(({ id }) => parameters.checks.includes(id));
    for (const rule of wanted) if (rule.test(object)) yield "message" in rule ? rule.message : `rule ${rule.id}`;
    yield `${wanted.length} of ${rules.length}`;
    const ids = rules.map(({ id }) => id).join();
    yield ids;
  },
});
