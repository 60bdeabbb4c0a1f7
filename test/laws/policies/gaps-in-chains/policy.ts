import { policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

export default policy({
  kind: "GapsInChains",
  title: "Gaps in chains",
  description: "What is made and asked of lists with elements that may be undefined, in one go and by name.",
  severity: "low",

  *violations({ object }: Review<Service>) {
    const ports = object.spec?.ports ?? [];
    const maybe = object.spec?.ports;
    yield { msg: "taken", details: maybe?.map((port) => port.nodePort).filter((port) => port !== undefined) ?? [] };
    yield {
      msg: "sorted",
      details: maybe
        ?.map(({ name }) => name)
        .filter((name) => name !== undefined)
        .toSorted(),
    };
    if (maybe?.map(({ name }) => name).includes("http")) yield "includes http";
    if (maybe?.map(({ name }) => name).some((name) => name === undefined)) yield "no name";
    if (ports.map(({ name }) => name).indexOf("http") === 0) yield "first";
    yield `undefined at ${ports.map(({ name }) => name).indexOf(undefined)}`;
    if (new Set(ports.map(({ name }) => name)).size === 1) yield "one name";
    if (new Set(maybe?.map(({ name }) => name)).has("http")) yield "set has http";
    const inSet = new Set(ports.map(({ name }) => name));
    if (inSet.has(undefined)) yield "set has undefined";
    if (inSet.has(object.metadata?.labels?.["app"])) yield "set has app";
    yield ports.map(({ name }) => name).join(",");
    yield `truthy ${ports
      .map(({ name }) => name)
      .filter(Boolean)
      .join(",")}`;
    const truthy = ports.map(({ name }) => name).filter((name) => name);
    yield `sorted ${truthy.toSorted().join("+")}`;
    yield `flat ${ports.flatMap(({ name }) => name ?? []).join(",")}`;
    yield `${ports.map(({ nodePort }) => nodePort).reduce((sum: number, port) => sum + (port ?? 0), 0)}`;
    const names = ports.map(({ name }) => name);
    const twice = names.filter((name, i) => names.indexOf(name) !== i);
    if (twice.length > 0) yield { msg: "twice", details: twice.length };
    yield `named ${names.join("/")}, last http at ${names.lastIndexOf("http")}`;
    if (object.metadata?.name?.startsWith("s", 1)) yield "second letter";
    if (object.metadata?.name?.endsWith("s", 3)) yield "third letter";
    if (object.metadata?.name?.includes("e", ports.length)) yield "an e later";
  },
});
