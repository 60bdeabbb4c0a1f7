import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
export interface Parameters {
  a?: number;
}
export default policy({
  kind: "AskedForElements",
  title: "t",
  description: "d",
  *violations({ object }: Review<Pod, Parameters>) {
    if (typeof object.spec?.priority !== "number") return;
    if (!object.spec.containers?.at(-2)?.tty !== true) return;
    yield "";
  },
});
