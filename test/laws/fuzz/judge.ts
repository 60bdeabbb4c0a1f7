/** Batches of programs, compiled together and asked one by one. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { compile } from "../../../src/compiler/index.js";
import type { AnyPolicy } from "../../../src/language/evaluate.js";
import type { CompiledPolicy, Diagnostic, Violation } from "../../../src/model.js";
import { type Engine, openEngine } from "../../../src/opa/index.js";
import { type Case, host, readyForAll } from "../three-ways.js";

export type Verdict =
  | { readonly sort: "equal"; readonly cases: number; readonly violations: number }
  | { readonly sort: "refused"; readonly codes: readonly string[]; readonly messages: readonly string[] }
  /** TypeScript itself fails: the program is not what it should be. */
  | { readonly sort: "faulty"; readonly reason: string }
  | { readonly sort: "differs"; readonly case: Case; readonly reason: string }
  /** The compiler fails, or OPA or Gatekeeper does not take what it made. */
  | { readonly sort: "rejected"; readonly reason: string }
  /** The time was over before it was asked anything. */
  | { readonly sort: "skipped" };

export interface Question {
  readonly source: string;
  readonly cases: readonly Case[];
}

export interface Judge {
  /** The verdict on each program. What the time is not enough for is not asked. */
  judge(questions: readonly Question[], until?: number): Promise<readonly Verdict[]>;
  close(): Promise<void>;
}

export async function openJudge(): Promise<Judge> {
  // Where programs are written for a while.
  const folder = `${process.cwd()}/.cache/fuzz-${process.pid}`;
  const engine = await openEngine({ cacheDir: false });
  let batches = 0;
  return {
    async judge(questions, until = Number.POSITIVE_INFINITY) {
      batches += 1;
      const files = questions.map((_, index) => `${folder}/b${batches}/p${index}/policy.ts`);
      for (const [index, { source }] of questions.entries()) {
        mkdirSync((files[index] as string).replace("/policy.ts", ""), { recursive: true });
        writeFileSync(files[index] as string, source.replace(/kind: "\w+"/, `kind: "Fuzz${batches}x${index}"`));
      }
      try {
        return await verdictsOn(files, questions, engine, until);
      } finally {
        rmSync(`${folder}/b${batches}`, { recursive: true, force: true });
      }
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await engine.close();
    },
  };
}

async function verdictsOn(
  files: readonly string[],
  questions: readonly Question[],
  engine: Engine,
  until: number,
): Promise<readonly Verdict[]> {
  const verdicts = new Map<string, Verdict>();
  const policies = compiled(files, verdicts);
  const modules = Object.fromEntries(policies.map(({ kind, rego }) => [moduleOf(kind), rego]));
  const problems = policies.length === 0 ? [] : await engine.check(modules, { strict: true, wasm: true });
  const sound: CompiledPolicy[] = [];
  for (const policy of policies) {
    const found = problems.find(({ file }) => file === moduleOf(policy.kind));
    if (found === undefined) sound.push(policy);
    else verdicts.set(absolute(policy.file), { sort: "rejected", reason: `${found.code}: ${found.message}` });
  }
  await askSome(sound);
  return files.map((file) => verdicts.get(file) as Verdict);

  async function askSome(some: readonly CompiledPolicy[]): Promise<void> {
    let ready: Ready;
    try {
      ready = await readyForAll(some, engine);
    } catch (error) {
      if (some.length === 1) verdicts.set(absolute(some[0]?.file ?? ""), { sort: "rejected", reason: stackOf(error) });
      else for (const half of halves(some)) await askSome(half);
      return;
    }
    try {
      for (const { file } of some) {
        const question = questions[files.indexOf(absolute(file))] as Question;
        verdicts.set(absolute(file), await ask(absolute(file), question, ready, until));
      }
    } finally {
      await ready.close();
    }
  }
}

function halves<T>(all: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}

const moduleOf = (kind: string) => `${kind.toLowerCase()}.rego`;
const absolute = (file: string) => `${host.root}/${file}`;

/** The policies that compile; what is said about the others goes to the verdicts. */
function compiled(files: readonly string[], verdicts: Map<string, Verdict>): readonly CompiledPolicy[] {
  let result: ReturnType<typeof compile>;
  try {
    result = compile(files, host);
  } catch (error) {
    if (files.length === 1) {
      verdicts.set(files[0] as string, { sort: "rejected", reason: stackOf(error) });
      return [];
    }
    return halves(files).flatMap((half) => compiled(half, verdicts));
  }
  for (const file of files) {
    const found = result.diagnostics.filter(
      ({ span, severity }) => severity === "error" && span !== undefined && file === absolute(span.file),
    );
    if (found.length > 0) verdicts.set(file, refused(found));
  }
  return result.policies;
}

function refused(found: readonly Diagnostic[]): Verdict {
  return {
    sort: "refused",
    codes: found.map(({ code }) => code),
    messages: found.map(({ code, message, sourceLine }) => `${code} ${message} | ${sourceLine?.trim()}`),
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

type Ready = Awaited<ReturnType<typeof readyForAll>>;

async function ask(file: string, { cases }: Question, ready: Ready, until: number): Promise<Verdict> {
  if (Date.now() > until) return { sort: "skipped" };
  const { default: policy } = (await import(/* @vite-ignore */ file)) as { default: AnyPolicy };
  let violations = 0;
  let asked = 0;
  for (const one of cases) {
    if (Date.now() > until) break;
    asked += 1;
    try {
      const { native, wasm, gatekeeper } = await ready.ask(policy, one);
      violations += native.length;
      const reason = difference(native, gatekeeper, "Gatekeeper") ?? difference(native, wasm, "policy.wasm");
      if (reason !== undefined) return { sort: "differs", case: one, reason };
    } catch (error) {
      const reason = String(error);
      if (/failed after \d+ violation/.test(reason)) return { sort: "faulty", reason };
      return { sort: "differs", case: one, reason };
    }
  }
  return { sort: "equal", cases: asked, violations };
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
