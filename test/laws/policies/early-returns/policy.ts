import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly at?: number };

function verdict(pod: Pod): Verdict {
  const { spec } = pod;
  if (!spec) return { ok: false, reason: "no spec" };
  for (const [at, { name, securityContext }] of spec.containers.entries()) {
    switch (true) {
      case securityContext?.privileged === true:
        return { ok: false, reason: `${name} is privileged`, at };
      case securityContext?.runAsUser === 0:
        return { ok: false, reason: `${name} is root` };
    }
  }
  return { ok: true };
}

function firstUser(pod: Pod): number | null {
  for (const { securityContext } of pod.spec?.containers ?? []) {
    const user = securityContext?.runAsUser;
    if (user === undefined) continue;
    if (user === 500) break;
    return user;
  }
  return pod.spec?.securityContext?.runAsUser ?? null;
}

function depth(pod: Pod): string {
  if (pod.spec?.hostNetwork) {
    if (pod.spec.hostPID) return "both";
    for (const { name } of pod.spec.volumes ?? []) {
      if (name === "data") return "data";
      for (const { name: other } of pod.spec.containers) if (name > other) return `${name} > ${other}`;
    }
  } else if (pod.spec?.hostPID) return "processes";
  return "none";
}

export default policy({
  kind: "EarlyReturns",
  title: "Guards",
  description: "Nested functions that return early from loops and switches, with values of several types.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const result = verdict(object);
    if (!result.ok) yield { msg: result.reason, details: { at: result.at ?? null } };
    yield { msg: "user", details: firstUser(object) };
    yield depth(object);
  },
});
