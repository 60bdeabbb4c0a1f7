import { equals, policy, type Review } from "gatewright";
import type { Pod, Service } from "gatewright/kubernetes";

export interface Parameters {
  owner: string | null;
  limit?: number;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "undefined";
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === "object") return `object with ${Object.keys(value).length}`;
  return typeof value;
}

function isChanged<T>(before: T | undefined, after: T | undefined): boolean {
  if (before === undefined) return after !== undefined;
  return after === undefined || !equals(before, after);
}

function ownerOf(label: string | null | undefined, otherwise?: string | null): string {
  if (label === null) return "explicitly nobody";
  return label ?? otherwise ?? (otherwise === null ? "null" : "undefined");
}

const isDefined = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;
const orElse = <T>(value: T | null | undefined, fallback: T): T => value ?? fallback;

export default policy({
  kind: "NullableArguments",
  title: "Arguments that may be null, and may be left out",
  description: "Null and undefined arrive as what they are.",
  severity: "low",

  *violations({ object, parameters: { owner, limit } }: Review<Pod | Service, Parameters>) {
    const label = object.metadata?.labels?.["app"];
    const given = label === "web" ? null : label === "x" ? undefined : owner;
    yield `${ownerOf(label)}, ${ownerOf(owner)}, ${ownerOf(given)}, ${ownerOf(given, given)}`;
    yield `${kindOf(label)} ${kindOf(owner)} ${kindOf(given)} ${kindOf(object.metadata?.labels)} ${kindOf(limit)}`;
    yield `${isDefined(label)} ${isDefined(given)} ${isDefined(limit)} ${orElse(given, "none")} ${orElse(limit, 0)}`;
    if (isChanged(label, object.metadata?.name)) yield "label and name differ";
    if (isChanged(given, owner)) yield "given and owner differ";
    if (isNumber(limit)) yield `limit ${limit}`;
    if (object.kind !== "Service") return;
    for (const { targetPort } of object.spec?.ports ?? []) {
      if (isNumber(targetPort)) yield `number ${targetPort}`;
      else yield `${kindOf(targetPort)}`;
    }
  },
});
