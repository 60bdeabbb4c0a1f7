import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

const checks: readonly ((container: Container) => string | undefined)[] = [
  ({ image }) => image,
  ({ tty, name }) => (tty ? undefined : name),
];

export default policy({
  kind: "FlatAnswers",
  title: "Answers that are no lists",
  description: "flatMap goes through lists and takes whatever else there is as it is.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    yield { msg: "images", details: containers.flatMap(({ image }) => image ?? []) };
    yield { msg: "arguments", details: containers.flatMap(({ args, name }) => args ?? name) };
    yield { msg: "names", details: containers.flatMap(({ name }) => name) };
    yield { msg: "terminals", details: containers.flatMap(({ tty }) => tty ?? []) };
    yield { msg: "nulls", details: containers.flatMap(({ image }) => image ?? null) };
    yield { msg: "either", details: containers.flatMap(({ tty, name }) => (tty ? [name, name] : name)) };
    for (const container of containers)
      yield { msg: container.name, details: checks.flatMap((check) => check(container) ?? []) };
  },
});
