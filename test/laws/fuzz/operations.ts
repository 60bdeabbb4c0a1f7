/** What operators and methods make of values: texts, numbers, and what is found in lists. */

import type { Environment } from "./environment.js";
import { listOperation, setOperation, unorderedList } from "./list-operations.js";
import { flag, huge, list, number, record, set, sure, type Type, text } from "./types.js";
import { message, spread } from "./values.js";
import type { Writer } from "./writer.js";

/** `list.find(…)`, `list.at(…)` and their like. */
export function found(type: Type, env: Environment, depth: number, to: Writer): string | undefined {
  if (type.kind === "set" || type.kind === "either") return undefined;
  const of = to.value(sure(list(type)), env, depth - 1);
  const { head, env: inside } = to.callback(type, env);
  if (to.random.chance(0.6)) return `${of}.find((${head}) => ${to.condition(inside, depth - 1).code})`;
  const computed = to.random.chance(0.3) ? to.value(sure(number), env, depth - 1) : undefined;
  if (computed !== undefined) return to.random.chance(0.5) ? `${of}[${computed}]` : `${of}.at(${computed})`;
  return `${of}${to.random.pick(["[0]", "[1]", ".at(-1)", ".at(0)", ".at(-2)"])}`;
}

export function operation(type: Type, env: Environment, depth: number, to: Writer): string | undefined {
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
