/** Conditions, with what TypeScript learns from them. */
import { type Environment, narrow, ofType, paths, read } from "./environment.js";
import { either, flag, list, number, perhaps, record, same, set, sure, text, unordered } from "./types.js";
import { isKnown } from "./values.js";
import type { Condition, Writer } from "./writer.js";

const plain = (code: string): Condition => ({ code, yes: [], no: [] });

/** A path that TypeScript narrows: of names and fields only. */
const isReference = (code: string) => /^[\w$]+(\??\.[\w$]+)*$/.test(code);

export function condition(env: Environment, depth: number, to: Writer): Condition {
  const { random } = to;
  const makers: (readonly [number, () => Condition | undefined])[] = [
    [6, () => presence(env, to)],
    [5, () => truth(env, depth, to)],
    [4, () => equality(env, depth, to)],
    [2, () => order(env, depth, to)],
    [3, () => membership(env, depth, to)],
    [1, () => sort(env, to)],
  ];
  if (depth > 0)
    makers.push(
      [4, () => both(env, depth, to)],
      [4, () => oneOf(env, depth, to)],
      [3, () => negated(env, depth, to)],
      [3, () => quantified(env, depth, to)],
      [1, () => chosen(env, depth, to)],
    );
  return random.first(makers) ?? plain(read(env, perhaps(flag), random, () => '"a"') ?? "true");
}

function presence(env: Environment, to: Writer): Condition | undefined {
  const optional = paths(env).filter(({ slot }) => slot.optional || to.random.chance(0.02));
  if (optional.length === 0) return undefined;
  const { code } = to.random.pick(optional);
  return to.random.chance(0.5)
    ? { code: `${code} !== undefined`, yes: [code], no: [] }
    : { code: `${code} === undefined`, yes: [], no: [code] };
}

function truth(env: Environment, depth: number, to: Writer): Condition | undefined {
  const type = to.random.pick([text, number, flag, flag, list(text)]);
  const code = to.value(perhaps(type), env, depth - 1);
  if (isKnown(code)) return undefined;
  return { code, yes: isReference(code) ? [code] : [], no: [] };
}

function equality(env: Environment, depth: number, to: Writer): Condition | undefined {
  const type = to.random.pick([text, text, text, number, flag]);
  const slot = () => (to.random.chance(0.5) ? perhaps(type) : sure(type));
  const [left, right] = [to.value(slot(), env, depth - 1), to.value(slot(), env, depth - 1)];
  if (isKnown(left) && isKnown(right)) return undefined;
  return plain(`${left} ${to.random.pick(["===", "!=="])} ${right}`);
}

function order(env: Environment, depth: number, to: Writer): Condition {
  const type = to.random.pick([text, number, number]);
  const side = () => to.value(sure(type), env, depth - 1);
  return plain(`${side()} ${to.random.pick(["<", "<=", ">", ">="])} ${side()}`);
}

function membership(env: Environment, depth: number, to: Writer): Condition | undefined {
  const one = () => to.value(sure(text), env, depth - 1);
  const maybe = () => read(env, perhaps(text), to.random, () => '"a"');
  return plain(
    to.random.first<string>([
      [3, () => `${to.value(sure(to.random.pick([list(text), unordered(text)])), env, depth - 1)}.includes(${one()})`],
      [1, () => `${to.value(sure(list(number)), env, depth - 1)}.includes(${to.value(sure(number), env, depth - 1)})`],
      [2, () => `${one()}.${to.random.pick(["startsWith", "endsWith", "includes"])}(${one()})`],
      [2, () => optionally(maybe(), `${to.random.pick(["startsWith", "endsWith", "includes"])}(${one()})`)],
      [
        2,
        () =>
          optionally(
            read(env, perhaps(list(text)), to.random, () => '"a"'),
            `includes(${one()})`,
          ),
      ],
      [2, () => `${one()} in ${to.value(sure(record(text)), env, depth - 1)}`],
      [2, () => `matches(${to.random.pick(['"^a"', '"b+"', '"[a-c]$"', '"^$"', '"."'])}, ${one()})`],
      [
        1,
        () => {
          const type = to.random.pick([list(text), list(number), record(text)]);
          return `equals(${to.value(sure(type), env, depth - 1)}, ${to.value(sure(type), env, depth - 1)})`;
        },
      ],
      [1, () => `Object.hasOwn(${to.value(sure(record(text)), env, depth - 1)}, ${one()})`],
      [2, () => `${to.value(sure(set(text)), env, depth - 1)}.has(${one()})`],
      [
        1,
        () =>
          `${to.value(sure(set(text)), env, depth - 1)}.${to.random.pick(["isSubsetOf", "isSupersetOf", "isDisjointFrom"])}(${to.value(sure(set(text)), env, depth - 1)})`,
      ],
    ]) ?? "true",
  );
}

function optionally(path: string | undefined, call: string): string | undefined {
  return path === undefined || /^["'`]/.test(path) ? undefined : `${path}?.${call}`;
}

function sort(env: Environment, to: Writer): Condition | undefined {
  const mixed = ofType(env, (type) => same(type, either));
  if (mixed.length > 0 && to.random.chance(0.5)) return plain(`Array.isArray(${to.random.pick(mixed).code})`);
  const some = paths(env)
    .filter(({ slot }) => slot.type.kind === "text" || slot.type.kind === "number" || slot.type.kind === "either")
    .filter(({ slot }) => slot.optional || slot.type.kind === "either");
  if (some.length === 0) return undefined;
  const { code, slot } = to.random.pick(some);
  const name = slot.type.kind === "number" ? "number" : "string";
  return slot.type.kind === "either"
    ? plain(`typeof ${code} ${to.random.pick(["===", "!=="])} "string"`)
    : to.random.chance(0.5)
      ? { code: `typeof ${code} === "${name}"`, yes: [code], no: [] }
      : { code: `typeof ${code} !== "${name}"`, yes: [], no: [code] };
}

function both(env: Environment, depth: number, to: Writer): Condition {
  const left = to.condition(env, depth - 1);
  const right = to.condition(narrow(env, left.yes), depth - 1);
  return { code: `(${left.code} && ${right.code})`, yes: [...left.yes, ...right.yes], no: [] };
}

function oneOf(env: Environment, depth: number, to: Writer): Condition {
  const left = to.condition(env, depth - 1);
  const right = to.condition(narrow(env, left.no), depth - 1);
  return { code: `(${left.code} || ${right.code})`, yes: [], no: [...left.no, ...right.no] };
}

function negated(env: Environment, depth: number, to: Writer): Condition {
  const { code, yes, no } = to.condition(env, depth - 1);
  return { code: `!(${code})`, yes: no, no: yes };
}

function quantified(env: Environment, depth: number, to: Writer): Condition {
  const candidates = paths(env).filter(({ slot }) => slot.type.kind === "list");
  const path = candidates.length > 0 && to.random.chance(0.8) ? to.random.pick(candidates) : undefined;
  const of = path?.slot.type.kind === "list" ? path.slot.type.of : text;
  const isUnordered = path?.slot.type.kind === "list" && path.slot.type.unordered === true;
  const source = path === undefined ? to.value(sure(list(text)), env, depth - 1) : path.code;
  let { head, env: inside } = to.callback(of, env);
  while (isUnordered && /, i\d+$/.test(head)) ({ head, env: inside } = to.callback(of, env));
  const dot = path?.slot.optional === true ? "?." : ".";
  return plain(
    `${source}${dot}${to.random.pick(["some", "every"])}((${head}) => ${to.condition(inside, depth - 1).code})`,
  );
}

function chosen(env: Environment, depth: number, to: Writer): Condition {
  const test = to.condition(env, depth - 1);
  const yes = to.condition(narrow(env, test.yes), depth - 1);
  const no = to.condition(narrow(env, test.no), depth - 1);
  return plain(`(${test.code} ? ${yes.code} : ${no.code})`);
}
