/** Expressions of a wanted type. */

import { words } from "./data.js";
import { type Environment, inCallback, narrow, ofType, paths, read, settled, withVariable } from "./environment.js";
import { patternOf } from "./patterns.js";
import {
  flag,
  huge,
  isScalar,
  list,
  number,
  type ObjectType,
  perhaps,
  record,
  type Slot,
  same,
  set,
  sure,
  type Type,
  text,
  unordered,
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

/** `list.find(…)`, `list.at(…)` and their like. */
function found(type: Type, env: Environment, depth: number, to: Writer): string | undefined {
  if (type.kind === "set" || type.kind === "either") return undefined;
  const of = to.value(sure(list(type)), env, depth - 1);
  const { head, env: inside } = to.callback(type, env);
  if (to.random.chance(0.6)) return `${of}.find((${head}) => ${to.condition(inside, depth - 1).code})`;
  const computed = to.random.chance(0.3) ? to.value(sure(number), env, depth - 1) : undefined;
  if (computed !== undefined) return to.random.chance(0.5) ? `${of}[${computed}]` : `${of}.at(${computed})`;
  return `${of}${to.random.pick(["[0]", "[1]", ".at(-1)", ".at(0)", ".at(-2)"])}`;
}

function operation(type: Type, env: Environment, depth: number, to: Writer): string | undefined {
  switch (type.kind) {
    case "text":
      return textOperation(env, depth, to);
    case "number":
      return numberOperation(env, depth, to);
    case "huge":
      return hugeOperation(env, depth, to);
    case "flag":
      return `(${to.condition(env, depth - 1).code}${to.random.chance(0.3) ? " ? true : false" : ""})`.replace(
        /^\((?!.*\? true)(.*)\)$/s,
        "!!($1)",
      );
    case "list":
      return type.unordered ? unorderedList(type.of, env, depth, to) : listOperation(type.of, env, depth, to);
    case "set":
      return setOperation(type.of, env, depth, to);
    case "record":
      return spread(type, env, depth, to);
    case "object":
    case "either":
      return undefined;
  }
}

function textOperation(env: Environment, depth: number, to: Writer): string | undefined {
  const one = () => to.value(sure(text), env, depth - 1);
  const many = () => to.value(sure(list(text)), env, depth - 1);
  const small = () => to.random.pick(["0", "1", "2", "-1", "-2", "9"]);
  return to.random.first<string>([
    [3, () => message(env, depth - 1, to)],
    [1, () => `(${one()} + ${one()})`],
    [1, () => `${one()}.slice(${small()})`],
    [1, () => `${one()}.slice(${small()}, ${small()})`],
    [1, () => `${one()}.toLowerCase()`],
    [1, () => `${one()}.toUpperCase()`],
    [1, () => `${one()}.trim()`],
    [1, () => `${one()}.replaceAll("a", ${to.random.pick(['"b"', '""', '"aa"'])})`],
    [2, () => `${many()}.join(${to.random.pick(['","', '""', '", "'])})`],
    [1, () => `String(${to.value(sure(to.random.pick([text, number, huge, flag])), env, depth - 1)})`],
    [
      1,
      () => `JSON.stringify(${to.value(sure(to.random.pick([text, huge, list(text), list(number)])), env, depth - 1)})`,
    ],
    [1, () => `${one()}.concat(${one()})`],
    [
      1,
      () =>
        `fmt(${to.value(sure(to.random.pick([text, list(text), list(number), record(text), flag])), env, depth - 1)})`,
    ],
  ]);
}

/** A template. */
export function message(env: Environment, depth: number, to: Writer): string {
  const parts = Array.from({ length: 1 + to.random.below(3) }, () => {
    const type = to.random.pick([text, text, text, number, number, flag, flag, huge]);
    return `${to.random.pick(["", " ", "-", "x:"])}\${${to.value(sure(type), env, depth)}}`;
  });
  return `\`${parts.join("")}\``;
}

function numberOperation(env: Environment, depth: number, to: Writer): string | undefined {
  const one = () => to.value(sure(number), env, depth - 1);
  const element = () => to.random.pick([text, number]);
  const listed = (of: Type) => to.value(sure(list(of)), env, depth - 1);
  return to.random.first<string>([
    [3, () => `${to.value(sure(list(to.random.pick([text, text, number]))), env, depth - 1)}.length`],
    [2, () => `${to.value(sure(text), env, depth - 1)}.length`],
    [1, () => `${to.value(sure(set(text)), env, depth - 1)}.size`],
    [1, () => `(${one()} ${to.random.pick(["+", "-"])} ${one()})`],
    // Products of two large numbers are not exact.
    [1, () => `(${one()} * ${to.random.pick(["2", "3", "-1"])})`],
    [1, () => `Math.${to.random.pick(["max", "min"])}(${one()}, ${one()})`],
    [1, () => `Math.abs(${one()})`],
    [1, () => `-(${one()})`],
    [1, () => `${to.value(sure(text), env, depth - 1)}.indexOf(${to.value(sure(text), env, depth - 1)})`],
    [
      1,
      () => {
        const of = element();
        return `${listed(of)}.indexOf(${to.value(sure(of), env, depth - 1)})`;
      },
    ],
    [
      1,
      () => {
        const of = element();
        const { head, env: inside } = to.callback(of, env);
        return `${listed(of)}.findIndex((${head}) => ${to.condition(inside, depth - 1).code})`;
      },
    ],
    [1, () => `Object.keys(${to.value(sure(record(text)), env, depth - 1)}).length`],
  ]);
}

/** What leaves numbers as they are, however large. */
function hugeOperation(env: Environment, depth: number, to: Writer): string | undefined {
  const one = () => to.value(sure(huge), env, depth - 1);
  return to.random.first<string>([
    [2, () => `Math.${to.random.pick(["max", "min"])}(${one()}, ${one()})`],
    [1, () => `Math.${to.random.pick(["abs", "floor", "trunc", "ceil"])}(${one()})`],
    [1, () => `-(${one()})`],
    [1, () => `Number(String(${one()}))`],
  ]);
}

function listOperation(of: Type, env: Environment, depth: number, to: Writer): string | undefined {
  const own = () => to.value(sure(list(of)), env, depth - 1);
  const small = () => to.random.pick(["0", "1", "2", "-1", "-2"]);
  const source = () =>
    to.random.pick(ofType(env, (type) => type.kind === "list" && !type.unordered).filter(({ slot }) => !slot.optional));
  return to.random.first<string>([
    [
      3,
      () => {
        const { head, env: inside } = to.callback(of, env);
        return `${own()}.filter((${head}) => ${to.condition(inside, depth - 1).code})`;
      },
    ],
    [
      3,
      () => {
        const path = source();
        if (path === undefined || path.slot.type.kind !== "list") return undefined;
        const { head, env: inside } = to.callback(path.slot.type.of, env);
        const result = to.value(sure(of), inside, depth - 1);
        return `${path.code}.map((${head}) => ${result.startsWith("{") ? `(${result})` : result})`;
      },
    ],
    [
      2,
      () => {
        const path = source();
        if (path === undefined || path.slot.type.kind !== "list") return undefined;
        const { head, env: inside } = to.callback(path.slot.type.of, env);
        return `${path.code}.flatMap((${head}) => ${to.value(sure(list(of)), inside, depth - 1)})`;
      },
    ],
    [1, () => `${own()}.slice(${small()})`],
    [1, () => `${own()}.slice(${small()}, ${small()})`],
    [1, () => `${own()}.concat(${own()})`],
    [1, () => `${own()}.toReversed()`],
    [2, () => `[...${own()}, ${to.value(sure(of), env, depth - 1)}]`],
    [1, () => `[...${own()}, ...${own()}]`],
    [
      1,
      () =>
        of.kind === "text"
          ? `${to.value(sure(text), env, depth - 1)}.split(${to.random.pick(['","', '":"', '""'])})`
          : undefined,
    ],
    [
      2,
      () =>
        of.kind === "text"
          ? `${to.value(sure(to.random.pick([list(text), unordered(text)])), env, depth - 1)}.toSorted()`
          : undefined,
    ],
    [
      1,
      () => (of.kind === "number" ? `${own()}.toSorted((a, b) => ${to.random.pick(["a - b", "b - a"])})` : undefined),
    ],
    [1, () => (of.kind === "text" ? `[...${to.value(sure(set(text)), env, depth - 1)}].toSorted()` : undefined)],
  ]);
}

function unorderedList(of: Type, env: Environment, depth: number, to: Writer): string | undefined {
  return to.random.first<string>([
    [
      2,
      () =>
        of.kind === "text"
          ? `Object.keys(${to.value(sure(record(to.random.pick([text, list(text)]))), env, depth - 1)})`
          : undefined,
    ],
    [2, () => `Object.values(${to.value(sure(record(of)), env, depth - 1)})`],
    [2, () => `[...${to.value(sure(set(of)), env, depth - 1)}]`],
    [
      1,
      () => {
        const { head, env: inside } = to.callback(of, { ...env });
        if (/, i\d+$/.test(head)) return undefined;
        return `${to.value(sure(unordered(of)), env, depth - 1)}.filter((${head}) => ${to.condition(inside, depth - 1).code})`;
      },
    ],
  ]);
}

function setOperation(of: Type, env: Environment, depth: number, to: Writer): string | undefined {
  if (of.kind !== "text" && of.kind !== "number") return undefined;
  const own = () => to.value(sure(set(of)), env, depth - 1);
  return to.random.first<string>([
    [3, () => `new Set(${to.value(sure(list(of)), env, depth - 1)})`],
    [1, () => `${own()}.union(${own()})`],
    [1, () => `${own()}.intersection(${own()})`],
    [1, () => `${own()}.difference(${own()})`],
  ]);
}

function spread(type: Extract<Type, { kind: "record" }>, env: Environment, depth: number, to: Writer): string {
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
