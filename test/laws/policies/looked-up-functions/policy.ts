import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  checks: string[];
}

type Container = NonNullable<NonNullable<Pod["spec"]>["containers"]>[number];

const CHECKS: Record<string, (c: Container) => string | undefined> = {
  image: (c) => (c.image ? undefined : "no image"),
  tag: ({ image }) => (image?.includes(":") ? undefined : `no tag in ${image ?? "nothing"}`),
  privileged(c) {
    if (c.securityContext?.privileged) return "privileged";
    return undefined;
  },
};

const WEIGHT = { low: (n: number) => n, high: (n: number) => n * 10 } as const;

export default policy({
  kind: "LookedUpFunctions",
  title: "Functions by key",
  description: "Functions of a table that the data choose.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const name of parameters.checks) {
      const check = CHECKS[name];
      if (check === undefined) {
        yield `no check ${name}`;
        continue;
      }
      for (const c of object.spec?.containers ?? []) {
        const problem = check(c);
        if (problem !== undefined) yield { msg: `${c.name}: ${problem}`, details: { name } };
      }
    }
    for (const c of object.spec?.containers ?? []) {
      const level = c.securityContext?.privileged ? "high" : "low";
      const weight = WEIGHT[level](c.name.length);
      if (weight > 30) yield `${c.name} weighs ${weight}`;
      const text = CHECKS[c.name]?.(c) ?? "fine";
      if (text !== "fine") yield text;
    }
  },
});
