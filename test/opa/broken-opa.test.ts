import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeEngine, openEngine } from "../../src/opa/index.js";
import { fakeOpa, HANG, noted, survivors, testFolder, versionThen } from "./fake-opa.js";
import { realOpa } from "./real-opa.js";

const modules = { "a.rego": "package a\n\nviolation contains 1\n" };
const entrypoints = ["a/violation"];
/** Long enough for a shell to start on a busy machine. */
const PATIENCE_MS = 2_000;
/** What hangs here hangs for ten minutes. */
const BOUND_MS = 30_000;

let folder: string;
const outerTemporary = process.env.TMPDIR;

beforeEach(() => {
  folder = testFolder();
  process.env.TMPDIR = join(folder, "tmp");
  mkdirSync(process.env.TMPDIR);
});
afterEach(() => {
  if (outerTemporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = outerTemporary;
  rmSync(folder, { recursive: true, force: true });
});

const temporaryFiles = (): readonly string[] => readdirSync(join(folder, "tmp"));
const open = (opa: string) =>
  openEngine({ env: { ...process.env, OPA_BIN: opa }, cacheDir: false, timeoutMs: PATIENCE_MS });

describe("$OPA_BIN that cannot be used", () => {
  it.each([
    ["is not there", undefined, /there is no such program/],
    ["is of another version", 'echo "Version: 1.19.0"', /it is OPA 1\.19\.0, and Gatekeeper's is 1\.17\.1/],
    ["fails", "echo oh no >&2; exit 3", /`opa version` failed with exit code 3/],
    ["is something else", "echo hello", /does not name a version/],
    ["is killed", "kill -9 $$", /was killed by SIGKILL/],
    ["hangs", HANG, /did not finish within 2000 ms and was stopped/],
  ])("is an error that says what to do when it %s", async (_how, script, message) => {
    const opa = script === undefined ? join(folder, "nothing") : fakeOpa(folder, script);
    const start = performance.now();
    const failure: Error = await open(opa).then(
      () => new Error("it was opened"),
      (error) => error,
    );
    expect(failure.message).toMatch(message);
    expect(failure.message).toContain(opa);
    expect(failure.message).toContain("Name OPA 1.17.1 there, or unset it to use the embedded one.");
    expect(failure.name).toBe("OpaError");
    expect(performance.now() - start).toBeLessThan(BOUND_MS);
    if (script === HANG) expect(await survivors(folder)).toEqual([]);
  });

  it("is an error when it is a folder or a text file", async () => {
    writeFileSync(join(folder, "text"), "hello");
    for (const file of [folder, join(folder, "text")]) await expect(open(file)).rejects.toThrow(/no such program/);
  });
});

describe("opa on PATH of another version", () => {
  it("is passed over, and the report says so", async () => {
    const opa = fakeOpa(folder, 'echo "Version: 0.70.0"');
    const options = { env: { PATH: folder }, cacheDir: false } as const;
    const engine = await openEngine(options);
    expect(engine.kind).toBe("embedded");
    const report = await describeEngine(options);
    expect(report.chosen?.location).toBe(engine.location);
    expect(report.candidates[0]).toEqual({
      source: "PATH",
      location: opa,
      version: "0.70.0",
      problem: "it is OPA 0.70.0, and Gatekeeper's is 1.17.1",
    });
    await expect(openEngine({ ...options, prefer: "opa" })).rejects.toThrow(/There is no OPA.*OPA 0\.70\.0/s);
  });
});

describe("opa that breaks at work", () => {
  it.each([
    ["hangs", HANG, /`opa \w+` \(.*\) did not finish within 2000 ms and was stopped/],
    ["is killed", 'echo "$$" > "$PIDS"; kill -9 $$', /`opa \w+` \(.*\) was killed by SIGKILL/],
    ["fails", 'echo "$$" > "$PIDS"; echo out of luck >&2; exit 7', /failed with exit code 7:\nout of luck/],
    ["says nothing", 'echo "$$" > "$PIDS"; exit 2', /failed with exit code 2/],
    ["answers in riddles", 'echo "$$" > "$PIDS"; echo "{"', /gave an answer that cannot be read:\n\{/],
  ])("is an error in good time and leaves nothing behind when it %s", async (_how, script, message) => {
    const engine = await open(fakeOpa(folder, versionThen(script)));
    const start = performance.now();
    await expect(engine.prepare({ modules, entrypoints })).rejects.toThrow(message);
    await expect(engine.evaluate({ modules, query: "1" })).rejects.toThrow(message);
    expect(performance.now() - start).toBeLessThan(BOUND_MS);
    expect(await survivors(folder)).toEqual([]);
    expect(temporaryFiles()).toEqual([]);
  });

  it.each(["fmt", "check", "inspect", "build"])("leaves nothing behind when `opa %s` hangs", async (step) => {
    const script = versionThen(`[ "$1" = ${step} ] && { ${HANG}; }\nexec '${realOpa()}' "$@"`);
    const engine = await open(fakeOpa(folder, script));
    await expect(engine.prepare({ modules, entrypoints })).rejects.toThrow(`opa ${step}`);
    expect(await survivors(folder)).toEqual([]);
    expect(temporaryFiles()).toEqual([]);
  });

  it("is stopped when the engine is closed", async () => {
    const engine = await open(fakeOpa(folder, versionThen(HANG)));
    const checking = engine.check(modules);
    const closed = noted(folder).then(() => engine.close());
    await expect(checking).rejects.toThrow(/its engine was closed/);
    await closed;
    await expect(engine.check(modules)).rejects.toThrow(/the OPA engine was closed/);
    expect(await survivors(folder)).toEqual([]);
    expect(temporaryFiles()).toEqual([]);
  });
});
