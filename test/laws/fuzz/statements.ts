/** Statements: declarations, branches, loops, and ways out. */
import { type Environment, narrow, ofType, paths, read, settled, withVariable } from "./environment.js";
import { idiom } from "./idioms/index.js";
import { gathering, loop } from "./loops.js";
import { patternOf } from "./patterns.js";
import { sample } from "./samples.js";
import {
  flag,
  isPlain,
  list,
  number,
  perhaps,
  record,
  type Slot,
  set,
  sure,
  type Type,
  text,
  unordered,
  written,
} from "./types.js";
import { isKnown, literal, message } from "./values.js";
import type { Writer } from "./writer.js";

/** What statements may do where they stand. */
export interface Surroundings {
  readonly inLoop: boolean;
  /** True in a loop over what has no order: nothing may depend on what comes first. */
  readonly isUnordered?: boolean;
  /** True where `object` and `parameters` are in sight. */
  readonly isMain?: boolean;
  /** What a function answers; undefined for a generator. */
  readonly result: Slot | undefined;
}

/** Lines, and what is in sight after them; `ends` when nothing comes after them. */
export interface Block {
  readonly lines: readonly string[];
  readonly env: Environment;
  readonly ends: boolean;
}

export function statements(env: Environment, depth: number, where: Surroundings, to: Writer, atLeast = 1): Block {
  const lines: string[] = [];
  let current = env;
  const count = atLeast + to.random.below(2);
  for (let index = 0; index < count; index += 1) {
    const one = statement(current, depth, where, to);
    lines.push(...one.lines);
    current = one.env;
    if (one.ends) return { lines, env: current, ends: true };
  }
  return { lines, env: current, ends: false };
}

function statement(env: Environment, depth: number, where: Surroundings, to: Writer): Block {
  const makers: (readonly [number, () => Block | undefined])[] = [
    [5, () => declaration(env, to)],
    [2, () => pattern(env, to)],
    [5, () => (where.result === undefined ? yields(env, to) : undefined)],
    [3, () => (canLeave(where) ? guard(env, where, to) : undefined)],
    [1, () => assigned(env, to)],
    [where.isMain ? 3 : 0, () => (where.isMain ? { ...idiom(env, to), ends: false } : undefined)],
  ];
  if (depth > 0)
    makers.push(
      [5, () => branch(env, depth, where, to)],
      [4, () => loop(env, depth, where, to)],
      [2, () => choice(env, depth, where, to)],
      [2, () => gathering(env, depth, to)],
    );
  return to.random.first(makers) ?? { lines: [], env, ends: false };
}

export const on = (env: Environment, ...lines: string[]): Block => ({ lines, env, ends: false });

function anyType(to: Writer): Type {
  return to.random.pick([
    text,
    text,
    text,
    number,
    number,
    flag,
    list(text),
    list(text),
    list(number),
    record(text),
    set(text),
    unordered(text),
  ]);
}

function declaration(env: Environment, to: Writer): Block {
  const { random } = to;
  const optional = random.chance(0.5);
  if (random.chance(0.25)) {
    // A name for a part of what is given, whatever it is.
    const path = random.pick(paths(env).filter(({ code }) => code.includes(".")));
    if (path !== undefined) {
      const name = to.fresh(path.code.split(".").at(-1) ?? "part");
      return on(withVariable(env, name, path.slot), `const ${name} = ${path.code};`);
    }
  }
  const type = anyType(to);
  const slot: Slot = { type, optional };
  const made = to.value(slot, env, 2);
  // TypeScript takes over what a literal is.
  const code = type.kind === "flag" && isKnown(made) ? `!!(${to.condition(env, 1).code})` : made;
  const name = to.fresh(type.kind);
  const annotated =
    random.chance(0.6) || /^["`\d[t]/.test(code) || code.startsWith("false") || code.startsWith("undefined");
  return on(
    withVariable(env, name, slot),
    `const ${name}${annotated ? `: ${written(type)}${optional ? " | undefined" : ""}` : ""} = ${code};`,
  );
}

/** `const { a, b: c = 1 } = object;` and `const [first, ...rest] = list;`. */
function pattern(env: Environment, to: Writer): Block | undefined {
  const { random } = to;
  if (random.chance(0.4)) {
    const of = random.pick([text, number]);
    const source = to.value(sure(list(of)), env, 1);
    // TypeScript counts what is written.
    if (source.startsWith("[")) return undefined;
    const [first, second, rest] = [to.fresh("first"), to.fresh("second"), to.fresh("rest")];
    const defaulted = random.chance(0.4);
    let after = withVariable(env, first, perhaps(of));
    after = withVariable(after, second, defaulted ? sure(of) : perhaps(of));
    const parts = [first, defaulted ? `${second} = ${literal(of, env, 0, to)}` : second];
    if (random.chance(0.4)) {
      after = withVariable(after, rest, sure(list(of)));
      parts.push(`...${rest}`);
    }
    return on(after, `const [${parts.join(", ")}] = ${source};`);
  }
  const objects = ofType(env, ({ kind }) => kind === "object");
  if (objects.length === 0) return undefined;
  const path = random.pick(objects);
  if (path.slot.type.kind !== "object") return undefined;
  const canBeEmpty = Object.values(path.slot.type.fields).every(({ optional }) => optional);
  if (path.slot.optional && !canBeEmpty) return undefined;
  const { code, bound } = patternOf(path.slot.type, env, random.below(3), to);
  const after = bound.reduce((known, { name, slot }) => withVariable(known, name, slot), env);
  return on(after, `const ${code} = ${path.code}${path.slot.optional ? " ?? {}" : ""};`);
}

/** What a violation says, and what it shows. */
export function yields(env: Environment, to: Writer): Block {
  const msg = to.random.chance(0.7) ? message(env, 1, to) : to.value(sure(text), env, 2);
  if (to.random.chance(0.2)) return on(env, `yield ${msg};`);
  const shown = paths(env).filter(
    ({ slot, code }) =>
      isPlain(slot.type) &&
      slot.none !== "promised" &&
      !isRoot(code) &&
      (!code.includes(".") || to.random.chance(0.05)) &&
      !isUnordered(slot.type),
  );
  const entries = [
    ...shown.slice(-6).map(({ code }, index) => `v${index}: ${code}`),
    ...Array.from({ length: to.random.below(3) }, (_, index) => {
      const type = to.random.pick([text, number, flag, list(text), record(text), list(number)]);
      return `e${index}: ${to.value(to.random.chance(0.5) ? perhaps(type) : sure(type), env, 2)}`;
    }),
  ];
  if (to.random.chance(0.3)) entries.push(`s: ${sample(env, to)}`);
  if (to.random.chance(0.1))
    return on(
      env,
      `yield { msg: ${msg}, details: ${to.value(sure(to.random.pick([text, number, flag, list(text)])), env, 2)} };`,
    );
  return on(env, `yield { msg: ${msg}, details: { ${entries.join(", ")} } };`);
}

function isRoot(code: string): boolean {
  return ["object", "parameters", "oldObject", "userInfo"].includes(code);
}

function isUnordered(type: Type): boolean {
  return type.kind === "list" && type.unordered === true;
}

function canLeave({ isUnordered = false, inLoop }: Surroundings): boolean {
  return inLoop || !isUnordered;
}

/** The way out of a loop or a function. */
function exit(env: Environment, where: Surroundings, to: Writer): string {
  if (where.isUnordered) return "continue;";
  if (where.inLoop && to.random.chance(0.7)) return to.random.chance(0.93) ? "continue;" : "break;";
  if (where.result === undefined) return "return;";
  if (where.result.optional && to.random.chance(0.25)) return to.random.chance(0.5) ? "return;" : "return undefined;";
  return `return ${to.value(where.result, env, 2)};`;
}

/** `if (…) return;` */
function guard(env: Environment, where: Surroundings, to: Writer): Block {
  const { code, yes, no } = to.condition(env, 2);
  return on(narrow(env, no), `if (${code}) ${exit(narrow(env, yes), where, to)}`);
}

function branch(env: Environment, depth: number, where: Surroundings, to: Writer): Block {
  const { code, yes, no } = to.condition(env, 2);
  const first = statements(narrow(env, yes), depth - 1, where, to);
  const lines = [`if (${code}) {`, ...body(first, env, where, to)];
  if (to.random.chance(0.5)) {
    lines.push("}");
    return { lines, env: first.ends ? narrow(env, no) : env, ends: false };
  }
  let ends = first.ends;
  let other = narrow(env, no);
  if (to.random.chance(0.4)) {
    const next = to.condition(other, 1);
    const second = statements(narrow(other, next.yes), depth - 1, where, to);
    lines.push(`} else if (${next.code}) {`, ...body(second, env, where, to));
    other = narrow(other, next.no);
    ends &&= second.ends;
  }
  const last = statements(other, depth - 1, where, to);
  lines.push("} else {", ...body(last, env, where, to), "}");
  return { lines, env, ends: ends && last.ends };
}

function body(block: Block, _env: Environment, where: Surroundings, to: Writer): readonly string[] {
  if (block.ends || !canLeave(where) || !to.random.chance(0.15)) return block.lines;
  return [...block.lines, exit(block.env, where, to)];
}

function assigned(env: Environment, to: Writer): Block {
  const type = to.random.pick([text, number, flag]);
  const name = to.fresh("slot");
  const { code, yes } = to.condition(env, 1);
  return on(
    withVariable(env, name, sure(type)),
    `let ${name}: ${written(type)} = ${type.kind === "flag" ? `!!(${to.condition(env, 1).code})` : to.value(sure(type), env, 1)};`,
    `if (${code}) ${name} = ${to.value(sure(type), narrow(env, yes), 1)};`,
    // TypeScript knows what was assigned last: forget it.
    `const ${name}_ = ${name};`.replace(/^.*$/, ""),
  );
}

/** `switch`, with and without a default, with cases that go on into the next. */
function choice(env: Environment, depth: number, where: Surroundings, to: Writer): Block | undefined {
  const { random } = to;
  const type = random.pick([text, text, number]);
  const keys = type.kind === "text" ? ['"a"', '"b"', '""', '"ab"'] : ["0", "1", "2", "80"];
  // Not a literal: TypeScript would know which case is taken.
  const subject = read(env, random.chance(0.4) ? perhaps(type) : sure(type), random, () => '"a"');
  if (subject === undefined) return undefined;
  const lines = [`switch (${subject}) {`];
  const inside = narrow(env, [settled(subject)]);
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    lines.push(`case ${keys.splice(random.below(keys.length), 1)}:`);
    if (random.chance(0.2)) continue;
    const block = statements(inside, depth - 1, { ...where, inLoop: false }, to);
    lines.push("{", ...block.lines, "}");
    if (!block.ends && random.chance(0.85)) lines.push("break;");
  }
  if (random.chance(0.5)) {
    const block = statements(inside, depth - 1, { ...where, inLoop: false }, to);
    lines.push("default: {", ...block.lines, "}");
  }
  return on(env, ...lines, "}");
}
