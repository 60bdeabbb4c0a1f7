/** Runs the tests of the law on sources with a bug in them, until one fails. */
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Bug } from "./bugs.js";
import { type Failure, type TestReport, verdictOf } from "./verdict.js";
import type { Workshop } from "./workshop.js";

/** What became of a bug. */
export type Found = { readonly bug: Bug; readonly seconds: number } & (
  | { readonly sort: "caught"; readonly by: string; readonly what: string }
  | { readonly sort: "survived" }
  /** Nothing compiles, or everything fails: that is no bug which tests of meaning would be needed for. */
  | { readonly sort: "spoilt"; readonly reason: string }
);

/** Some files of test/laws; of one of them, the policies in one folder. */
interface Stage {
  readonly files: readonly string[];
  readonly only?: string;
}

const texts = ["builtins", "imported", "amounts", "patterns", "not-a-number"];
const statements = ["found", "orders", "loops", "functions"];

/** The tests of the law in the order in which they are likely to notice a bug in a file: builtins have samples of their own. */
export function stagesFor({ file, near }: Pick<Bug, "file" | "near">): readonly Stage[] {
  const isOfBuiltins = file.startsWith("builtins/") || file.startsWith("rego/library");
  const orders = isOfBuiltins ? [texts, ["policies"], statements] : [["policies"], statements, texts];
  const all = orders.map((files): Stage => ({ files }));
  const [suite, only] = near?.split("/") ?? [];
  if (suite === undefined || suite === "fuzz") return all;
  return [{ files: [suite], ...(only === undefined ? {} : { only }) }, ...all];
}

/** How long a stage may take; more is a bug that never ends. */
const STAGE_SECONDS = 300;

/** How hard to look. */
export interface Thoroughness {
  /** How long random programs look for what no test notices; 0 leaves them out. */
  readonly fuzzSeconds: number;
  /** Only the test that is known to notice is asked. */
  readonly quick: boolean;
}

export async function hunt(bug: Bug, workshop: Workshop, { fuzzSeconds, quick }: Thoroughness): Promise<Found> {
  const start = Date.now();
  const seconds = () => (Date.now() - start) / 1000;
  const restore = workshop.plant(bug);
  const caughtByFuzzing = async (): Promise<Found | undefined> => {
    const what = fuzzSeconds > 0 ? await firstMismatch(workshop, fuzzSeconds) : undefined;
    return what === undefined ? undefined : { bug, seconds: seconds(), sort: "caught", by: "npm run fuzz", what };
  };
  try {
    const isFuzzedFirst = bug.near === "fuzz";
    const early = isFuzzedFirst ? await caughtByFuzzing() : undefined;
    if (early !== undefined) return early;
    const stages = stagesFor(bug);
    for (const stage of quick ? stages.slice(0, isFuzzedFirst ? 0 : 1) : stages) {
      const failure = await firstFailure(stage, workshop);
      if (failure !== undefined) return { bug, seconds: seconds(), ...failure };
    }
    const late = isFuzzedFirst || quick ? undefined : await caughtByFuzzing();
    return late ?? { bug, seconds: seconds(), sort: "survived" };
  } finally {
    restore();
  }
}

/** The first test of a stage that fails. */
export async function firstFailure({ files, only }: Stage, workshop: Workshop): Promise<Failure | undefined> {
  const report = join(workshop.folder, ".cache/report.json");
  rmSync(report, { force: true });
  // What has not changed since the last bug is not transformed again.
  const kept = ["--experimental.fsModuleCache", `--experimental.fsModuleCachePath=${workshop.folder}/.cache/modules`];
  const args = ["--bail=1", "--no-file-parallelism", "--reporter=json", `--outputFile=${report}`, ...kept];
  const paths = files.map((name) => `test/laws/${name}.test.ts`);
  const chosen = only === undefined ? [] : [`--testNamePattern= (?:${only.replaceAll(",", "|")})$`];
  const env = only === undefined ? {} : { POLICIES: only, IMPORTED: only, BUILTINS: only };
  const { text } = await run(["node_modules/vitest/vitest.mjs", "run", ...paths, ...args, ...chosen], workshop, {
    seconds: STAGE_SECONDS,
    env,
  });
  try {
    return verdictOf(JSON.parse(readFileSync(report, "utf8")) as TestReport, workshop.folder);
  } catch {
    return { sort: "spoilt", reason: text.trim().split("\n").at(-1) || "the tests never end" };
  }
}

/** What random programs show to differ: always the same ones. */
async function firstMismatch(workshop: Workshop, seconds: number): Promise<string | undefined> {
  const args = ["scripts/fuzz.mjs", "--minutes", String(seconds / 60), "--seed", "1", "--shrink", "1"];
  const { text } = await run(args, workshop, { seconds: seconds + 60, until: /MISMATCH [^\n]*\n[^\n]*/ });
  return /MISMATCH ([^\n]*(?:\n[^\n]*)?)/.exec(text)?.[1]?.replaceAll(/\s+/g, " ");
}

/** Runs a program of Node until it ends, says what is waited for, or takes too long. */
function run(
  args: readonly string[],
  { folder, env }: Workshop,
  {
    seconds,
    until,
    env: more,
  }: { readonly seconds: number; readonly until?: RegExp; readonly env?: NodeJS.ProcessEnv },
): Promise<{ readonly text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { ...env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    const listen = (chunk: Buffer) => {
      text += chunk;
      if (until?.test(text)) child.kill();
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    const timer = setTimeout(() => child.kill(), seconds * 1000);
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      resolve({ text });
    });
  });
}
