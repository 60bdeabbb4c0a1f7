import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  limits: Record<number, number>;
  names: Record<string, string>;
}

export default policy({
  kind: "NumberKeys",
  title: "Numbers as keys",
  description: "Records by numbers: read, written, asked for, and as parameters.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const uses: Record<number, string[]> = {};
    const counts: Record<number, number> = {};
    const firsts: { [port: number]: string } = {};
    for (const { name, ports } of object.spec?.containers ?? []) {
      for (const { containerPort } of ports ?? []) {
        (uses[containerPort] ??= []).push(name);
        counts[containerPort] = (counts[containerPort] ?? 0) + 1;
        if (!(containerPort in firsts)) firsts[containerPort] = name;
        const label = parameters.names[containerPort];
        if (label) yield `${name}: ${label}`;
      }
    }
    for (const [port, names] of Object.entries(uses))
      if (names.length > 1) yield { msg: `port ${port} is used by ${names.join(" and ")}`, details: Number(port) };
    for (const port of Object.keys(counts).toSorted()) {
      const limit = parameters.limits[Number(port)];
      if (limit !== undefined && (counts[Number(port)] ?? 0) > limit)
        yield { msg: `${port}: too often`, details: firsts[Number(port)] };
    }
    if (counts[80] && counts[80] > 1) yield "80 twice";
    const names = { [object.spec?.containers?.length ?? 0]: "n", 2: "two" } as Record<number, string>;
    yield { msg: names[2] ?? "none", details: Object.hasOwn(names, 1) };
  },
});
