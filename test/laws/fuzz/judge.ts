/** Batches of programs, compiled together and asked one by one. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { compile } from "../../../src/compiler/index.js";
import { createSources, type Sources } from "../../../src/compiler/load/sources.js";
import { template } from "../../../src/gatekeeper/template.js";
import type { AnyPolicy } from "../../../src/language/evaluate.js";
import type { CompiledPolicy, Diagnostic, Violation } from "../../../src/model.js";
import { type Engine, openEngine } from "../../../src/opa/index.js";
import { type Gatekeeper, openGatekeeper } from "../../../src/testing/gatekeeper/client.js";
import { askNatively, type Case, host, type Ready, readyForAll } from "../three-ways.js";

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

export interface Asking {
  readonly until?: number;
  /** Whether Gatekeeper is asked about what the compiler makes without its optimiser as well. */
  readonly isPlain?: boolean;
}

export interface Judge {
  /** The verdict on each program. What the time is not enough for is not asked. */
  judge(questions: readonly Question[], asking?: Asking): Promise<readonly Verdict[]>;
  close(): Promise<void>;
}

export async function openJudge(): Promise<Judge> {
  // Where programs are written for a while.
  const folder = `${process.cwd()}/.cache/fuzz-${process.pid}`;
  const engine = await openEngine({ cacheDir: false });
  const gatekeeper = await openGatekeeper();
  const engines: Engines = { engine, gatekeeper, sources: createSources() };
  let batches = 0;
  return {
    async judge(questions, { until = Number.POSITIVE_INFINITY, isPlain = false } = {}) {
      batches += 1;
      const files = questions.map((_, index) => `${folder}/b${batches}/p${index}/policy.ts`);
      for (const [index, { source }] of questions.entries()) {
        mkdirSync((files[index] as string).replace("/policy.ts", ""), { recursive: true });
        writeFileSync(files[index] as string, source.replace(/kind: "\w+"/, `kind: "Fuzz${batches}x${index}"`));
      }
      try {
        return await verdictsOn(files, questions, engines, { until, isPlain });
      } finally {
        rmSync(`${folder}/b${batches}`, { recursive: true, force: true });
      }
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await gatekeeper.close();
      await engine.close();
    },
  };
}

interface Engines {
  readonly engine: Engine;
  readonly gatekeeper: Gatekeeper;
  readonly sources: Sources;
}

async function verdictsOn(
  files: readonly string[],
  questions: readonly Question[],
  { engine, gatekeeper, sources }: Engines,
  { until, isPlain }: Required<Asking>,
): Promise<readonly Verdict[]> {
  const verdicts = new Map<string, Verdict>();
  const policies = compiled(files, sources, verdicts);
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
      ready = await readyForAll(some, engine, "v1", gatekeeper);
    } catch (error) {
      if (some.length === 1) verdicts.set(absolute(some[0]?.file ?? ""), { sort: "rejected", reason: stackOf(error) });
      else for (const half of halves(some)) await askSome(half);
      return;
    }
    const plain = isPlain ? await unoptimised(some.map(({ file }) => absolute(file))) : [];
    try {
      for (const { file, kind } of some) {
        const question = questions[files.indexOf(absolute(file))] as Question;
        const other = plain.find((one) => one.kind === `${kind}Plain`);
        const asked = { question, kind, plain: other?.kind, until };
        verdicts.set(absolute(file), await ask(absolute(file), asked, ready));
      }
    } finally {
      await ready.close();
      for (const { kind } of plain) await gatekeeper.remove(kind);
    }
  }

  /** The same without the optimiser, in Gatekeeper beside it. */
  async function unoptimised(some: readonly string[]): Promise<readonly CompiledPolicy[]> {
    const { policies } = compile(some, host, { sources, optimised: false });
    const renamed = policies.map((policy) => ({ ...policy, kind: `${policy.kind}Plain` }));
    for (const policy of renamed) await gatekeeper.load(template(policy));
    return renamed;
  }
}

function halves<T>(all: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}

const moduleOf = (kind: string) => `${kind.toLowerCase()}.rego`;
const absolute = (file: string) => `${host.root}/${file}`;

/** The policies that compile; what is said about the others goes to the verdicts. */
function compiled(
  files: readonly string[],
  sources: Sources,
  verdicts: Map<string, Verdict>,
): readonly CompiledPolicy[] {
  let result: ReturnType<typeof compile>;
  try {
    result = compile(files, host, { sources });
  } catch (error) {
    if (files.length === 1) {
      verdicts.set(files[0] as string, { sort: "rejected", reason: stackOf(error) });
      return [];
    }
    return halves(files).flatMap((half) => compiled(half, sources, verdicts));
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

interface Asked {
  readonly question: Question;
  readonly kind: string;
  /** By which kind Gatekeeper knows what was compiled without the optimiser. */
  readonly plain: string | undefined;
  readonly until: number;
}

async function ask(file: string, { question, kind, plain, until }: Asked, ready: Ready): Promise<Verdict> {
  if (Date.now() > until) return { sort: "skipped" };
  const { default: policy } = (await import(/* @vite-ignore */ file)) as { default: AnyPolicy };
  const { cases } = question;
  // Gatekeeper answers while the others are asked.
  const answers = cases.map((one) => settled(ready.askGatekeeper(kind, one)));
  const others = plain === undefined ? [] : cases.map((one) => settled(ready.askGatekeeper(plain, one)));
  let violations = 0;
  const locally: (readonly [native: readonly Violation[], wasm: readonly Violation[]] | string)[] = [];
  for (const [index, one] of cases.entries()) {
    if (index % 8 === 0) await new Promise((resolve) => setImmediate(resolve));
    try {
      locally.push([askNatively(policy, one), ready.askWasm(kind, one)]);
    } catch (error) {
      locally.push(String(error));
    }
  }
  for (const [index, one] of cases.entries()) {
    const own = locally[index] as (typeof locally)[number];
    if (typeof own === "string")
      return /failed after \d+ violation/.test(own) ? await faulty(own) : await differs(one, own);
    const [native, wasm] = own;
    violations += native.length;
    const gatekeeper = await answers[index];
    const other = await others[index];
    const reason =
      different(native, gatekeeper, "Gatekeeper") ??
      different(native, wasm, "policy.wasm") ??
      (other === undefined ? undefined : different(native, other, "Gatekeeper without the optimiser"));
    if (reason !== undefined) return await differs(one, reason);
  }
  return { sort: "equal", cases: cases.length, violations };

  async function differs(one: Case, reason: string): Promise<Verdict> {
    await Promise.all([...answers, ...others]);
    return { sort: "differs", case: one, reason };
  }
  async function faulty(reason: string): Promise<Verdict> {
    await Promise.all([...answers, ...others]);
    return { sort: "faulty", reason };
  }
}

/** An answer, or the text of why there is none. */
function settled(answer: Promise<readonly Violation[]>): Promise<readonly Violation[] | string> {
  return answer.catch(String);
}

function different(native: readonly Violation[], other: readonly Violation[] | string | undefined, name: string) {
  if (typeof other === "string") return other;
  return difference(native, other ?? [], name);
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
