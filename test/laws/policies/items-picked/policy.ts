import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

interface Rule {
  id: string;
  weight?: number;
  test: (container: Container) => string | undefined;
}

const rules: Rule[] = [
  { id: "R1", weight: 3, test: (c) => (c.securityContext?.privileged ? "is privileged" : undefined) },
  { id: "R2", test: (c) => (c.securityContext?.runAsUser === 0 ? "runs as root" : undefined) },
  {
    id: "R3",
    weight: 1,
    test: ({ image }) => {
      if (!image) return "has no image";
      if (image.endsWith(":latest")) return "is latest";
      return undefined;
    },
  },
];

const checks = {
  hostNetwork(pod: Pod) {
    return pod.spec?.hostNetwork === true;
  },
  many(pod: Pod) {
    return (pod.spec?.containers?.length ?? 0) > 1;
  },
  bare: (pod: Pod) => pod.metadata?.labels === undefined,
};

const list: ((pod: Pod) => boolean)[] = [checks.hostNetwork, checks.many, checks.bare];

export interface Parameters {
  start: number;
}

export default policy({
  kind: "ItemsPicked",
  title: "Items picked",
  description:
    "Lists and tables of rules: the one that is found, where it stands, what they come to, and entries that are methods.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const container of object.spec?.containers ?? []) {
      const first = rules.find((rule) => rule.test(container) !== undefined);
      if (first) yield `first of ${container.name} is ${first.id} ${first.weight ?? "?"}`;
      if (first !== undefined)
        yield { msg: first.test(container) ?? "", details: { weight: first.weight, id: first.id } };
      const last = rules.findLast((rule) => rule.test(container));
      yield `${last?.id ?? "none"} ${last?.test(container) ?? "fine"}`;
      yield `${rules.findIndex((rule) => rule.test(container))} ${rules.find((r) => r.test(container))?.id ?? "-"}`;
      if (!rules.find((rule) => rule.test(container))) yield "clean";
      yield `${rules.reduce((sum, { weight = 0, test }) => (test(container) ? sum + weight : sum), parameters.start)}`;
      yield rules.map((rule) => rule.test(container)).find((problem) => problem !== undefined) ?? "none";
    }
    for (const [name, check] of Object.entries(checks)) if (check(object)) yield `${name} is used`;
    yield `${Object.values(checks).filter((check) => check(object)).length} of them`;
    if (list.find((check) => check(object))?.(object)) yield "again";
    yield list.map((check, index) => `${index}:${check(object)}`).join();
    yield { msg: "failing", details: list.flatMap((check, index) => (check(object) ? [index] : [])) };
    yield `${list.findIndex((check) => check(object))} ${list.findLastIndex((check) => check(object))}`;
  },
});
