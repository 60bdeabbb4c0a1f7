import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  values: { name: string; n?: number | null; t?: string | null; b?: boolean | null }[];
}

interface Value {
  readonly n?: number | null;
  readonly t?: string | null;
  readonly b?: boolean | null;
}

function ofNumber({ n }: Value): number | null | undefined {
  if (n === 0) return undefined;
  if (n === 1) return null;
  return n;
}

function nameOf(value: Value | undefined): string | undefined {
  if (value?.b) return value.t ?? undefined;
  if (value?.n) return "number";
  return undefined;
}

const isLong = (text: string | null | undefined): boolean => (text ? text.length > 1 : text === null);

export default policy({
  kind: "FalsyValues",
  title: "What is falsy",
  description: "Absent, null, false, 0 and the empty text, asked and replaced in every way.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    if (object.metadata?.name !== "bare") return;
    for (const value of parameters.values) {
      const { name, n, t, b } = value;
      if (n) yield `${name}: n`;
      if (t) yield `${name}: t`;
      if (b) yield `${name}: b`;
      if (n == null) yield `${name}: no n`;
      if (t != null) yield `${name}: some t`;
      if (b === null) yield `${name}: b is null`;
      if (b === undefined) yield `${name}: b is absent`;
      if (!b) yield `${name}: not b`;
      yield `${name}: ${n ?? 7} ${n || 8} ${t ?? "else"} ${t || "or"} ${b ?? "maybe"} ${b ? "yes" : "no"}`;
      yield { msg: `${name} values`, details: { n: n ?? 7, n2: n || 8, t: t ?? "else", t2: t || "or", b: b ?? true } };
      if (!isLong(value.t)) yield `${name}: not long`;
      if (!(n && t)) yield `${name}: not both`;
      if (!(n || t)) yield `${name}: neither`;
      if (n ? t : b) yield `${name}: either`;
      if (!(n ? t : b)) yield `${name}: not either`;
      if (nameOf(value) === undefined) yield `${name}: no name`;
      if (nameOf(value) === nameOf(parameters.values[0])) yield `${name}: as the first`;
      yield `${name}: ${ofNumber(value) ?? "none"}`;
      yield `${name}: ${nameOf(value)}`;
    }
  },
});
