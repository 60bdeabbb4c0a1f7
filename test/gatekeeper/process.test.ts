import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { build, pathOf } from "../../scripts/build-gatekeeper.mjs";
import { openGatekeeper } from "../../src/testing/gatekeeper/client.js";
import { builtGatekeeper, findGatekeeper } from "../../src/testing/gatekeeper/find-gatekeeper.js";
import { configMap, template } from "./templates.js";

let runner: string;

beforeAll(() => {
  runner = build("runner");
}, 900_000);

afterEach(() => vi.unstubAllEnvs());

/** What the runner answers to lines, and how it ended. */
function answersTo(lines: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(runner, [], {
    input: lines.join("\n"),
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return {
    answers: stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    stderr,
    status,
  };
}

describe("the runner", () => {
  test.each([
    ["no JSON", "hello"],
    ["half of it", '{"id": 1, "op": "load"'],
    ["an array", "[]"],
    ["no op", "{}"],
    ["an unknown op", '{"id": 1, "op": "shell"}'],
    ["an unknown field", '{"id": 1, "op": "version", "exec": "x"}'],
    ["two values", '{"id": 1, "op": "version"} {}'],
    ["more levels than JSON takes", `{"id": 1, "op": "load", "template": ${"[".repeat(20_000)}${"]".repeat(20_000)}}`],
    ["no UTF-8", '{"id": 1, "op": "\u0000"}'],
    ["a kind that was never loaded", '{"id": 1, "op": "evaluate", "kind": "x", "object": {}}'],
  ])("answers %s with an error and goes on", (_, line) => {
    const { answers, stderr, status } = answersTo([line, '{"id": "after", "op": "version"}']);
    expect(answers).toMatchObject([
      { error: { stage: "request", message: expect.any(String) } },
      { id: "after", version: { gatekeeper: "v3.23.1" } },
    ]);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  test("answers in order, the last line without its end too, and skips empty lines", () => {
    const { answers } = answersTo(["", '{"id": 1, "op": "version"}', "  ", '{"id": [2], "op": "remove", "kind": "x"}']);
    expect(answers.map(({ id }) => id)).toEqual([1, [2]]);
  });

  test("takes long lines", () => {
    const load = {
      id: 1,
      op: "load",
      template: template("Long", `violation contains {"msg": input.review.object.text}`),
    };
    const text = "x".repeat(5_000_000);
    const evaluate = { id: 2, op: "evaluate", kind: "Long", object: { ...configMap, text } };
    const { answers } = answersTo([JSON.stringify(load), JSON.stringify(evaluate)]);
    expect(answers[1].violations[0].msg).toHaveLength(text.length);
  });
});

describe("the client", () => {
  test("ends its process when it is closed, and rejects what it did not answer before", async () => {
    const gatekeeper = await openGatekeeper(runner);
    process.kill(gatekeeper.pid as number, "SIGSTOP");
    const asked = gatekeeper.remove("x").catch((error) => error);
    await gatekeeper.close();
    expect(await asked).toMatchObject({ stage: "runner", message: /was closed before it answered/ });
    expect(isAlive(gatekeeper.pid as number)).toBe(false);
    await expect(gatekeeper.remove("Last")).rejects.toMatchObject({ stage: "runner", message: /was closed/ });
  });

  test("says how its process ended when it was not closed", async () => {
    const gatekeeper = await openGatekeeper(runner);
    process.kill(gatekeeper.pid as number, "SIGSTOP");
    const asked = gatekeeper.remove("x");
    process.kill(gatekeeper.pid as number, "SIGKILL");
    await expect(asked).rejects.toMatchObject({ stage: "runner", message: /was killed by SIGKILL/ });
    await expect(gatekeeper.remove("x")).rejects.toThrow("was killed by SIGKILL");
  });

  test("says that there is no such file", async () => {
    await expect(openGatekeeper("/does/not/exist")).rejects.toThrow("could not be started (ENOENT)");
  });

  test.each([
    ["is silent", "exec sleep 60", "did not answer within 2000 ms"],
    ["speaks of other things", "echo hello; exec sleep 60", "gave an answer that cannot be read: hello"],
    ["repeats the question", "exec cat", "is no runner for Gatekeeper; Gatewright takes one for v3.23.1"],
    ["fails", "echo broken >&2; exit 3", "stopped with exit code 3:\nbroken"],
  ])("says that a program is no runner when it %s, and stops it", async (_, script, message) => {
    await inFolder(async (folder) => {
      const file = join(folder, "program");
      const pidFile = join(folder, "pid");
      writeFileSync(file, `#!/bin/sh\necho $$ > ${pidFile}\n${script}\n`, { mode: 0o755 });
      await expect(openGatekeeper(file, 2_000)).rejects.toThrow(message);
      const pid = Number(readFileSync(pidFile, "utf8"));
      await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000 });
    });
  });

  test("is patient with a process that answers, however long it is asked, and when it is not asked", async () => {
    const gatekeeper = await openGatekeeper(runner, 1_500);
    const end = performance.now() + 2_000;
    while (performance.now() < end) await Promise.all([gatekeeper.remove("x"), gatekeeper.remove("y")]);
    await new Promise((resolve) => setTimeout(resolve, 1_700));
    await gatekeeper.remove("x");
    await gatekeeper.close();
  });

  test("keeps the event loop alive only while it waits for an answer", async () => {
    const children = () => process.getActiveResourcesInfo().filter((name) => name === "ProcessWrap").length;
    const gatekeeper = await openGatekeeper(runner);
    expect(children()).toBe(0);
    const asked = gatekeeper.remove("x");
    expect(children()).toBe(1);
    await asked;
    expect(children()).toBe(0);
    await gatekeeper.close();
  });

  test("leaves no process behind when its own is killed", async () => {
    await inFolder(async (folder) => {
      const script = join(folder, "owner.mjs");
      writeFileSync(
        script,
        `import { spawn } from "node:child_process";
         console.log(spawn(process.argv[2], [], { stdio: ["pipe", "pipe", "pipe"] }).pid);
         setInterval(() => {}, 1000);`,
      );
      const owner = spawn(process.execPath, [script, runner], { stdio: ["ignore", "pipe", "inherit"] });
      const [pid] = await once(owner.stdout, "data");
      expect(isAlive(Number(pid))).toBe(true);
      owner.kill("SIGKILL");
      await vi.waitFor(() => expect(isAlive(Number(pid))).toBe(false), { timeout: 5_000 });
    });
  });
});

describe("the runner's file", () => {
  test("is the one that was built last, unless the environment names another", async () => {
    await inFolder(async (folder) => {
      const env = { XDG_CACHE_HOME: folder };
      const built = builtGatekeeper(env);
      mkdirSync(dirname(built), { recursive: true });
      writeFileSync(built, "");
      expect(findGatekeeper(env)).toBe(built);
      expect(findGatekeeper({ ...env, GATEWRIGHT_GATEKEEPER: process.execPath })).toBe(process.execPath);
    });
  });

  test("is looked for where the build leaves it", () => {
    expect(dirname(builtGatekeeper(process.env))).toBe(dirname(pathOf("runner")));
  });

  test("must exist when the environment names it", () => {
    vi.stubEnv("GATEWRIGHT_GATEKEEPER", "/does/not/exist");
    expect(() => findGatekeeper()).toThrow("GATEWRIGHT_GATEKEEPER names /does/not/exist, which does not exist");
  });

  test("is missing where nothing was built, and opening says what to run", async () => {
    vi.stubEnv("GATEWRIGHT_GATEKEEPER", "");
    vi.stubEnv("XDG_CACHE_HOME", "/does/not/exist");
    expect(findGatekeeper()).toBeUndefined();
    await expect(openGatekeeper()).rejects.toThrow("run `node scripts/build-gatekeeper.mjs --runner`");
  });
});

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-gatekeeper-"));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
