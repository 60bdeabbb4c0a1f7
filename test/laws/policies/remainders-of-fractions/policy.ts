import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  step: number;
  of: number[];
}

export default policy({
  kind: "RemaindersOfFractions",
  title: "Remainders of numbers that may have fractions",
  description: "`%` of numbers that no type says are whole.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { step, of } = parameters;
    if (step === 0) return;
    for (const n of of)
      yield {
        msg: `${n} % ${step} is ${n % step}`,
        details: { half: n % 0.5, whole: n % 1 === 0, rest: (n * 4) % step },
      };
    const disk: { size: number } = { size: step / 2 };
    yield `disk ${disk.size % 2}`;
    const xs = [1, 2];
    xs.push(0.5);
    for (const x of xs) yield `pushed ${x % 2}`;
    for (const [key] of new Map([[1.5, 1]]).entries()) yield `key ${key % 2}`;
    const by = { round: (x: number) => x / 2 };
    yield `rounded ${by.round(3) % 2}`;
    if ((object.spec?.priority ?? 0) % step === 1) yield "one is left";
  },
});
