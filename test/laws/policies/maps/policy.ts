import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

const limits = new Map([
  ["a", 1],
  ["web", 2],
  ["", 0],
]);
const owners: ReadonlyMap<string, { readonly team: string; readonly pager?: string }> = new Map([
  ["a", { team: "one", pager: "1" }],
  ["b", { team: "two" }],
]);

function byName(containers: readonly Container[]): Map<string, Container> {
  return new Map(containers.map((container) => [container.name, container]));
}

export default policy({
  kind: "Maps",
  title: "Maps",
  description: "Maps that are made, filled, asked and gone through.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    const labels = object.metadata?.labels ?? {};

    for (const { name, ports = [] } of containers) {
      const limit = limits.get(name);
      if (limit !== undefined && ports.length > limit) yield `${name} has more than ${limit}`;
      if (!limits.has(name)) yield `${name} has no limit`;
      yield `${name} belongs to ${owners.get(name)?.team ?? "nobody"}, pager ${owners.get(name)?.pager ?? "none"}`;
    }

    const either = containers.length > 1 ? new Map([["a", 1]]) : "no Map";
    yield typeof either === "object" ? `${typeof either} of ${either.size}` : either;

    const known = byName(containers);
    yield `${known.size} names, tty ${known.get("a")?.tty ?? "unset"}`;

    const counts = new Map<string, number>();
    for (const { image = "" } of containers) counts.set(image, (counts.get(image) ?? 0) + 1);
    for (const [image, count] of counts) if (count > 1) yield `${image} ${count} times`;

    const groups = new Map<string, string[]>();
    for (const { image = "none", name } of containers) {
      if (!groups.has(image)) groups.set(image, []);
      groups.get(image)!.push(name);
    }
    groups.forEach((names, image) => {
      if (names.length > 1) return;
    });
    for (const [image, names] of groups.entries()) yield { msg: `${image}: ${names.join()}`, details: names };

    const spread = new Map<string, string[]>();
    for (const { image = "none", name } of containers) spread.set(image, [...(spread.get(image) ?? []), name]);
    yield `${[...spread.values()].filter((names) => names.length > 1).length} images twice`;

    const lent = new Map<string, string[]>();
    const table: Record<string, string[]> = {};
    for (const { image = "none", name } of containers) {
      const names = lent.get(image) ?? [];
      names.push(name);
      if (name === "web") names.push("twice");
      lent.set(image, names);
      const list = table[image] || [];
      list.push(`${name}!`);
      table[image] = list;
    }
    for (const [image, names] of lent) yield `${image} lent to ${names.join("+")}`;
    for (const image of Object.keys(table)) yield `${image} has ${table[image]?.join("") ?? ""}`;

    const aliased = new Map<string, string[]>();
    const made = new Map<string, Set<string>>();
    const byImage: Record<string, string[]> = {};
    for (const { image = "none", name, ports = [] } of containers) {
      const existing = aliased.get(image);
      if (existing) existing.push(name);
      else aliased.set(image, [name]);
      let known = made.get(image);
      if (known === undefined) {
        known = new Set();
        made.set(image, known);
      }
      known.add(name);
      known.add(`${ports.length}`);
      const listed = byImage[image];
      if (listed !== undefined) {
        listed.push(name);
        continue;
      }
      byImage[image] = [name];
    }
    for (const [image, names] of aliased) yield `${image} has ${names.join("+")}`;
    for (const [image, names] of made) yield `${image} has ${names.size}: ${[...names].toSorted().join()}`;
    for (const [image, names] of Object.entries(byImage)) yield `${image} lists ${names.join("/")}`;

    const last = new Map<string, string>();
    for (const { name, image = "" } of containers) last.set(name, image);
    last.delete("web");
    for (const name of [...last.keys()].toSorted()) yield `${name} ends with ${last.get(name) ?? ""}`;

    const fromLabels = new Map(Object.entries(labels));
    if (fromLabels.get("app") === "a" || fromLabels.has("tier")) yield "an app";

    const tallies = containers.reduce(
      (map, { name }) => map.set(name, (map.get(name) ?? 0) + 1),
      new Map<string, number>(),
    );
    yield { msg: "tallies", details: Object.fromEntries(tallies) };

    const inverse = Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, value.length]));
    if ((inverse["app"] ?? 0) > 3) yield "a long app";
    const images = Object.fromEntries(containers.map(({ name, image }) => [name, { image: image ?? "none" }]));
    yield { msg: "images", details: images };
  },
});
