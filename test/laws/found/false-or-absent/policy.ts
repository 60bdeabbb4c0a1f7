import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

export interface Parameters {
  lax: boolean | null;
  on: boolean;
  prefix?: string;
  most?: number;
  inner?: { strict: boolean; level: number };
}

function isRoot({ securityContext }: Container): string {
  if (!(securityContext?.privileged ?? false)) {
    const privileged = securityContext?.privileged;
    return privileged === undefined ? "unset" : `set to ${privileged}`;
  }
  return "privileged";
}

/** After `!(a ?? b)`, TypeScript holds that `a` is absent: it may be false, 0 or "". */
export default policy({
  kind: "FalseOrAbsent",
  title: "False or absent",
  description: "What stands before ?? may be there and falsy.",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { lax, on, prefix, most, inner } = parameters;
    yield `${(parameters.lax ?? on) || (parameters.lax ?? on)}`;
    if (!(lax ?? on)) yield lax === null ? "no answer" : `answer ${lax}`;
    if (!(lax ?? on) && lax !== null) yield "false, and no null";
    if (!(prefix ?? "a")) yield { msg: "no prefix", details: prefix ?? "none" };
    if (!(prefix ?? "a") && prefix !== undefined) yield "an empty prefix";
    if (!(most ?? 1)) yield `at most ${most ?? "any"}`;
    if (!(most ?? 1) && typeof most === "number") yield "none at all";
    if (!(inner?.strict ?? on)) yield { msg: "not strict", details: inner ?? null };
    if (!(parameters.inner?.strict ?? on)) yield parameters.inner === undefined ? "no inner" : "an inner";
    if (!(object.spec?.hostNetwork ?? false)) {
      yield { msg: "not on the host", details: { stated: object.spec?.hostNetwork !== undefined } };
      if (object.spec?.hostNetwork !== undefined) yield "stated";
    }
    for (const { name } of object.spec?.containers ?? []) if (!(name ?? "")) yield `no name: "${name}"`;
    for (const container of object.spec?.containers ?? []) yield isRoot(container);
  },
});
