/** Whole policies. */

import * as language from "../../../src/index.js";
import { condition } from "./conditions.js";
import type { Environment, Helper } from "./environment.js";
import { idiom } from "./idioms/index.js";
import type { Random } from "./random.js";
import { type Block, statements, yields } from "./statements.js";
import {
  body,
  container,
  doubtedContainer,
  doubtedPod,
  either,
  flag,
  list,
  number,
  type ObjectType,
  orNull,
  parameterFields,
  perhaps,
  pod,
  record,
  ruleType,
  type Slot,
  sure,
  type Type,
  text,
  userInfo,
  written,
} from "./types.js";
import { callback, literal, value } from "./values.js";
import type { Writer } from "./writer.js";

export interface Program {
  readonly source: string;
  readonly parameters: ObjectType;
  /** The type of the objects that it is asked about. */
  readonly object: ObjectType;
  readonly readsInventory: boolean;
  readonly asksProviders: boolean;
}

const start: Environment = { variables: [], helpers: [], narrowed: new Set(), settled: new Set() };

export function program(kind: string, random: Random): Program {
  // Idioms rely on what types promise.
  const isDoubted = random.chance(0.15);
  const object = isDoubted ? doubtedPod : pod;
  const parameters: ObjectType = { kind: "object", fields: someFields(random) };
  const names = new Map<string, number>();
  const functions: string[] = [];
  const to: Writer = {
    random,
    value: (wanted, env, depth) => value(wanted, env, depth, to),
    condition: (env, depth) => condition(env, depth, to),
    callback: (of, env) => callback(of, env, to),
    declare: (code) => functions.push(code),
    fresh(hint) {
      const count = (names.get(hint) ?? 0) + 1;
      names.set(hint, count);
      return `${hint}${count}`;
    },
  };
  const helpers: Helper[] = [];
  for (let count = random.below(4); count > 0; count -= 1) {
    const made = helper(to, helpers, isDoubted ? doubtedContainer : container);
    helpers.push(made.helper);
    functions.push(made.source);
  }
  const env: Environment = {
    ...start,
    helpers,
    isOfRequest: random.chance(0.4),
    variables: [
      { name: "object", slot: sure(object) },
      { name: "parameters", slot: sure(parameters) },
    ],
  };
  const isOfIdioms = !isDoubted && random.chance(0.45);
  const request: Environment = env.isOfRequest
    ? {
        ...env,
        variables: [
          ...env.variables,
          { name: "oldObject", slot: orNull(object) },
          { name: "userInfo", slot: sure(userInfo) },
          { name: "namespace", slot: perhaps(text) },
        ],
      }
    : env;
  const block = isOfIdioms
    ? idioms(request, to)
    : statements(request, 2, { inLoop: false, result: undefined, isMain: !isDoubted }, to, 3);
  const lines = block.ends ? block.lines : [...block.lines, ...yields(block.env, to).lines];
  const all = [...functions, ...lines].join("\n");
  const imported = Object.keys(language).filter((name) => new RegExp(`(?<![\\w.])${name}\\b`).test(all));
  const source = `import { ${[...new Set([...imported, "policy"])].join(", ")}, type Review } from "gatewright";
import type { Container, ${/\bNamespace\b/.test(all) ? "Namespace, " : ""}Pod } from "gatewright/kubernetes";

export interface Rule ${interfaceBody(ruleType)}

export interface Parameters ${interfaceBody(parameters)}

${functions.join("\n\n")}

export default policy({
  kind: "${kind}",
  title: "t",
  description: "d",

  *violations({ object, parameters${env.isOfRequest ? ", oldObject, operation, userInfo, namespace" : ""} }: Review<Pod, Parameters>) {
${lines.map((line) => `    ${line}`).join("\n")}
  },
});
`;
  return {
    source,
    parameters,
    object,
    readsInventory: /\binventory\./.test(all),
    asksProviders: /\bexternalData\(/.test(all),
  };
}

/** A few idioms, one after the other. */
function idioms(env: Environment, to: Writer): Block {
  const first = idiom(env, to);
  const second = to.random.chance(0.6) ? idiom(first.env, to) : undefined;
  return { lines: [...first.lines, ...(second?.lines ?? [])], env: (second ?? first).env, ends: true };
}

/** Gatekeeper's schemas come from types that may be written to. */
function interfaceBody(type: ObjectType): string {
  return body(type);
}

function someFields(random: Random): Readonly<Record<string, Slot>> {
  const kept = Object.entries(parameterFields).filter(([, { optional }]) => !optional || random.chance(0.5));
  return Object.fromEntries(kept);
}

function helper(to: Writer, known: readonly Helper[], container: ObjectType): { helper: Helper; source: string } {
  const { random } = to;
  const name = to.fresh(random.pick(["answer", "part", "isWanted", "those"]));
  const types: readonly Type[] = [text, text, number, flag, list(text), container, ruleType, record(text), either];
  let env: Environment = { ...start, helpers: known };
  let optionalOnly = false;
  const parameters = Array.from({ length: 1 + random.below(3) }, () => {
    const type = random.pick(types);
    const own = to.fresh("p");
    const way = random.below(10);
    const isScalar = type.kind === "text" || type.kind === "number" || type.kind === "flag";
    if (way < 2 && isScalar) {
      optionalOnly = true;
      env = { ...env, variables: [...env.variables, { name: own, slot: sure(type) }] };
      return {
        slot: perhaps(type),
        mayBeLeftOut: true,
        code: `${own}: ${written(type)} = ${literal(type, env, 0, to)}`,
      };
    }
    if (way < 4 || optionalOnly) {
      optionalOnly = true;
      env = { ...env, variables: [...env.variables, { name: own, slot: perhaps(type) }] };
      return { slot: perhaps(type), mayBeLeftOut: true, code: `${own}?: ${written(type)}` };
    }
    const slot: Slot = { type, optional: way < 6 };
    env = { ...env, variables: [...env.variables, { name: own, slot }] };
    return { slot, mayBeLeftOut: false, code: `${own}: ${written(type)}${slot.optional ? " | undefined" : ""}` };
  });
  const result: Slot = random.pick([
    perhaps(text),
    perhaps(text),
    sure(text),
    sure(flag),
    sure(flag),
    perhaps(flag),
    perhaps(number),
    sure(number),
    sure(list(text)),
    perhaps(list(text)),
  ]);
  const heading = `(${parameters.map(({ code }) => code).join(", ")}): ${written(result.type)}${result.optional ? " | undefined" : ""}`;
  let source: string;
  if (random.chance(0.3)) source = `const ${name} = ${heading} => ${value(result, env, 3, to)};`;
  else {
    const block = statements(env, 1 + random.below(2), { inLoop: false, result }, to);
    const last =
      block.ends || (result.optional && random.chance(0.5) && block.lines.some((line) => /return [^u]/.test(line)))
        ? []
        : [`return ${value(result, block.env, 2, to)};`];
    source = `function ${name}${heading} {\n${[...block.lines, ...last].map((line) => `  ${line}`).join("\n")}\n}`;
  }
  return {
    helper: { name, parameters: parameters.map(({ slot, mayBeLeftOut }) => ({ slot, mayBeLeftOut })), result },
    source,
  };
}
