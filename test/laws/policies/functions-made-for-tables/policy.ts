import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const atLeast =
  (least: number) =>
  (count: number): boolean =>
    count >= least;

const rules = [
  { name: "few", check: atLeast(1), limit: Math.max(1, 2) },
  { name: "many", check: atLeast(3), limit: "abc".length },
  { name: "two", check: (count: number) => count === 2, limit: 0 },
];

const named = { two: atLeast(2), ten: atLeast(10) } as const;

export interface Parameters {
  most: number;
}

export default policy({
  kind: "FunctionsMadeForTables",
  title: "Functions that are made for a table",
  description: "Tables and lists of rules whose functions other functions answer, beside data that calls give.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const count = object.spec?.containers?.length ?? 0;
    for (const { name, check, limit } of rules) if (check(count) && limit <= parameters.most) yield `${name} ${limit}`;
    if (named.two(count)) yield "two or more";
    for (const [name, check] of Object.entries(named)) if (!check(count)) yield `not ${name}`;
  },
});
