import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const descending = (left: number, right: number) => right - left;

function byPorts(a: Container, b: Container): number {
  const order = descending(a.ports?.length ?? 0, b.ports?.length ?? 0);
  if (order !== 0) return order;
  return compare(a.name, b.name);
}

function byImage(a: Container, b: Container): number {
  const left = a.image ?? "";
  const right = b.image ?? "";
  if (left < right) return 1;
  if (left > right) return -1;
  return 0;
}

function named(containers: readonly Container[]): string[] {
  const result: string[] = [];
  for (const { name } of containers) result.push(name);
  return result.sort((a, b) => -compare(a, b));
}

export default policy({
  kind: "Comparators",
  title: "Comparators",
  description: "Comparators that call others, ask in turn, and sort in place.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    const show = (list: readonly Container[]) => list.map(({ name, image }) => `${name}=${image ?? ""}`).join(" ");
    yield `by name: ${show([...containers].sort((a, b) => compare(a.name, b.name)))}`;
    yield `by ports: ${show(containers.toSorted(byPorts))}`;
    yield `by image: ${show(containers.toSorted((a, b) => byImage(a, b) || compare(a.name, b.name)))}`;
    yield `down and up: ${show(containers.toSorted((a, b) => compare(b.name, a.name) || byImage(b, a)))}`;
    yield `in two: ${show(containers.toSorted((a, b) => (a.name !== b.name ? compare(b.name, a.name) : (a.args?.length ?? 0) - (b.args?.length ?? 0))))}`;
    yield `no more: ${show(containers.toSorted((a, b) => (a.name < b.name ? -1 : 1) || byImage(a, b)))}`;
    yield `names: ${named(containers).join(" ")}`;
    const weights = containers.map(({ name, ports }) => ({ name, ports: ports?.length ?? 0 }));
    weights.sort((a, b) => b.ports - a.ports || compare(a.name, b.name));
    const [top] = weights;
    if (top !== undefined) yield { msg: `most: ${top.name}`, details: weights };
    weights.reverse();
    yield { msg: "turned", details: weights };
  },
});
