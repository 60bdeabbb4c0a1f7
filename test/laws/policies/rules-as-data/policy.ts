import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

interface Rule {
  readonly name: string;
  readonly weight?: number;
  readonly applies?: (container: Container) => boolean;
  readonly check: (container: Container) => boolean;
}

const hasImage: Rule = { name: "image", check: ({ image }) => image !== undefined && image !== "" };

const rules: readonly Rule[] = [
  { name: "tty", weight: 2, check: (container) => container.tty !== true },
  {
    name: "ports",
    applies: ({ ports }) => ports !== undefined,
    check(container) {
      return (container.ports ?? []).length < 2;
    },
  },
  hasImage,
];

const checks: Record<string, (container: Container) => string | undefined> = {
  name: ({ name }) => (name.length > 3 ? `${name} is long` : undefined),
  stdin: ({ stdin }) => (stdin ? "stdin" : undefined),
};

const tests = [(c: Container) => c.name !== "a", (c: Container) => c.image !== "b"];

function score(rule: Rule, container: Container): number {
  return rule.check(container) ? 0 : (rule.weight ?? 1);
}

export default policy({
  kind: "RulesAsData",
  title: "Rules as data",
  description: "Lists and tables of functions that are gone through.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    for (const container of object.spec?.containers ?? []) {
      for (const rule of rules) {
        if (rule.applies?.(container) === false) continue;
        if (!rule.check(container)) yield { msg: `${container.name}: ${rule.name}`, details: rule.weight ?? 1 };
      }

      for (const { name, check } of rules) {
        if (name === "ports") break;
        if (!check(container)) yield `${name} fails first`;
      }

      for (const [name, check] of Object.entries(checks)) {
        const problem = check(container);
        if (problem !== undefined) yield `${name}: ${problem}`;
      }

      let total = 0;
      for (const rule of rules) total += score(rule, container);
      if (total > 0) yield `${container.name} has ${total}`;

      if (tests.every((test) => test(container))) yield `${container.name} passes`;
      if (tests.some((test) => !test(container))) yield `${container.name} does not`;

      const failed = rules.filter((rule) => !rule.check(container)).map(({ name }) => name);
      if (failed.length > 0) yield `${container.name} fails ${failed.join()}`;
      for (const name of rules.filter(({ weight }) => weight === undefined).map((rule) => rule.name))
        yield `${name} weighs nothing`;
      const local = [
        ["short", (text: string) => text.length < 3],
        ["plain", (text: string) => !text.includes("-")],
      ] as const;
      for (const [label, test] of local) if (!test(container.name)) yield `${container.name} is not ${label}`;
    }
  },
});
