import { type AnyPolicy, evaluateNatively } from "../language/evaluate.js";
import { asSet, canonicalJson } from "../language/violations.js";
import type { Evaluator, Inventory, Json, Question, Violation } from "../model.js";

/** A policy in policy.wasm. */
export interface CompiledEntry {
  readonly entrypoint: string;
  readonly wasm: WasmEvaluator;
}

/** What is needed of a loaded policy.wasm. */
export interface WasmEvaluator {
  /** @param surroundings What `time.now_ns` and `external_data` are told. */
  evaluate(entrypoint: string, input: Json, surroundings?: Pick<Question, "now" | "externalData">): Json | undefined;
  setData(data: Json): void;
}

/** What one way of running a policy gave: violations, or the reason why it failed. */
export type Side = { readonly name: string } & (
  | { readonly violations: readonly Violation[]; readonly error?: never }
  | { readonly violations?: never; readonly error: Error }
);

/** What the ways gave, TypeScript first, and whether all of them gave the same. */
export interface Comparison {
  readonly agreed: boolean;
  readonly sides: readonly [Side, ...Side[]];
}

/** One more way to run a policy, which answers at once. */
export interface Way {
  readonly name: string;
  run(): readonly Violation[];
}

/**
 * Asks a policy the same question as TypeScript, through policy.wasm and, where there is one, through another evaluator. They agree when
 * all of them give the same set of violations; a way that fails agrees with none.
 */
export async function compareThreeWays(
  policy: AnyPolicy,
  question: Question,
  compiled: CompiledEntry,
  other?: Evaluator,
): Promise<Comparison> {
  if (other === undefined) return compareWays(policy, question, compiled);
  const run = await other.evaluate(question).then(
    (violations) => () => violations,
    (error: unknown) => () => {
      throw error;
    },
  );
  return compareWays(policy, question, compiled, { name: other.name, run });
}

/** As `compareThreeWays`, at once. */
export function compareWays(policy: AnyPolicy, question: Question, compiled: CompiledEntry, third?: Way): Comparison {
  const sides = [
    side("TypeScript", () => evaluateNatively(policy, question)),
    side("policy.wasm", () => evaluateWasm(compiled, question)),
    ...(third === undefined ? [] : [side(third.name, () => asSet(third.run()))]),
  ] as const;
  const answers = new Set(sides.map(({ violations }) => violations && canonicalJson(violations as unknown as Json)));
  return { agreed: answers.size === 1 && !answers.has(undefined), sides };
}

/** A disagreement in words: every side and what it gave, one a line. */
export function describeSides(sides: readonly Side[]): string {
  return sides
    .map(({ name, violations, error }) => {
      if (error !== undefined) return `${name} failed: ${error.message}`;
      return violations.length === 0
        ? `${name}: no violation`
        : [`${name}:`, ...violations.map(describeViolation)].join("\n  ");
    })
    .join("\n");
}

/** A violation on one line; details only when there are any. */
export function describeViolation({ msg, details }: { readonly msg: string; readonly details?: Json }): string {
  const text = details === undefined ? "" : canonicalJson(details);
  return text === "" || text === "{}" ? JSON.stringify(msg) : `${JSON.stringify(msg)} ${text}`;
}

function side(name: string, run: () => readonly Violation[]): Side {
  try {
    return { name, violations: run() };
  } catch (error) {
    return { name, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** The inventory that a policy.wasm holds, so that a run of questions about the same one sets it once. */
const held = new WeakMap<WasmEvaluator, Inventory>();

function evaluateWasm(
  { wasm, entrypoint }: CompiledEntry,
  { review, parameters, inventory, now, externalData }: Question,
): readonly Violation[] {
  if (held.get(wasm) !== inventory) {
    wasm.setData({ inventory } as unknown as Json);
    held.set(wasm, inventory);
  }
  const result = wasm.evaluate(entrypoint, { review, parameters } as unknown as Json, { now, externalData });
  if (!Array.isArray(result)) throw new Error(`${entrypoint} gave ${JSON.stringify(result) ?? "undefined"}, not a set`);
  return asSet((result as readonly Json[]).map(violation));
}

function violation(value: Json): Violation {
  const { msg, details = {} } = (value ?? {}) as { readonly msg?: Json; readonly details?: Json };
  if (typeof msg !== "string") throw new Error(`it gave ${canonicalJson(value)}, whose msg is not a string`);
  return { msg, details };
}
