import { policy, type Review } from "gatewright";
import type { ConfigMap, Pod } from "gatewright/kubernetes";

export interface Parameters {
  expect: { a?: number[]; b?: string };
}

export default policy({
  kind: "JsonTexts",
  title: "JSON in messages",
  description: "Scalars, lists of them, and objects that are written out.",
  severity: "low",

  *violations({ object, parameters: { expect } }: Review<Pod | ConfigMap, Parameters>) {
    yield `expected ${JSON.stringify(expect.a ?? null)}, ${JSON.stringify(expect.b ?? false)}`;
    if (object.kind === "ConfigMap") {
      for (const [key, value] of Object.entries(object.data ?? {})) yield `${key}: ${JSON.stringify(value)}`;
      return;
    }
    for (const { name, command = [], args, ports } of object.spec?.containers ?? []) {
      yield `${name}: ${JSON.stringify([...command, ...(args ?? [])])}`;
      if (JSON.stringify(command) === "[]") yield `${name} has no command`;
      const found = { name, "n/a": command.length, deep: { tags: args ?? [] } };
      yield JSON.stringify(found.name) + JSON.stringify({ z: name, a: command, deep: { list: [name, 1] } });
      yield JSON.stringify((ports ?? []).map(({ containerPort, name: port }) => [containerPort, port ?? null]));
    }
    const flat = { z: object.metadata?.name ?? "", a: true };
    yield JSON.stringify(flat);
  },
});
