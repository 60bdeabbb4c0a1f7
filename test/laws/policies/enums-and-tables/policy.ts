import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

enum Level {
  None,
  Low = 3,
  High,
}

enum Policy {
  Always = "Always",
  Never = "IfNotPresent",
}

const Sizes = { small: 1, medium: 5, large: 10 } as const;
type Size = keyof typeof Sizes;
const FIELDS = Object.freeze(["hostNetwork", "hostPID", "hostIPC"] as const);
const RULES = [
  ["NET_ADMIN", 5],
  ["SYS_TIME", 2],
] as const satisfies readonly (readonly [string, number])[];
const WEIGHTS: Readonly<Record<string, number>> = Object.freeze({ hostPath: 3, secret: 1 });

function levelOf(pod: Pod): Level {
  if (pod.spec?.hostNetwork) return Level.High;
  return pod.spec?.hostPID ? Level.Low : Level.None;
}

function sizeOf(count: number): Size {
  return count > 3 ? "large" : count > 1 ? "medium" : "small";
}

function pair(pod: Pod): readonly [name: string, count: number] {
  return [pod.metadata?.name ?? "", pod.spec?.containers.length ?? 0];
}

export default policy({
  kind: "EnumsAndTables",
  title: "Tables and enums",
  description: "enum, const objects, as const, Object.freeze, satisfies and tuples.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const level = levelOf(object);
    if (level >= Level.Low) yield `level ${level}`;
    const [name, count] = pair(object);
    yield { msg: name, details: { count, size: sizeOf(count), weight: Sizes[sizeOf(count)] } };
    for (const field of FIELDS) if (object.spec?.[field]) yield `${field} is set`;
    for (const [capability, weight] of RULES) {
      if (
        object.spec?.containers.some((container) => container.securityContext?.capabilities?.add?.includes(capability))
      )
        yield `${capability} weighs ${weight}`;
    }
    for (const { imagePullPolicy } of object.spec?.containers ?? []) {
      if (imagePullPolicy === Policy.Always) yield "always pulled";
      if (imagePullPolicy === Policy.Never) yield "pulled once";
    }
    const heavy = Object.entries(WEIGHTS).filter(([, weight]) => weight > 2);
    yield { msg: "heavy", details: heavy.length };
  },
});
