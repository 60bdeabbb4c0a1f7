/** What is made of lists and sets. */

import { type Environment, ofType } from "./environment.js";
import { list, record, set, sure, type Type, text, unordered } from "./types.js";
import type { Writer } from "./writer.js";

export function listOperation(of: Type, env: Environment, depth: number, to: Writer): string | undefined {
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

export function unorderedList(of: Type, env: Environment, depth: number, to: Writer): string | undefined {
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

export function setOperation(of: Type, env: Environment, depth: number, to: Writer): string | undefined {
  if (of.kind !== "text" && of.kind !== "number") return undefined;
  const own = () => to.value(sure(set(of)), env, depth - 1);
  return to.random.first<string>([
    [3, () => `new Set(${to.value(sure(list(of)), env, depth - 1)})`],
    [1, () => `${own()}.union(${own()})`],
    [1, () => `${own()}.intersection(${own()})`],
    [1, () => `${own()}.difference(${own()})`],
  ]);
}
