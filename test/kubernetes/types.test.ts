import { describe, expect, it } from "vitest";
import { errors } from "./program.js";

const check = (imports: string, body: string) => errors(`import type { ${imports} } from "./index.js";\n${body}\n`);

describe("policies that type-check", () => {
  it("tells kinds apart by `kind`", () => {
    const body = `export function containers(object: Pod | Deployment | CronJob) {
      if (object.kind === "Pod") return object.spec?.containers;
      if (object.kind === "CronJob") return object.spec?.jobTemplate.spec?.template.spec?.containers;
      const selector: Deployment["spec"] = object.spec!;
      return selector.template.spec?.containers;
    }`;
    expect(check("CronJob, Deployment, Pod", body)).toEqual([]);
  });

  it("tells versions apart by `apiVersion`", () => {
    const body = `export function target(object: HorizontalPodAutoscaler | HorizontalPodAutoscalerV1) {
      if (object.apiVersion === "autoscaling/v1") return object.spec?.targetCPUUtilizationPercentage;
      return object.spec?.metrics?.length;
    }`;
    expect(check("HorizontalPodAutoscaler, HorizontalPodAutoscalerV1", body)).toEqual([]);
  });

  it("derives parts by indexing, as the exported parts", () => {
    const body = `type Derived = NonNullable<Pod["spec"]>["containers"][number];
    export const there = (container: Derived): Container => container;
    export const back = (container: Container): Derived => container;`;
    expect(check("Container, Pod", body)).toEqual([]);
  });

  it("compares strings freely, whatever values the document lists", () => {
    const body = `export const never = (spec: PodSpec) => spec.restartPolicy === "SomeFuturePolicy";`;
    expect(check("PodSpec", body)).toEqual([]);
  });

  it("narrows ports, quantities and JSON with typeof", () => {
    const body = `export const port = (p: ServicePort) => (typeof p.targetPort === "number" ? p.targetPort + 1 : p.targetPort?.length);
    export const cpu = (c: Container) => { const q = c.resources?.limits?.["cpu"]; return typeof q === "string" ? q.length : q; };
    export const raw = (r: ControllerRevision) => { const v = r.data["spec"]; return typeof v === "string" ? v.length : undefined; };`;
    expect(check("Container, ControllerRevision, ServicePort", body)).toEqual([]);
  });

  it("takes claims of a StatefulSet without apiVersion and kind", () => {
    const body = `export const spec: StatefulSetSpec = {
      serviceName: "db", selector: {}, template: {}, volumeClaimTemplates: [{ metadata: { name: "data" } }],
    };
    export const whole = (claim: PersistentVolumeClaim): EmbeddedPersistentVolumeClaim => claim;`;
    expect(check("EmbeddedPersistentVolumeClaim, PersistentVolumeClaim, StatefulSetSpec", body)).toEqual([]);
  });

  it("takes schemas inside a CustomResourceDefinition", () => {
    const body = `export const schema: JSONSchemaProps = {
      type: "object", properties: { a: { items: [{ type: "string" }] } }, additionalProperties: false, default: [1, null],
      "x-kubernetes-preserve-unknown-fields": true, $ref: "x",
    };`;
    expect(check("JSONSchemaProps", body)).toEqual([]);
  });
});

describe("policies that do not, and where", () => {
  it.each([
    ["an optional part read without ?.", "(o: Pod) => o.spec.containers", "TS18048 at o.spec"],
    [
      "an optional list used as if it were there",
      "(o: Pod) => o.metadata?.finalizers.length",
      "TS18048 at o.metadata?.finalizers",
    ],
    ["a field of another kind", "(o: Pod) => o.spec?.replicas", "TS2339 at replicas"],
    ["a misspelt field", "(o: Pod) => o.spec?.hostNetwrk", "TS2551 at hostNetwrk"],
    ["a kind that cannot be", `(o: Pod) => o.kind === "Deployment"`, `TS2367 at o.kind === "Deployment"`],
    [
      "a label that may be missing",
      `(o: Pod): string => o.metadata!.labels!["app"]`,
      `TS2322 at o.metadata!.labels!["app"]`,
    ],
    ["a change of the object", `(o: Pod) => { o.kind = "Pod"; }`, "TS2540 at kind"],
    ["a change of a list", "(o: PodSpec) => o.containers.push", "TS2339 at push"],
    [
      "an explicit undefined",
      "(): PodSpec => ({ containers: [], hostPID: undefined })",
      "TS2375 at { containers: [], hostPID: undefined }",
    ],
    ["arithmetic on a quantity", "(q: Quantity) => q * 2", "TS2362 at q"],
  ])("%s", (_, source, expected) => {
    const found = check(
      "Pod, PodSpec, Quantity",
      `export type Used = [Pod, PodSpec, Quantity];\nexport const f = ${source};`,
    );
    expect(found).toEqual([expected]);
  });

  it("an object without apiVersion and kind", () => {
    expect(check("Pod", `export const a: Pod = { kind: "Pod" };\nexport const b: Pod = { apiVersion: "v1" };`)).toEqual(
      ["TS2741 at a", "TS2741 at b"],
    );
  });
});
