import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { embeddedEngine } from "../../src/opa/embedded-engine.js";
import { type EngineFile, nativeEngine, wasmEngine } from "../../src/opa/engine-files.js";
import { COMPILED_AWAY, NATIVE_BUILTINS, OPA_VERSION } from "../../src/opa/index.js";

const builds: readonly (readonly [string, EngineFile | undefined])[] = [
  ["for this machine", nativeEngine()],
  ["for Node", wasmEngine()],
];
const opened: { close(): Promise<void> }[] = [];

function open(file: EngineFile | undefined, timeoutMs = 30_000) {
  if (file === undefined) throw new Error("the engine is not built: npm run build:engine");
  const engine = embeddedEngine({ ...file, timeoutMs });
  opened.push(engine);
  return engine;
}

const isAlive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Takes every engine longer than anything here waits. */
const slow = { modules: {}, query: "count([1 | some i in numbers.range(1, 3000); some j in numbers.range(1, 3000)])" };

afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()));
});

describe.each(builds)("the engine %s", (name, file) => {
  it("stays for the next request and ends when it is closed", async () => {
    const engine = open(file);
    expect(engine.pid()).toBeUndefined();
    await engine.evaluate({ modules: {}, query: "1" });
    const pid = engine.pid();
    await engine.evaluate({ modules: {}, query: "2" });
    expect(engine.pid()).toBe(pid);
    expect(isAlive(pid)).toBe(true);
    await engine.close();
    expect(isAlive(pid)).toBe(false);
    await expect(engine.check({})).rejects.toThrow("the OPA engine was closed");
  });

  it("answers requests that come all at once", async () => {
    const engine = open(file);
    const answers = [1, 2, 3, 4, 5].map((n) => engine.evaluate({ modules: {}, query: `${n} * 2` }));
    expect(await Promise.all(answers)).toEqual([2, 4, 6, 8, 10]);
  });

  it("says that it was killed, and starts again", async () => {
    const engine = open(file);
    await engine.evaluate({ modules: {}, query: "1" });
    const pid = engine.pid() as number;
    const answers = [engine.evaluate(slow), engine.check({})].map((answer) =>
      expect(answer).rejects.toThrow(/was killed by SIGKILL/),
    );
    setTimeout(() => process.kill(pid, "SIGKILL"), 50);
    await Promise.all(answers);
    expect(await engine.evaluate({ modules: {}, query: "1" })).toBe(1);
    expect(engine.pid()).not.toBe(pid);
  });

  it("is stopped when it does not answer in time", async () => {
    // That for Node takes a second to start, and more on a busy machine.
    const patience = name === "for Node" ? 6_000 : 3_000;
    const engine = open(file, patience);
    await engine.evaluate({ modules: {}, query: "1" });
    const pid = engine.pid();
    await expect(engine.evaluate(slow)).rejects.toThrow(`did not answer within ${patience} ms and was stopped`);
    expect(await engine.evaluate({ modules: {}, query: "1" })).toBe(1);
    expect(engine.pid()).not.toBe(pid);
    await engine.close();
    expect(isAlive(pid)).toBe(false);
  });

  it("is stopped when it is closed at work", async () => {
    const engine = open(file);
    await engine.evaluate({ modules: {}, query: "1" });
    const pid = engine.pid();
    const answer = expect(engine.evaluate(slow)).rejects.toThrow("the OPA engine was closed before it answered");
    await engine.close();
    await answer;
    expect(isAlive(pid)).toBe(false);
  });

  it("knows the builtins that are written down", () => {
    const [answer] = ask(file, [{ do: "capabilities" }]);
    expect(answer?.result?.native).toEqual(NATIVE_BUILTINS);
    expect(answer?.result?.compiledAway).toEqual(COMPILED_AWAY);
  });

  it("answers anything, with an error if need be", () => {
    const answers = ask(file, [{ do: "dance" }, { do: "check", with: 7 }, "?", { do: "version" }]);
    expect(answers.map(({ error }) => error)).toEqual([
      'there is no operation "dance"',
      expect.stringContaining("cannot unmarshal number"),
      expect.stringContaining("not a request"),
      undefined,
    ]);
    expect(answers[3]?.result?.opa).toBe(OPA_VERSION);
  });
});

interface Answer {
  readonly error?: string;
  readonly result?: {
    readonly opa?: string;
    readonly native?: readonly string[];
    readonly compiledAway?: readonly string[];
  };
}

/** Runs an engine over some requests and expects it to write nothing but its answers. */
function ask(file: EngineFile | undefined, requests: readonly unknown[]): readonly Answer[] {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join("");
  const { stdout, stderr, status } = spawnSync(file?.file ?? "", file?.args ?? [], {
    input,
    encoding: "utf8",
    env: {},
  });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
