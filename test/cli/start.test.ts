import { expect, test } from "vitest";
import { startWork } from "../../src/cli/start.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { UsageError } from "../../src/cli/usage-error.js";

/** What is printed, and the exit code, when the work of a command throws. */
async function thrown(error: unknown, { json = false, env = {} as Terminal["env"] } = {}) {
  const text = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr") => ({
    colour: false,
    interactive: false,
    write: (part: string) => {
      text[name] += part;
    },
  });
  const terminal = { cwd: "/", env, stdout: output("stdout"), stderr: output("stderr") };
  const code = await startWork(terminal, "check", json ? { json } : {}, async () => {
    throw error;
  });
  return { code, ...text };
}

test("wrong use is its message and its help", async () => {
  expect(await thrown(new UsageError("No.", "Do that."))).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: No.\nhelp: Do that.\n",
  });
});

test("a bug of ours is one short message that says how to report it", async () => {
  const { code, stdout, stderr } = await thrown(new TypeError("x is not a function"));
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(
    /^error: Gatewright \d+\.\d+\.\d+ failed: x is not a function\nhelp: This is a bug of Gatewright, not of your policies\. Please report it.* `GATEWRIGHT_DEBUG=1 gatewright check …` prints\.\n$/,
  );
});

test("the stack is there under GATEWRIGHT_DEBUG=1, and only then", async () => {
  const error = new TypeError("x is not a function");
  expect((await thrown(error)).stderr).not.toMatch(/^ +at /m);
  expect((await thrown(error, { env: { GATEWRIGHT_DEBUG: "1" } })).stderr).toMatch(/^ +at /m);
});

test("with --json the error is on stdout too", async () => {
  const { stdout } = await thrown(new UsageError("No."), { json: true });
  expect(JSON.parse(stdout)).toEqual({ format: 1, command: "check", ok: false, error: { message: "No." } });
});

test("what is thrown may be anything", async () => {
  expect((await thrown("a string")).stderr).toMatch(/failed: a string\n/);
  expect((await thrown(undefined)).stderr).toMatch(/failed: undefined\n/);
});
