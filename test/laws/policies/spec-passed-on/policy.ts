import { policy, type Review } from "gatewright";
import type { Deployment } from "gatewright/kubernetes";

export interface Parameters {
  min: number;
}

interface Finding {
  readonly path: string;
  readonly reason: string;
  readonly weight?: number;
}

/** A spec that OpenAPI requires may be missing all the same: functions are called then, and ask for it themselves. */
function replicas(spec: { replicas?: number } | undefined, fallback = 1): number {
  return spec?.replicas ?? fallback;
}

function check(path: string, value: unknown, reason: string): Finding[] {
  return value === undefined || value === null ? [{ path, reason }] : [];
}

function* all(spec: Deployment["spec"]): Generator<Finding> {
  yield* check("spec.replicas", spec?.replicas, "no replicas");
  for (const [i, container] of (spec?.template?.spec?.containers ?? []).entries()) {
    yield* check(`spec.template.spec.containers[${i}].livenessProbe`, container.livenessProbe, "no probe").map(
      (finding) => ({ ...finding, weight: 2 }),
    );
  }
}

const template = (deployment: Deployment) => deployment.spec?.template;

export default policy({
  kind: "SpecPassedOn",
  title: "Specs that are passed on",
  description: "What a spec that is missing means for functions, names, objects and lists that get it.",
  severity: "low",

  *violations({ object, parameters }: Review<Deployment, Parameters>) {
    const count = replicas(object.spec);
    if (count < parameters.min) yield `${object.kind} has ${count} replica${count === 1 ? "" : "s"}`;
    if (replicas(object.spec, 0) !== count) yield "implied";
    const holder = { spec: object.spec, name: object.metadata?.name };
    yield { msg: holder.spec ? "spec" : "none", details: holder.name };
    yield `${[object.spec].filter((spec) => spec !== undefined).length} specs`;
    const { spec } = object;
    if (!spec) yield "no spec";
    if (spec == null) yield "nothing";
    const findings = [...all(object.spec)];
    const total = findings.reduce((sum, { weight = 1 }) => sum + weight, 0);
    for (const { path, reason, ...rest } of findings) yield { msg: `${path}: ${reason}`, details: { ...rest, total } };
    yield template(object) ? "template" : "no template";
  },
});
