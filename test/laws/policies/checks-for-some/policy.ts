import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

interface Check {
  readonly id: string;
  readonly when?: (pod: Pod, least: number) => boolean;
  readonly message: (pod: Pod) => string;
}

const checks: readonly Check[] = [
  { id: "net", when: ({ spec }) => !!spec?.hostNetwork, message: () => "host network" },
  {
    id: "many",
    when: ({ spec }, least) => (spec?.containers?.length ?? 0) > least,
    message: ({ spec }) => `${spec?.containers?.length ?? 0} containers`,
  },
  { id: "always", message: ({ spec }) => `account ${spec?.serviceAccountName ?? "default"}` },
];

export interface Parameters {
  least: number;
}

export default policy({
  kind: "ChecksForSome",
  title: "Checks for some",
  description:
    "Tables of rules whose conditions may be left out: asked for, called where they are there, and found by.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { least } = parameters;
    for (const { id, when = () => true, message } of checks)
      if (when(object, least)) yield { msg: message(object), details: { id } };
    for (const check of checks) if (check.when === undefined || check.when(object, least)) yield `${check.id}!`;
    for (const check of checks) if (check.when?.(object, least) ?? true) yield `${check.id}?`;
    const hit = checks.find((check) => check.when?.(object, least));
    yield hit ? `${hit.id}: ${hit.message(object)}` : "none";
    yield checks.map(({ id, message }) => `${id}=${message(object)}`).join("; ");
    if (checks.every((check) => check.when?.(object, least) ?? true)) yield "every";
  },
});
