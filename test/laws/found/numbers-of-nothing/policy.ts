import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  huge: number;
}

const none: Readonly<Record<string, string>> = {};

export default policy({
  kind: "NumbersOfNothing",
  title: "Numbers of nothing, and of large texts",
  description: "A key of a record that is written out empty has no number, and 1e+100 is no Infinity.",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    yield `${Number(none["a"])}`;
    yield `${Number(({} as Readonly<Record<string, string>>)["b"]) + 1}`;
    yield `${Number(String(parameters.huge))} of ${object.metadata?.name ?? ""}`;
    if (Number(`${parameters.huge}`) === parameters.huge) yield "read as it was written";
  },
});
