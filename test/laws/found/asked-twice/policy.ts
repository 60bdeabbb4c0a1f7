import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
export interface Parameters {
  a?: number;
}
export default policy({
  kind: "AskedTwice",
  title: "t",
  description: "d",
  *violations({ object }: Review<Pod, Parameters>) {
    const gaps = (object.spec?.containers ?? []).map((c2) => c2.ports?.find(() => 1)?.hostPort);
    const got = gaps.find((x1) => x1 !== undefined && x1 !== undefined);
    yield `got ${got ?? 0}`;
  },
});
