/** Destructuring patterns, and what they bind. */

import type { Environment } from "./environment.js";
import { list, number, perhaps, type Slot, sure, type Type, text } from "./types.js";
import { literal } from "./values.js";
import type { Writer } from "./writer.js";

export interface Pattern {
  readonly code: string;
  readonly bound: readonly { readonly name: string; readonly slot: Slot }[];
}

/** A pattern that takes a value of a type apart, or just a name for it. */
export function patternOf(type: Type, env: Environment, depth: number, to: Writer): Pattern {
  const { random } = to;
  if (type.kind === "object" && (depth > 1 || random.chance(0.8)))
    return joined(
      Object.entries(type.fields)
        .filter(() => random.chance(0.5))
        .map(([field, slot]) => fieldOf(field, slot, env, depth, to)),
    );
  if (depth > 0 && type.kind === "text" && random.chance(0.4)) return length(to);
  if (depth > 0 && type.kind === "list" && !type.unordered && random.chance(0.6))
    return listOf(type.of, env, depth, to);
  if (depth > 0 && type.kind === "record" && random.chance(0.5))
    return joined(
      ["a", "ab"].filter(() => random.chance(0.6)).map((key) => fieldOf(key, perhaps(type.of), env, 0, to)),
    );
  return named(nameOf(type), sure(type), to);
}

function fieldOf(field: string, slot: Slot, env: Environment, depth: number, to: Writer): Pattern {
  const { random } = to;
  const nothing = emptyOf(slot.type);
  // What is null has no default.
  if (slot.none === "null") return named(field, slot, to, field);
  if (depth > 0 && random.chance(0.4) && (!slot.optional || nothing !== undefined)) {
    const inner = patternOf(slot.type, env, depth - 1, to);
    const isName = /^\w+$/.test(inner.code);
    if (!isName) return { code: `${field}: ${inner.code}${slot.optional ? ` = ${nothing}` : ""}`, bound: inner.bound };
  }
  const isDefaulted = slot.optional && slot.type.kind !== "object" && random.chance(0.3);
  const own = named(field, isDefaulted ? sure(slot.type) : slot, to);
  const code = own.code === field ? field : `${field}: ${own.code}`;
  return isDefaulted ? { ...own, code: `${code} = ${literal(slot.type, env, 0, to)}` } : { ...own, code };
}

function listOf(of: Type, env: Environment, depth: number, to: Writer): Pattern {
  const { random } = to;
  if (random.chance(0.3)) return length(to);
  const nothing = emptyOf(of);
  const parts = Array.from({ length: 1 + random.below(2) }, (): Pattern => {
    if (random.chance(0.1)) return { code: "", bound: [] };
    if (nothing !== undefined && random.chance(0.5)) {
      const inner = patternOf(of, env, depth - 1, to);
      return { code: `${inner.code} = ${nothing}`, bound: inner.bound };
    }
    return named("part", perhaps(of), to);
  });
  const rest = random.chance(0.4) ? named("rest", sure(list(of)), to) : undefined;
  const all = rest === undefined ? parts : [...parts, { ...rest, code: `...${rest.code}` }];
  return { code: `[${all.map(({ code }) => code).join(", ")}]`, bound: all.flatMap(({ bound }) => bound) };
}

function length(to: Writer): Pattern {
  const own = named("length", sure(number), to);
  return { ...own, code: `{ length: ${own.code} }` };
}

function joined(parts: readonly Pattern[]): Pattern {
  return { code: `{ ${parts.map(({ code }) => code).join(", ")} }`, bound: parts.flatMap(({ bound }) => bound) };
}

function named(hint: string, slot: Slot, to: Writer, field?: string): Pattern {
  const name = to.fresh(hint);
  return { code: field === undefined ? name : `${field}: ${name}`, bound: [{ name, slot }] };
}

function nameOf(type: Type): string {
  return type.kind === text.kind ? "text" : "part";
}

/** What stands in for a value that is absent, so that it can be taken apart. */
function emptyOf(type: Type): string | undefined {
  switch (type.kind) {
    case "text":
      return '""';
    case "list":
      return "[]";
    case "record":
      return "{}";
    case "object":
      return Object.values(type.fields).every(({ optional }) => optional) ? "{}" : undefined;
    default:
      return undefined;
  }
}
