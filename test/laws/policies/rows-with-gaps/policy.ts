import { policy, type Review } from "gatewright";
import type { Deployment, Pod } from "gatewright/kubernetes";

function* lists(object: Pod | Deployment) {
  const spec = object.kind === "Pod" ? object.spec : object.spec?.template?.spec;
  for (const [list, field, required] of [
    [spec?.containers, "containers", true],
    [spec?.initContainers, "initContainers", false],
  ] as const) {
    if (!list) {
      yield { field, index: -1, name: "none" };
      continue;
    }
    if (required && list.length === 0) yield { field, index: -2, name: "empty" };
    for (const [index, { name }] of list.entries()) yield { field, index, name };
  }
}

export interface Parameters {
  least: number;
}

export default policy({
  kind: "RowsWithGaps",
  title: "Rows with gaps",
  description: "Written lists of tuples, parts of which may be undefined, in loops, in generators and in chains.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod | Deployment, Parameters>) {
    const { metadata } = object;
    for (const { field, index, name } of lists(object)) yield `${field}[${index}] ${name}`;
    yield [...lists(object)].map((one) => `${one.field} ${one.name}`).join();
    const rows = [
      ["labels", metadata?.labels],
      ["annotations", metadata?.annotations],
    ] as const;
    for (const [name, entries] of rows) {
      const keys = Object.keys(entries ?? {}).toSorted();
      yield { msg: `${name}: ${keys.length}`, details: { keys, there: entries !== undefined } };
    }
    if (rows.some(([, entries]) => entries === undefined)) yield "one is missing";
    yield rows
      .filter(([, entries]) => entries)
      .map(([name]) => name)
      .join();
    for (const [name, min, value] of [
      ["cpu", parameters.least, metadata?.labels?.["cpu"]],
      ["memory", 2, metadata?.labels?.["memory"]],
    ] as [string, number, string | undefined][]) {
      if (value === undefined) yield `no ${name}`;
      else if (Number(value) < min) yield { msg: `${name} is ${value}`, details: { min } };
    }
    for (const [index, [name, value]] of [
      ["a", metadata?.name],
      ["b", metadata?.namespace],
    ].entries())
      yield `${index} ${name} ${value ?? "none"}`;
    const texts = [
      ["a", metadata?.name],
      ["b", metadata?.namespace],
    ].map(([key, value]) => `${key}=${value ?? ""}`);
    yield texts.join("&");
  },
});
