/** Expressions of a wanted type. */

import { words } from "./data.js";
import { type Environment, inCallback, narrow, paths, read, settled, withVariable } from "./environment.js";
import { found, operation } from "./operations.js";
import { patternOf } from "./patterns.js";
import {
  flag,
  huge,
  isScalar,
  list,
  number,
  type ObjectType,
  perhaps,
  type Slot,
  same,
  sure,
  type Type,
  text,
  written,
} from "./types.js";
import type { Writer } from "./writer.js";

/** Names of what objects inherit are data only: in a policy they are refused. */
const ownWords = words.filter((word) => !(word in {}) && word.length < 20);

type Makers = (readonly [number, () => string | undefined])[];
export function value(wanted: Slot, env: Environment, depth: number, to: Writer): string {
  const { random } = to;
  const { type, optional } = wanted;
  const makers: Makers = [
    [8, () => read(env, wanted, random, () => to.value(sure(text), env, 0))],
    [2, () => instead(wanted, env, depth, to)],
  ];
  if (depth > 0) {
    makers.push(
      [2, () => choice(wanted, env, depth, to)],
      [3, () => fallback(type, wanted, env, depth, to)],
      [3, () => helperCall(wanted, env, depth, to)],
    );
    if (optional) makers.push([2, () => found(type, env, depth, to)], [1, () => conjunction(wanted, env, depth, to)]);
    makers.push([6, () => operation(type, env, depth, to)]);
    if (optional && random.chance(0.1)) {
      const { code, yes } = to.condition(env, depth - 1);
      return `(${code} ? ${to.value(sure(type), narrow(env, yes), depth - 1)} : undefined)`;
    }
  }
  return (
    random.first([...makers, [depth > 0 ? 1 : 3, () => literal(type, env, depth, to)]]) ?? literal(type, env, 0, to)
  );
}

function choice(wanted: Slot, env: Environment, depth: number, to: Writer): string {
  const { code, yes, no } = to.condition(env, depth - 1);
  return `(${code} ? ${to.value(wanted, narrow(env, yes), depth - 1)} : ${to.value(wanted, narrow(env, no), depth - 1)})`;
}

function fallback(type: Type, wanted: Slot, env: Environment, depth: number, to: Writer): string {
  const left = to.random.chance(0.9)
    ? to.value(perhaps(type), env, depth - 1)
    : (read(env, sure(type), to.random, () => '"a"') ?? "");
  if (left === "" || isKnown(left) || left.includes(" ? ")) return to.value(wanted, env, depth - 1);
  // TypeScript complains about what can be no nullish value by the way that it is written.
  const operator = to.random.chance(0.7) && /^\w/.test(left) ? "??" : "||";
  return `(${left} ${operator} ${to.value(wanted, narrow(env, [settled(left)]), depth - 1)})`;
}

/** What is null, or left out against its type, with something in its stead. */
function instead({ type }: Slot, env: Environment, depth: number, to: Writer): string | undefined {
  const all = paths(env).filter(({ slot }) => slot.none !== undefined && same(slot.type, type));
  if (all.length === 0) return undefined;
  const { code } = to.random.pick(all);
  return `(${code} ?? ${to.value(sure(type), narrow(env, [settled(code)]), Math.max(0, depth - 1))})`;
}

/** True for what TypeScript knows the value of, and complains about where it decides a condition. */
export function isKnown(code: string): boolean {
  return /^[(!-]*(["'`\d{[]|true\b|false\b|undefined\b|new )/.test(code);
}

/** `a && b`: both of one type, so that the falsy ones of `a` fit. */
function conjunction(wanted: Slot, env: Environment, depth: number, to: Writer): string | undefined {
  const { type } = wanted;
  if (type.kind !== "text" && type.kind !== "number" && type.kind !== "flag") return undefined;
  const left = to.value(wanted, env, depth - 1);
  return isKnown(left) || left.includes(" ? ")
    ? undefined
    : `(${left} && ${to.value(wanted, narrow(env, [settled(left)]), depth - 1)})`;
}

function helperCall(wanted: Slot, env: Environment, depth: number, to: Writer): string | undefined {
  const fitting = env.helpers.filter(
    ({ result }) => same(result.type, wanted.type) && (wanted.optional || !result.optional),
  );
  if (fitting.length === 0) return undefined;
  return callOf(to.random.pick(fitting), env, depth, to);
}

export function callOf(helper: Environment["helpers"][number], env: Environment, depth: number, to: Writer): string {
  const args: string[] = [];
  for (const { slot, mayBeLeftOut } of helper.parameters) {
    if (mayBeLeftOut && to.random.chance(0.4)) break;
    args.push(to.value(slot, env, Math.max(0, depth - 1)));
  }
  return `${helper.name}(${args.join(", ")})`;
}

/** A template. */
export function message(env: Environment, depth: number, to: Writer): string {
  const parts = Array.from({ length: 1 + to.random.below(3) }, () => {
    const type = to.random.pick([text, text, text, number, number, flag, flag, huge]);
    return `${to.random.pick(["", " ", "-", "x:"])}\${${to.value(sure(type), env, depth)}}`;
  });
  return `\`${parts.join("")}\``;
}

export function spread(type: Extract<Type, { kind: "record" }>, env: Environment, depth: number, to: Writer): string {
  const own = () => to.value(to.random.chance(0.5) ? sure(type) : perhaps(type), env, depth - 1);
  const keys = ["a", "b", "ab", '"a,b"', '"é"'];
  const entry = () => `${keys.splice(to.random.below(keys.length), 1)}: ${to.value(sure(type.of), env, depth - 1)}`;
  const parts = Array.from({ length: 1 + to.random.below(3) }, () =>
    to.random.chance(0.5)
      ? `...${own()}`
      : to.random.chance(0.8)
        ? entry()
        : `[${to.value(sure(text), env, depth - 1)}]: ${to.value(sure(type.of), env, depth - 1)}`,
  );
  return `({ ${parts.join(", ")} } as ${written(type)})`;
}

export function literal(type: Type, env: Environment, depth: number, to: Writer): string {
  const { random } = to;
  const next = (inner: Type) => (depth > 0 ? to.value(sure(inner), env, depth - 1) : literal(inner, env, 0, to));
  switch (type.kind) {
    case "text":
      return JSON.stringify(random.chance(0.7) ? random.pick(["", "a", "b", "ab"]) : random.pick(ownWords));
    case "number":
    case "huge":
      return random.pick(["0", "1", "2", "3", "10", "80"]);
    case "flag":
      return random.pick(["true", "false"]);
    case "either":
      return next(random.pick([text, list(text)]));
    case "list": {
      const items = Array.from({ length: random.below(3) }, () => next(type.of));
      return items.length === 0 || type.of.kind !== "text"
        ? `([${items.join(", ")}] as ${written(type)})`
        : `[${items.join(", ")}]`;
    }
    case "set":
      return `new Set<${written(type.of)}>([${Array.from({ length: random.below(3) }, () => next(type.of)).join(", ")}])`;
    case "record": {
      const keys = [...new Set(Array.from({ length: random.below(3) }, () => random.pick(["a", "b", "ab"])))];
      return `({ ${keys.map((key) => `${key}: ${next(type.of)}`).join(", ")} } as ${written(type)})`;
    }
    case "object":
      return objectLiteral(type, env, depth, to);
  }
}

export function objectLiteral(type: ObjectType, env: Environment, depth: number, to: Writer): string {
  const entries = Object.entries(type.fields)
    .filter(([, { optional, none }]) => !optional || none !== undefined || to.random.chance(0.4))
    .map(([name, slot]) => `${name}: ${to.value(sure(slot.type), env, Math.max(0, depth - 1))}`);
  return `({ ${entries.join(", ")} } satisfies ${written(type)} as ${written(type)})`;
}

/** The parameters of a callback over elements of a type. */
export function callback(of: Type, env: Environment, to: Writer): { head: string; env: Environment } {
  let inside = inCallback(env);
  const bind = (name: string, slot: Slot) => {
    inside = withVariable(inside, name, slot);
  };
  let head: string;
  if (
    (of.kind === "object" || of.kind === "text" || of.kind === "list") &&
    to.random.chance(of.kind === "object" ? 0.5 : 0.15)
  ) {
    const { code, bound } = patternOf(of, env, 1 + to.random.below(2), to);
    for (const { name, slot } of bound) bind(name, slot);
    head = code;
  } else {
    head = to.fresh("x");
    bind(head, sure(of));
  }
  if (to.random.chance(0.15)) {
    const index = to.fresh("i");
    head = `${head}, ${index}`;
    bind(index, sure(number));
  }
  return { head, env: inside };
}

export { flag, isScalar };
