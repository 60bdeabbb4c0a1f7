import { type Integer, matches, policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

interface Parameters {
  exempt?: string[];
  limit?: Integer | string;
  strict?: boolean;
}

/** Lists of which every loop asks the same first, and lists of which some loops ask something else. */
export default policy({
  kind: "SiftedLists",
  title: "Sifted lists",
  description: "Goes through lists again and again, and leaves elements out at first.",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const container of allOf(object)) {
      if (isExempt(container, parameters)) continue;
      const { name, image, args } = container;
      if (image === undefined) yield `no image: ${name}`;
      if (args === undefined) yield `no arguments: ${name}`;
      if (name === "a") yield "called a";
      if (image?.endsWith(":latest")) yield `latest: ${name}`;
      if (parameters.strict && container.command === undefined) yield `no command: ${name}`;
    }
    for (const { name, command, args } of startedOf(object)) {
      if (name === "a") continue;
      if (args !== undefined && command === undefined) yield `arguments of nothing: ${name}`;
      if (command !== undefined) yield `command of ${name}`;
    }
    for (const { name, stdin, tty } of startedOf(object)) {
      if (name === "b") continue;
      if (stdin) yield `reads: ${name}`;
      if (tty) yield `a terminal: ${name}`;
    }
    for (const { name, ports = [] } of openOf(object)) {
      if (name === "p") continue;
      if (ports.length > 1) yield `ports: ${name}`;
      if (ports.some(({ hostPort }) => hostPort !== undefined)) yield `a port of the host: ${name}`;
      if (ports.some(({ protocol }) => protocol === "UDP")) yield `UDP: ${name}`;
      if (ports.every((port) => port.name === undefined)) yield `no names: ${name}`;
    }
    if (openOf(object).length > 2) yield "many with ports";
    const { limit } = parameters;
    const most = limit === undefined ? undefined : amountOf(limit, object.metadata?.name ?? "");
    if (most !== undefined) yield `at most ${most}`;
    for (const container of allOf(object)) {
      if (isExempt(container, parameters)) continue;
      const amount = amountOf(container.image ?? "", container.name);
      if (amount !== undefined) yield `${amount} of ${container.name}`;
    }
  },
});

function allOf({ spec }: Pod): readonly Container[] {
  return [spec?.containers ?? [], spec?.initContainers ?? []].flat();
}

function startedOf({ spec }: Pod): readonly Container[] {
  return [spec?.initContainers ?? [], spec?.containers ?? []].flat();
}

function openOf({ spec }: Pod): readonly Container[] {
  return (spec?.containers ?? []).filter(({ ports }) => ports !== undefined);
}

function isExempt({ image }: Container, { exempt = [] }: Parameters): boolean {
  return exempt.some((one) => image?.startsWith(one));
}

/** Undefined for what is no amount. */
function amountOf(value: number | string, name: string): number | string | undefined {
  const isAmount = typeof value === "number" || matches(name === "many" ? "^[0-9]+m$" : ":[0-9]$", value);
  return isAmount ? value : undefined;
}
