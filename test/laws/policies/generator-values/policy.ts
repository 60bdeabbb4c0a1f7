import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

function* openPorts(container: Container): Generator<number> {
  for (const { containerPort, hostPort } of container.ports ?? []) {
    if (hostPort !== undefined) yield hostPort;
    yield containerPort;
  }
}

function* names(pod: Pod) {
  if (pod.spec === undefined) return;
  for (const { name } of pod.spec.initContainers ?? []) yield `init ${name}`;
  for (const { name, tty } of pod.spec.containers) {
    if (tty) return;
    yield name;
  }
  yield "end";
}

function* problems(pod: Pod) {
  if (pod.spec?.hostNetwork) yield { field: "hostNetwork", weight: 2 };
  if (pod.spec?.hostPID) yield { field: "hostPID", weight: 1 };
  yield* volumeProblems(pod);
}

function* volumeProblems(pod: Pod) {
  for (const { name, hostPath } of pod.spec?.volumes ?? []) {
    if (hostPath) yield { field: `volume ${name}`, weight: hostPath.path === "/" ? 5 : 3 };
  }
}

export default policy({
  kind: "GeneratorValues",
  title: "Generators that are read",
  description: "Helpers that yield values, spread, looped over and called from each other.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    for (const container of object.spec?.containers ?? []) {
      const ports = [...openPorts(container)];
      if (ports.length > 1) yield { msg: `${container.name}: ${ports.join(", ")}`, details: ports };
      for (const port of openPorts(container)) {
        if (port < 1024) yield `${container.name} opens ${port}`;
      }
    }
    yield { msg: "names", details: Array.from(names(object)) };
    for (const { field, weight } of problems(object)) yield `${field} weighs ${weight}`;
    const all = [...problems(object)];
    if (all.some(({ weight }) => weight > 2)) yield { msg: "heavy", details: all.length };
    yield* all.map(({ field }) => `found: ${field}`);
  },
});
