import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const WEIGHTS = { hostNetwork: 3, hostPID: 5, hostIPC: 2 } as const;
const ALLOWED = ["NET_BIND_SERVICE", "CHOWN"] as const;
type Allowed = (typeof ALLOWED)[number];

export default policy({
  kind: "StepsOfLoops",
  title: "Loops in steps",
  description: "Loops that count by more than one, and texts as keys of a constant.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    for (let i = containers.length - 1; i >= 0; i -= 2) {
      const c = containers[i];
      if (c !== undefined) yield `${i}: ${c.name}`;
    }
    for (let i = 1; i < containers.length; i += 3) yield `third ${i}`;
    for (let k = 0; k <= 10; k += 5) if (containers.length > k) yield `more than ${k}`;
    for (const key of Object.keys(WEIGHTS)) {
      const weight = WEIGHTS[key as keyof typeof WEIGHTS];
      if (weight > 2 && object.spec?.[key as keyof typeof WEIGHTS]) yield `${key} weighs ${weight}`;
    }
    for (const c of containers) {
      for (const name of c.securityContext?.capabilities?.add ?? []) {
        if (!ALLOWED.includes(name as Allowed)) yield `${name} is not allowed`;
      }
    }
  },
});
