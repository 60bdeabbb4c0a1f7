import { compare, type Definition } from "./document.js";

/**
 * The name under which `gatewright/kubernetes` exports each definition, by id.
 *
 * Where several groups or versions define a name, the plain one goes to a kind before a part, then to the core group,
 * then to the most stable and newest version; parts that several groups define equally get no plain name. Every other
 * one carries its version (`HorizontalPodAutoscalerV1`), after its group when the plain name is of another group's
 * (`EventEventsV1`, `SubjectRbacV1`).
 */
export function publicNames(definitions: readonly Definition[]): ReadonlyMap<string, string> {
  const sharing = new Map<string, Definition[]>();
  for (const one of definitions) sharing.set(one.name, [...(sharing.get(one.name) ?? []), one]);
  const names = new Map<string, string>();
  for (const candidates of sharing.values()) {
    const [first, second] = candidates.toSorted((a, b) => compareRank(a, b) || compare(a.id, b.id));
    if (first === undefined) continue;
    const plain = second === undefined || compareRank(first, second) !== 0 ? first : undefined;
    for (const one of candidates) names.set(one.id, one === plain ? one.name : suffixed(one, plain));
  }
  requireDistinct(names);
  return names;
}

function suffixed({ name, group, version }: Definition, plain: Definition | undefined): string {
  return `${name}${group === plain?.group ? "" : capital(group)}${capital(version)}`;
}

/** Negative when `a` has the better claim to the plain name, 0 when neither has. */
function compareRank(a: Definition, b: Definition): number {
  return (
    Number(a.gvk === undefined) - Number(b.gvk === undefined) ||
    Number(a.group !== "core") - Number(b.group !== "core") ||
    compareVersions(b.version, a.version)
  );
}

/** Kubernetes' order: stable over beta over alpha, then the higher number. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [readVersion(a), readVersion(b)];
  return x.stability - y.stability || x.major - y.major || x.minor - y.minor;
}

function readVersion(version: string): { stability: number; major: number; minor: number } {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (match === null) return { stability: -1, major: 0, minor: 0 };
  const stability = match[2] === undefined ? 2 : match[2] === "beta" ? 1 : 0;
  return { stability, major: Number(match[1]), minor: Number(match[3] ?? 0) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function requireDistinct(names: ReadonlyMap<string, string>): void {
  const owner = new Map<string, string>();
  for (const [id, name] of names) {
    const other = owner.get(name);
    if (other !== undefined) throw new Error(`${id} and ${other} would both be exported as ${name}.`);
    owner.set(name, id);
  }
}
