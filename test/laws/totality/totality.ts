/**
 * No legal object makes a compiled policy undefined or an error: what fits the types of a policy gets the same violations from TypeScript,
 * policy.wasm and Gatekeeper, whatever it is.
 */

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import type { AnyPolicy } from "../../../src/language/evaluate.js";
import { canonicalJson } from "../../../src/language/violations.js";
import type { Json, Violation } from "../../../src/model.js";
import { GatekeeperError } from "../../../src/testing/gatekeeper/gatekeeper-error.js";
import { type Case, type Compiled, compileForAll } from "../three-ways.js";
import { legalCases } from "./cases.js";
import { typesOf } from "./reviewed.js";
import { tamed } from "./tamed.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Policies by their folders: those of the standard library, and those of the laws. */
export const folders: readonly string[] = ["stdlib", "test/laws/policies", "test/laws/found"].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === "policy.ts")
    .map(({ parentPath }) => parentPath.slice(root.length))
    .toSorted(),
);

export interface Failure {
  readonly policy: string;
  readonly reason: string;
  /** As small as it could be made. */
  readonly case: Case;
}

export interface Report {
  readonly seed: number;
  readonly policies: number;
  readonly cases: number;
  readonly violations: number;
  /** Cases that differ for the reasons of known deviations: without their characters and numbers they do not. */
  readonly deviating: number;
  /** Cases that Gatekeeper did not take for a review. */
  readonly unasked: number;
  readonly failures: readonly Failure[];
  readonly seconds: number;
}

export interface Effort {
  readonly seed: number;
  readonly folders?: readonly string[];
  /** Rounds go on until then; the first is whole. */
  readonly seconds: number;
  /** How many cases a policy is asked in a round. */
  readonly casesEach: number;
  onFailure?(failure: Failure): void;
  /** Hears of cases that differ as known deviations do. */
  onDeviation?(deviation: Failure): void;
  onRound?(report: Report): void;
}

export async function checkTotality({ seed, seconds, casesEach, ...effort }: Effort): Promise<Report> {
  const start = Date.now();
  const chosen = effort.folders ?? folders;
  const files = chosen.map((folder) => `${root}${folder}/policy.ts`);
  const compiled = await compileForAll(files);
  const types = typesOf(files);
  const tally = { cases: 0, violations: 0, deviating: 0, unasked: 0 };
  const failures: Failure[] = [];
  const report = (): Report => ({
    seed,
    policies: chosen.length,
    ...tally,
    failures,
    seconds: (Date.now() - start) / 1000,
  });
  try {
    const subjects = await Promise.all(
      files.map(async (file, at) => {
        const { default: policy } = (await import(/* @vite-ignore */ file)) as { readonly default: AnyPolicy };
        const known = compiled.policies.get(policy.definition.kind);
        if (known === undefined) throw new Error(`${file} does not compile`);
        return { policy, folder: chosen[at] as string, cases: legalCases(known, file, types) };
      }),
    );
    for (let round = 0; round === 0 || Date.now() - start < seconds * 1000; round += 1) {
      for (const { policy, folder, cases } of subjects) {
        if (failures.some((one) => one.policy === folder)) continue;
        if (round > 0 && Date.now() - start > seconds * 1000) break;
        const property = fc.asyncProperty(cases, async (one) => {
          const reason = await problemOf(policy, one, compiled, tally, (text) =>
            effort.onDeviation?.({ policy: folder, reason: text, case: one }),
          );
          if (reason !== undefined) throw new Error(reason);
        });
        const result = await fc.check(property, { seed: seed * 1009 + round, numRuns: casesEach });
        if (!result.failed) continue;
        const [smallest] = result.counterexample as readonly [Case];
        const reason = (result.errorInstance as Error | null)?.message ?? "";
        const failure = { policy: folder, reason, case: smallest };
        failures.push(failure);
        effort.onFailure?.(failure);
      }
      effort.onRound?.(report());
    }
  } finally {
    await compiled.close();
  }
  return report();
}

type Tally = { cases: number; violations: number; deviating: number; unasked: number };

async function problemOf(
  policy: AnyPolicy,
  one: Case,
  compiled: Compiled,
  tally: Tally,
  onDeviation: (text: string) => void,
): Promise<string | undefined> {
  tally.cases += 1;
  const reason = await difference(policy, one, compiled, tally);
  if (reason === undefined || reason.isError) return reason?.text;
  // What is left of a known deviation once its characters and numbers are gone is none.
  if ((await difference(policy, tamed(one), compiled, tally)) !== undefined) return reason.text;
  tally.deviating += 1;
  onDeviation(reason.text);
  return undefined;
}

async function difference(
  policy: AnyPolicy,
  one: Case,
  compiled: Compiled,
  tally: Tally,
): Promise<{ readonly text: string; readonly isError: boolean } | undefined> {
  try {
    const { native, wasm, gatekeeper } = await compiled.ask(policy, one);
    tally.violations += native.length;
    const [expected, ...others] = [native, wasm, gatekeeper].map(textOf);
    if (others.every((text) => text === expected)) return undefined;
    return { text: `TypeScript ${expected}\npolicy.wasm ${others[0]}\nGatekeeper ${others[1]}`, isError: false };
  } catch (error) {
    if (error instanceof GatekeeperError && ["review", "inventory", "constraint"].includes(error.stage)) {
      tally.unasked += 1;
      return undefined;
    }
    return { text: (error as Error).message, isError: true };
  }
}

function textOf(violations: readonly Violation[]): string {
  return canonicalJson(violations as unknown as Json);
}

/** One line about everything that was done. */
export function summary({ seed, policies, cases, violations, deviating, unasked, failures, seconds }: Report): string {
  return [
    `seed ${seed}: ${policies} policies, ${cases} cases (${Math.round(cases / Math.max(seconds, 0.001))}/s), ${violations} violations`,
    `${failures.length} policies with a failure`,
    `${deviating} known deviations`,
    `${unasked} not taken for reviews`,
  ].join("; ");
}

/** A failure with all that it takes to see it again. */
export function shown({ policy, reason, case: one }: Failure): string {
  return `${policy}: ${reason}\n${JSON.stringify(one)}`;
}
