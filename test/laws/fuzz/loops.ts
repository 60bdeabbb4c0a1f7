/** Loops, and what grows in them. */

import { type Environment, narrow, paths, withVariable } from "./environment.js";
import { type Block, on, type Surroundings, statements } from "./statements.js";
import { flag, list, number, type Slot, set, sure, type Type, text } from "./types.js";
import type { Writer } from "./writer.js";

/** A name that grows in a loop: a list, a set, a count, a sum, a flag or a text. */
export function gathering(env: Environment, _depth: number, to: Writer): Block | undefined {
  const { random } = to;
  const sources = paths(env).filter(({ slot }) => slot.type.kind === "list" && !slot.type.unordered);
  const path = random.pick(sources);
  if (path?.slot.type.kind !== "list") return undefined;
  const item = to.fresh("item");
  const inside = withVariable(env, item, sure(path.slot.type.of));
  const { code, yes } = to.condition(inside, 1);
  const there = narrow(inside, yes);
  const name = to.fresh("all");
  const value = (type: Type) => to.value(sure(type), there, 1);
  const [type, start, step] = random.pick<readonly [Type, string, () => string]>([
    [list(text), `const ${name}: string[] = [];`, () => `${name}.push(${value(text)});`],
    [set(text), `const ${name} = new Set<string>();`, () => `${name}.add(${value(text)});`],
    [number, `let ${name} = 0;`, () => `${name} += 1;`],
    [number, `let ${name} = 0;`, () => `${name} += ${value(number)};`],
    [flag, `let ${name} = false;`, () => `${name} = true;`],
    [number, `let ${name} = 0;`, () => `${name} = Math.max(${name}, ${value(number)});`],
    [text, `let ${name} = "";`, () => `${name} += ${value(text)};`],
  ]);
  const body = random.chance(0.7) ? [`if (${code}) ${step()}`] : [`if (!(${code})) continue;`, step()];
  const source = path.slot.optional ? `${path.code} ?? []` : path.code;
  const way = random.chance(0.3) && !path.slot.optional;
  const index = to.fresh("i");
  return on(
    withVariable(env, name, sure(type)),
    start,
    ...(way
      ? [
          `for (let ${index} = 0; ${index} < ${source}.length; ${index} += 1) {`,
          `const ${item} = ${source}[${index}];`,
          `if (${item} === undefined) continue;`,
        ]
      : [`for (const ${item} of ${source}) {`]),
    ...body,
    "}",
  );
}

export function loop(env: Environment, depth: number, where: Surroundings, to: Writer): Block | undefined {
  const { random } = to;
  const sources = paths(env).filter(({ slot }) => ["list", "record", "set"].includes(slot.type.kind));
  if (sources.length === 0) return undefined;
  const { code, slot } = random.pick(sources);
  const { type, optional } = slot;
  let inside = env;
  const bind = (name: string, bound: Slot) => {
    inside = withVariable(inside, name, bound);
    return name;
  };
  let head: string;
  let source = code;
  if (type.kind === "record") {
    source = optional ? `${code} ?? {}` : code;
    const way = random.below(3);
    if (way === 0) {
      head = `[${bind(to.fresh("key"), sure(text))}, ${bind(to.fresh("value"), sure(type.of))}]`;
      source = `Object.entries(${source})`;
    } else if (way === 1) {
      head = bind(to.fresh("key"), sure(text));
      source = `Object.keys(${source})${random.chance(0.4) ? ".toSorted()" : ""}`;
    } else {
      head = bind(to.fresh("value"), sure(type.of));
      source = `Object.values(${source})`;
    }
  } else if (type.kind === "set") {
    if (optional) return undefined;
    head = bind(to.fresh("item"), sure(type.of));
  } else if (type.kind === "list") {
    source = optional ? `${code} ?? []` : code;
    if (random.chance(0.25) && !type.unordered) {
      head = `[${bind(to.fresh("index"), sure(number))}, ${bind(to.fresh("item"), sure(type.of))}]`;
      source = `${optional ? `(${source})` : source}.entries()`;
    } else {
      const made = to.callback(type.of, env);
      if (random.chance(0.2)) {
        source = `${optional ? `(${source})` : source}.filter((${made.head}) => ${to.condition(made.env, 1).code})`;
        if (type.unordered && /, i\d+$/.test(made.head)) return undefined;
      }
      const own = to.callback(type.of, env);
      if (/, i\d+$/.test(own.head)) head = bind(to.fresh("item"), sure(type.of));
      else {
        head = own.head;
        inside = { ...own.env, narrowed: env.narrowed };
      }
    }
  } else return undefined;
  const isUnordered = where.isUnordered || type.kind !== "list" || type.unordered === true;
  const around = isUnordered ? { ...where, isUnordered, isMain: false } : where;
  const block = statements(inside, depth - 1, { ...around, inLoop: true }, to);
  return on(env, `for (const ${head} of ${source}) {`, ...block.lines, "}");
}
