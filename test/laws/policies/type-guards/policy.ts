import { policy, type Review } from "gatewright";
import type { Pod, Service } from "gatewright/kubernetes";

type Finding =
  | { readonly kind: "missing"; readonly field: string }
  | { readonly kind: "wrong"; readonly field: string; readonly value: string | number };

function isPod(object: Pod | Service): object is Pod {
  return object.kind === "Pod";
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

const isThere = <T>(value: T | undefined | null): value is T => value !== undefined && value !== null;

function describe(finding: Finding): string {
  switch (finding.kind) {
    case "missing":
      return `${finding.field} is missing`;
    case "wrong":
      return `${finding.field} is ${finding.value}`;
    default: {
      const nothing: never = finding;
      return nothing;
    }
  }
}

function findings(object: Pod | Service): readonly Finding[] {
  if (isPod(object)) {
    const grace = object.spec?.terminationGracePeriodSeconds;
    if (grace === undefined) return [{ kind: "missing", field: "grace" }];
    return grace < 10 ? [{ kind: "wrong", field: "grace", value: grace }] : [];
  }
  const { type } = object.spec ?? {};
  return type === undefined ? [{ kind: "missing", field: "type" }] : [{ kind: "wrong", field: "type", value: type }];
}

export default policy({
  kind: "TypeGuards",
  title: "Narrowing",
  description: "Type guards, discriminated unions, exhaustive checks, typeof, in and Array.isArray.",
  severity: "low",

  *violations({ object }: Review<Pod | Service>) {
    for (const finding of findings(object)) yield { msg: describe(finding), details: finding };
    const texts = Object.values(object.metadata?.labels ?? {})
      .filter(isText)
      .toSorted();
    if (texts.length > 0) yield { msg: "labels", details: texts };
    if (isPod(object)) {
      const ports = (object.spec?.containers ?? []).map(({ ports }) => ports?.[0]?.containerPort).filter(isThere);
      if (ports.length > 0) yield { msg: "first ports", details: ports };
    }
  },
});
