import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

type Totals = { ports: number; names: string[]; widest?: string };

function totals(containers: readonly Container[]): Totals {
  return containers.reduce<Totals>(
    (sofar, { name, ports = [] }) => {
      sofar.ports += ports.length;
      if (ports.length > 1) sofar.names.push(name);
      return sofar;
    },
    { ports: 0, names: [] },
  );
}

export default policy({
  kind: "Reductions",
  title: "Reductions",
  description: "What reduce makes of lists.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    const labels = object.metadata?.labels ?? {};

    yield `${containers.reduce((sum, c) => sum + (c.ports?.length ?? 0), 0)} ports`;
    yield containers.reduce((text, { name }, index) => text + (index === 0 ? "" : ", ") + name, "");
    yield containers.reduce((text, { name }) => (text === "" ? name : `${text}, ${name}`), "");
    yield containers.reduce((text, { name }) => (text ? `${text};` : "") + name, "");

    const byImage = containers.reduce<Record<string, string[]>>((groups, { image = "none", name }) => {
      (groups[image] ??= []).push(name);
      return groups;
    }, {});
    for (const [image, names] of Object.entries(byImage)) yield `${image}: ${names.join("+")}`;

    const { privileged, total } = containers.reduce(
      (to, c) => ({ ...to, total: to.total + 1, privileged: to.privileged + (c.securityContext?.privileged ? 1 : 0) }),
      { privileged: 0, total: 0 },
    );
    yield `${privileged} of ${total}`;

    const names = containers.reduce((all, { name }) => all.add(name), new Set<string>());
    if (names.size < containers.length) yield "a name twice";

    const [bare, bound] = containers.reduce<[string[], string[]]>(
      ([none, some], { name, ports }) => (ports ? [none, [...some, name]] : [[...none, name], some]),
      [[], []],
    );
    yield { msg: "ports or none", details: { bare, bound } };

    const first = containers.reduce<Container | undefined>((found, c) => found ?? (c.tty ? c : undefined), undefined);
    if (first !== undefined) yield `the first terminal is ${first.name}'s`;

    const flat = containers.reduce<string[]>((list, { args }) => list.concat(args ?? []), []);
    yield `args ${flat.length}: ${flat.join(" ")}`;

    const allNamed = containers.reduce((yes, { name }) => yes && name.length > 1, true);
    if (!allNamed) yield "a short name";

    const letters = Object.values(labels).reduce((sum, value) => sum + value.length, 0);
    yield `${letters} letters of labels`;

    const tallies = containers.reduce<{ [name: string]: number }>(
      (counts, { name }) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }),
      {},
    );
    yield { msg: "tallies", details: tallies };

    const { ports, names: wide } = totals(containers);
    yield `${ports} by hand, ${wide.length} wide: ${wide.join()}`;
    if (object.spec?.initContainers?.reduce((most, c) => Math.max(most, c.name.length), 0) === 1) yield "one letter";
  },
});
