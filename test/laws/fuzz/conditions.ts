/** Conditions, with what TypeScript learns from them. */
import {
  defined,
  type Environment,
  type Fact,
  isReference,
  narrow,
  ofType,
  paths,
  read,
  settled,
} from "./environment.js";
import {
  either,
  flag,
  huge,
  list,
  number,
  perhaps,
  record,
  type Slot,
  same,
  set,
  sure,
  text,
  unordered,
} from "./types.js";
import { isKnown } from "./values.js";
import type { Condition, Writer } from "./writer.js";

const plain = (code: string): Condition => ({ code, yes: [], no: [] });

export function condition(env: Environment, depth: number, to: Writer): Condition {
  const { random } = to;
  const makers: (readonly [number, () => Condition | undefined])[] = [
    [6, () => presence(env, to)],
    [5, () => truth(env, depth, to)],
    [4, () => equality(env, depth, to)],
    [2, () => order(env, depth, to)],
    [3, () => membership(env, depth, to)],
    [1, () => sort(env, to)],
    [2, () => (env.isOfRequest ? request(env, to) : undefined)],
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
  const { code, slot } = to.random.pick(optional);
  const [none, isLoose] = noneOf(slot, to);
  const sign = `${to.random.chance(0.5) ? "=" : "!"}${isLoose ? "=" : "=="}`;
  return whether(`${code} ${sign} ${none}`, [defined(code)], [settled(code)], sign.startsWith("!"));
}

/** What a value is compared with when it may be absent, and whether loosely. */
function noneOf({ none, optional }: Slot, { random }: Writer): readonly [none: string, isLoose: boolean] {
  if (none === "null") return random.chance(0.6) ? ["null", false] : [random.pick(["null", "undefined"]), true];
  if (none === "nullish") return [random.pick(["null", "undefined"]), true];
  return optional && random.chance(0.1) ? ["null", true] : ["undefined", false];
}

/** A condition that is true where the first facts hold, or the other way round. */
function whether(code: string, facts: readonly Fact[], others: readonly Fact[], isSo = true): Condition {
  return isSo ? { code, yes: facts, no: others } : { code, yes: others, no: facts };
}

/** Who asks for what. */
function request(env: Environment, to: Writer): Condition {
  const { random } = to;
  const sign = random.pick(["===", "!=="]);
  const one = () => to.value(sure(text), env, 1);
  return plain(
    random.pick<() => string>([
      () => `operation ${sign} "${random.pick(["CREATE", "UPDATE", "DELETE", ""])}"`,
      () => `operation ${sign} "${random.pick(["CREATE", "UPDATE", "DELETE", ""])}"`,
      () => `(["CREATE", "UPDATE"] as readonly string[]).includes(operation)`,
      () => `userInfo.username ${sign} ${one()}`,
      () => `userInfo.groups?.includes(${one()})`,
      () => `(userInfo.groups ?? []).some((group) => group.startsWith(${one()}))`,
      () =>
        `oldObject${random.chance(0.5) ? "?" : " !== null && oldObject"}.metadata?.labels?.[${one()}] ${sign} object.metadata?.labels?.[${one()}]`,
      () => `oldObject?.spec?.hostNetwork ${sign} object.spec?.hostNetwork`,
      () =>
        `(oldObject?.spec?.containers ?? []).some(({ image }) => image ${sign} object.spec?.containers?.[0]?.image)`,
    ])(),
  );
}

function truth(env: Environment, depth: number, to: Writer): Condition | undefined {
  const bare = paths(env).filter(({ slot }) => slot.none !== undefined);
  if (bare.length > 0 && to.random.chance(0.4)) {
    const { code } = to.random.pick(bare);
    return { code, yes: [defined(code), settled(code)], no: [settled(code)] };
  }
  const type = to.random.pick([text, number, flag, flag, list(text)]);
  const code = to.value(perhaps(type), env, depth - 1);
  if (isKnown(code) || code.includes(" ? ")) return undefined;
  // What is true is known to be so.
  return { code, yes: [defined(code), ...(type === flag ? [settled(code)] : [])], no: [settled(code)] };
}

function equality(env: Environment, depth: number, to: Writer): Condition | undefined {
  const type = to.random.pick([text, text, text, number, flag]);
  const slot = () => (to.random.chance(0.5) ? perhaps(type) : sure(type));
  const [left, right] = [to.value(slot(), env, depth - 1), to.value(slot(), env, depth - 1)];
  if (left === right || (!isOpen(left) && !isOpen(right))) return undefined;
  const sign = to.random.pick(["===", "!=="]);
  // TypeScript takes over what it knows of the other side.
  const facts = isReference(left) && isReference(right) ? [] : [settled(left), settled(right)];
  return whether(`${left} ${sign} ${right}`, facts, type === flag ? facts : [], sign === "===");
}

/** True for what TypeScript knows no more of than its type. */
const isOpen = (code: string) => !isKnown(code) && !/ \? | && | \|\| /.test(code);

function order(env: Environment, depth: number, to: Writer): Condition {
  const type = to.random.pick([text, number, number, huge]);
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
  if (mixed.length > 0 && to.random.chance(0.5)) {
    const { code } = to.random.pick(mixed);
    return whether(`Array.isArray(${code})`, [settled(code)], [settled(code)]);
  }
  const some = paths(env)
    .filter(({ slot }) => slot.type.kind === "text" || slot.type.kind === "number" || slot.type.kind === "either")
    .filter(({ slot }) => slot.optional || slot.type.kind === "either");
  if (some.length === 0) return undefined;
  const { code, slot } = to.random.pick(some);
  const name = slot.type.kind === "number" ? "number" : "string";
  return slot.type.kind === "either"
    ? whether(`typeof ${code} ${to.random.pick(["===", "!=="])} "string"`, [settled(code)], [settled(code)])
    : to.random.chance(0.5)
      ? whether(`typeof ${code} === "${name}"`, [defined(code)], [settled(code)])
      : whether(`typeof ${code} !== "${name}"`, [defined(code)], [settled(code)], false);
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
