/** What the files that write programs share. */
import type { Environment, Fact } from "./environment.js";
import type { Random } from "./random.js";
import type { Slot, Type } from "./types.js";

/** A condition, and what TypeScript learns where it is true, or false. */
export interface Condition {
  readonly code: string;
  readonly yes: readonly Fact[];
  readonly no: readonly Fact[];
}

export interface Writer {
  readonly random: Random;
  value(wanted: Slot, env: Environment, depth: number): string;
  condition(env: Environment, depth: number): Condition;
  /** A callback over elements of a type: its parameters, and what is in sight in it. */
  callback(of: Type, env: Environment): { readonly head: string; readonly env: Environment };
  /** Puts a declaration before the policy. */
  declare(code: string): void;
  /** A name that nothing in sight has. */
  fresh(hint: string): string;
}
