import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

function firstOpen(pod: Pod): string | undefined {
  for (const container of pod.spec?.containers ?? []) {
    if (container.ports === undefined) continue;
    if (container.ports.length === 0) return undefined;
    return container.name;
  }
  return "nothing";
}

function isFine(pod: Pod): boolean {
  for (const { image, tty } of pod.spec?.containers ?? []) {
    if (tty) continue;
    if (!image) return false;
    if (image.endsWith(":latest")) break;
  }
  return pod.spec?.hostNetwork !== true;
}

function nameOfFirst(pod: Pod): string | undefined {
  for (const { env = [] } of pod.spec?.containers ?? []) {
    for (const { name, value } of env) {
      if (name === "B") return value;
      if (name === "A" && value === "2") return name;
    }
  }
  return pod.metadata?.name;
}

export default policy({
  kind: "EarlyExits",
  title: "Ways out",
  description: "Returns after continues, in helpers and in generators.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    yield `first open: ${firstOpen(object) ?? "none"}`;
    if (isFine(object)) yield "fine";
    yield `name: ${nameOfFirst(object) ?? "none"}`;
  },
});
