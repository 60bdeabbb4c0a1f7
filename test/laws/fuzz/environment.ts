/** What is in sight where an expression is written. */
import type { Random } from "./random.js";
import { perhaps, type Slot, same, sure, type Type } from "./types.js";

export interface Variable {
  readonly name: string;
  readonly slot: Slot;
}

export interface Helper {
  readonly name: string;
  readonly parameters: readonly { readonly slot: Slot; readonly mayBeLeftOut: boolean }[];
  readonly result: Slot;
}

export interface Environment {
  readonly variables: readonly Variable[];
  readonly helpers: readonly Helper[];
  /** Paths that TypeScript knows to be defined here. */
  readonly narrowed: ReadonlySet<string>;
  /** Paths that TypeScript knows so much about here that it would complain about questions. */
  readonly settled: ReadonlySet<string>;
  /** True where what arrives beside the object is in sight. */
  readonly isOfRequest?: boolean;
}

/** What TypeScript learns of a path: that it is defined, or what it is. */
export interface Fact {
  readonly code: string;
  readonly isSettled: boolean;
}

export const defined = (code: string): Fact => ({ code, isSettled: false });
export const settled = (code: string): Fact => ({ code, isSettled: true });

/** A path that TypeScript narrows: of names and fields only. */
export const isReference = (code: string) => /^[\w$]+(\??\.[\w$]+)*$/.test(code);

const plainly = (code: string) => code.replaceAll("?.", ".");

export interface Path {
  readonly code: string;
  readonly slot: Slot;
}

/** A new name in sight, in front of an older one that is spelled the same. */
export function withVariable(env: Environment, name: string, slot: Slot): Environment {
  const isOwn = (code: string) => code === name || code.startsWith(`${name}.`);
  return {
    ...env,
    variables: [...env.variables.filter((one) => one.name !== name), { name, slot }],
    narrowed: new Set([...env.narrowed].filter((code) => !isOwn(code))),
    settled: new Set([...env.settled].filter((code) => !isOwn(code))),
  };
}

export function narrow(env: Environment, facts: readonly Fact[]): Environment {
  const narrowed = new Set(env.narrowed);
  const known = new Set(env.settled);
  for (const { code, isSettled } of facts) {
    if (!isReference(code)) continue;
    if (isSettled) {
      known.add(plainly(code));
      continue;
    }
    const parts = plainly(code).split(".");
    for (let length = 1; length <= parts.length; length += 1) narrowed.add(parts.slice(0, length).join("."));
  }
  return { ...env, narrowed, settled: known };
}

/** Inside of a callback, TypeScript remembers what it knows of names, and not of paths. */
export function inCallback(env: Environment): Environment {
  const isName = (code: string) => !code.includes(".");
  return {
    ...env,
    narrowed: new Set([...env.narrowed].filter(isName)),
    settled: new Set([...env.settled].filter(isName)),
  };
}

/** Everything that can be read from the names in sight, fields of fields included. */
export function paths(env: Environment): readonly Path[] {
  return env.variables
    .flatMap(({ name, slot }) => fields({ code: name, slot: known(env, name, slot) }, env, 4))
    .filter(({ code }) => !isSettled(env, plainly(code)));
}

function isSettled({ settled }: Environment, code: string): boolean {
  if (settled.size === 0) return false;
  const parts = code.split(".");
  return parts.some((_, index) => settled.has(parts.slice(0, index + 1).join(".")));
}

function known(env: Environment, code: string, slot: Slot): Slot {
  return env.narrowed.has(plainly(code)) ? sure(slot.type) : slot;
}

function fields(path: Path, env: Environment, depth: number): readonly Path[] {
  const { type, optional } = path.slot;
  if (type.kind !== "object" || depth === 0) return [path];
  return [
    path,
    ...Object.entries(type.fields).flatMap(([name, slot]) => {
      const code = `${path.code}${optional ? "?." : "."}${name}`;
      const own: Slot = optional ? behind(slot) : slot;
      return fields({ code, slot: known(env, code, own) }, env, depth - 1);
    }),
  ];
}

/** A field of what may be absent. */
function behind({ type, none }: Slot): Slot {
  return none === "null" || none === "nullish" ? { type, optional: true, none: "nullish" } : perhaps(type);
}

/** A path that reads what is wanted, through an element of a list or a record where that helps. */
export function read(env: Environment, wanted: Slot, random: Random, key: () => string): string | undefined {
  const all = paths(env);
  const direct = all.filter(
    ({ slot }) => same(slot.type, wanted.type) && slot.none === undefined && (wanted.optional || !slot.optional),
  );
  const through = wanted.optional
    ? all.flatMap(({ code, slot }) => {
        const { type, optional } = slot;
        if (type.kind !== "list" && type.kind !== "record") return [];
        if (type.kind === "list" && type.unordered) return [];
        const element = () =>
          type.kind === "record"
            ? `${code}${optional ? "?." : ""}[${key()}]`
            : random.chance(0.6)
              ? `${code}${optional ? "?." : ""}[${random.pick(["0", "0", "1", "2"])}]`
              : `${code}${optional ? "?." : "."}at(${random.pick(["0", "-1", "-2", "1"])})`;
        if (same(type.of, wanted.type)) return [element];
        if (type.of.kind !== "object") return [];
        return Object.entries(type.of.fields)
          .filter(([, inner]) => same(inner.type, wanted.type))
          .map(
            ([name]) =>
              () =>
                `${element()}?.${name}`,
          );
      })
    : [];
  if (through.length > 0 && (direct.length === 0 || random.chance(0.25))) return random.pick(through)();
  // Names first: what was computed before is of more interest than what was given.
  const names = direct.filter(({ code }) => !code.includes("."));
  if (names.length > 0 && random.chance(0.5)) return random.pick(names).code;
  return direct.length === 0 ? undefined : random.pick(direct).code;
}

export function ofType(env: Environment, accept: (type: Type) => boolean): readonly Path[] {
  return paths(env).filter(({ slot }) => accept(slot.type));
}
