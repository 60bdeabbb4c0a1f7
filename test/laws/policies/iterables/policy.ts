import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

function* probesOf(container: Container): Iterable<{ kind: (typeof PROBES)[number]; port: string | number }> {
  for (const kind of PROBES) {
    const port = container[kind]?.httpGet?.port;
    if (port !== undefined) yield { kind, port };
  }
}

function* namesOf(pod: Pod): IterableIterator<string> {
  for (const { name } of pod.spec?.containers ?? []) yield name;
  yield "end";
}

export default policy({
  kind: "Iterables",
  title: "Generators under other types",
  description: "A generator is one whatever its author says that it answers.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    for (const container of object.spec?.containers ?? []) {
      for (const { kind, port } of probesOf(container)) yield `${container.name}: ${kind} ${port}`;
    }
    const names = [...namesOf(object)];
    yield { msg: names.join(), details: new Set(namesOf(object)).size };
    yield* namesOf(object);
  },
});
