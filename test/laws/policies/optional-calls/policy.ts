import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "OptionalCalls",
  title: "Optional calls and chains",
  description: "Calls behind ?. and methods of what may be absent.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers;
    const names = containers?.map(({ name }) => name)?.join(",");
    yield names ?? "no containers";
    if (containers?.some(({ image }) => image?.startsWith("x/"))) yield "x";
    const describe: ((name: string) => string) | undefined = (name) => `<${name}>`;
    yield describe?.(object.metadata?.name ?? "");
    const last = containers?.at(-1)?.name?.toUpperCase();
    if (last) yield last;
    if (containers?.[0]?.ports?.length) yield "ports";
    if (!containers?.find(({ name }) => name === "a")?.image?.includes("/")) yield "a is not from a registry";
  },
});
