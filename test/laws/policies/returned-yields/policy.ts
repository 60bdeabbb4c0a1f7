import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  a: string[];
  mode: "strict" | "lax";
}
function* checks(names: readonly string[], mode: string) {
  if (mode === "lax") return yield* lax(names);
  for (const { length } of names) if (length > 1) yield `strict: ${length}`;
  return;
}
function* lax([first]: readonly string[]): Generator<string> {
  if (first === undefined) return yield "no first";
  yield `lax: ${first}`;
}

export default policy({
  kind: "ReturnedYields",
  title: "Yields that are returned",
  description: "A generator that returns what it yields last.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { length, 0: zero = "none" } = parameters.a;
    const { size } = new Set(object.spec?.containers?.map(({ name: { length: long } }) => long));
    yield `${length} ${zero} ${size}`;
    const lengths = Object.entries(object.metadata?.labels ?? {}).filter(
      ([{ length: key }, { length: value }]) => key > value,
    );
    if (lengths.length) yield `${lengths.length} keys are longer`;
    for (const { name, args: { length: count } = [] } of object.spec?.containers ?? [])
      if (count) yield { msg: name, details: count };
    if (parameters.mode === "strict") return yield* checks(parameters.a, "strict");
    return yield* checks(parameters.a, "lax");
  },
});
