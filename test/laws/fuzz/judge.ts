/** Batches of programs, compiled together and asked one by one. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { AnyPolicy } from "../../../src/language/evaluate.js";
import type { Violation } from "../../../src/model.js";
import { type Case, type Compiled, compileForAll } from "../three-ways.js";

export type Verdict =
  | { readonly sort: "equal"; readonly cases: number; readonly violations: number }
  | { readonly sort: "refused"; readonly codes: readonly string[]; readonly messages: readonly string[] }
  /** TypeScript itself fails: the program is not what it should be. */
  | { readonly sort: "faulty"; readonly reason: string }
  | { readonly sort: "differs"; readonly case: Case; readonly reason: string }
  /** OPA or Gatekeeper does not take it. */
  | { readonly sort: "rejected"; readonly reason: string };

export interface Question {
  readonly source: string;
  readonly cases: readonly Case[];
}

let batches = 0;

/** Where programs are written for a while. */
const folder = `${process.cwd()}/.cache/fuzz-${process.pid}`;

/** The verdict on each program. */
export async function judge(questions: readonly Question[]): Promise<readonly Verdict[]> {
  batches += 1;
  const files = questions.map((_, index) => `${folder}/b${batches}/p${index}/policy.ts`);
  for (const [index, { source }] of questions.entries()) {
    mkdirSync((files[index] as string).replace("/policy.ts", ""), { recursive: true });
    writeFileSync(files[index] as string, source.replace(/kind: "\w+"/, `kind: "Fuzz${batches}x${index}"`));
  }
  try {
    return await judgeFiles(files, questions);
  } finally {
    rmSync(`${folder}/b${batches}`, { recursive: true, force: true });
  }
}

export function cleanUp(): void {
  rmSync(folder, { recursive: true, force: true });
}

async function judgeFiles(files: readonly string[], questions: readonly Question[]): Promise<readonly Verdict[]> {
  let compiled: Compiled;
  try {
    compiled = await compileForAll(files);
  } catch (error) {
    if (files.length === 1)
      return [{ sort: "rejected", reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }];
    const middle = Math.ceil(files.length / 2);
    return [
      ...(await judgeFiles(files.slice(0, middle), questions.slice(0, middle))),
      ...(await judgeFiles(files.slice(middle), questions.slice(middle))),
    ];
  }
  try {
    const verdicts: Verdict[] = [];
    for (const [index, file] of files.entries()) {
      const found = compiled.diagnostics.filter(
        ({ span, severity }) => severity === "error" && span !== undefined && file.endsWith(span.file),
      );
      verdicts.push(
        found.length > 0
          ? {
              sort: "refused",
              codes: found.map(({ code }) => code),
              messages: found.map(({ code, message, sourceLine }) => `${code} ${message} | ${sourceLine?.trim()}`),
            }
          : await ask(file, questions[index] as Question, compiled),
      );
    }
    return verdicts;
  } finally {
    await compiled.close();
  }
}

async function ask(file: string, { cases }: Question, compiled: Compiled): Promise<Verdict> {
  const { default: policy } = (await import(/* @vite-ignore */ file)) as { default: AnyPolicy };
  let violations = 0;
  for (const one of cases) {
    try {
      const { native, wasm, gatekeeper } = await compiled.ask(policy, one);
      violations += native.length;
      const reason = difference(native, gatekeeper, "Gatekeeper") ?? difference(native, wasm, "policy.wasm");
      if (reason !== undefined) return { sort: "differs", case: one, reason };
    } catch (error) {
      const reason = String(error);
      if (/failed after \d+ violation/.test(reason)) return { sort: "faulty", reason };
      return { sort: "differs", case: one, reason };
    }
  }
  return { sort: "equal", cases: cases.length, violations };
}

function difference(native: readonly Violation[], other: readonly Violation[], name: string): string | undefined {
  if (isDeepStrictEqual(plain(native), plain(other))) return undefined;
  const lacks = (all: readonly Violation[], one: Violation) =>
    !all.some((each) => isDeepStrictEqual(plain(each), plain(one)));
  const only = native.filter((one) => lacks(other, one));
  const more = other.filter((one) => lacks(native, one));
  const pair = only.length === 1 && more.length === 1 ? changes(plain(only[0]), plain(more[0]), "") : [];
  const lines = [
    ...pair,
    ...only.map((one) => `only TypeScript: ${JSON.stringify(one)}`),
    ...more.map((one) => `only ${name}: ${JSON.stringify(one)}`),
  ];
  return `TypeScript and ${name} differ:\n${lines.slice(0, 6).join("\n")}`;
}

/** Where two values part. */
function changes(left: unknown, right: unknown, at: string): readonly string[] {
  if (isDeepStrictEqual(left, right)) return [];
  if (!isObject(left) || !isObject(right)) return [`${at}: ${JSON.stringify(left)} became ${JSON.stringify(right)}`];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
    changes(left[key], right[key], `${at}/${key}`),
  );
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}

/** Without prototypes and frozen parts, which no answer shows. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
