import { spawn } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/cli/commands/index.js";
import { builtPackage, checkout, gatewright } from "./built.js";
import { folderWith } from "./folder.js";
import { loadedModules } from "./loaded-modules.js";

let executable: string;
beforeAll(async () => {
  executable = join(await builtPackage(), "bin", "gatewright.js");
}, 300_000);

describe("wrong use ends with 2, on stderr alone, and says what to do", () => {
  test.each([
    ["an unknown command", ["chekc"], "error: Unknown command 'chekc'.\nhelp: Did you mean check?\n"],
    ["an unknown option", ["check", "--jsn"], "error: Unknown option '--jsn'.\nhelp: Did you mean --json?\n"],
    [
      "too many arguments",
      ["explain", "GW1001", "GW1002"],
      "error: Too many arguments for 'explain'. Expected 1 argument but got 2.\nhelp: `gatewright --help` lists commands, `gatewright <command> --help` their options.\n",
    ],
  ])("%s", async (_, args, stderr) => {
    expect(await gatewright(args)).toEqual({ code: 2, signal: null, stdout: "", stderr });
  });

  test("no command at all shows the help", async () => {
    const run = await gatewright([]);
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: "" });
    expect(run.stderr).toContain("Usage: gatewright");
  });
});

describe("--help", () => {
  test("goes to stdout and lists every command with examples", async () => {
    const { code, stdout, stderr } = await gatewright(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, name]) => name);
    expect(listed).toEqual(["build", "check", "test", "init", "types", "explain", "doctor", "help"]);
    expect(listed).toHaveLength(commands.length + 1);
    expect(stdout).toContain("Exit codes: 0 fine, 1 findings");
  });

  test("of each command teaches by examples that name real options", async () => {
    for (const name of ["build", "check", "test", "init", "types", "explain", "doctor"]) {
      const { code, stdout } = await gatewright([name, "--help"]);
      expect(code).toBe(0);
      const options = new Set([...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option));
      const examples = stdout
        .slice(stdout.indexOf("Examples:"))
        .split("\n")
        .filter((line) => line.startsWith("  $ gatewright"));
      expect(examples.length, name).toBeGreaterThan(0);
      for (const line of examples) {
        const [call = ""] = line.split(/ {3,}| \| | && /);
        expect(call, name).toMatch(new RegExp(`^ {2}\\$ gatewright ${name}\\b`));
        for (const [option] of call.matchAll(/(?<= )--[a-z-]+/g))
          expect(options, `${name} ${option}`).toContain(option);
      }
      expect(stdout, name).toContain("With --json: {");
    }
  });

  test("has lines of at most 120 columns", async () => {
    for (const name of ["build", "check", "test", "init", "types", "explain", "doctor"]) {
      const { stdout } = await gatewright([name, "--help"]);
      for (const line of stdout.split("\n")) expect(line.length, `${name}: ${line}`).toBeLessThanOrEqual(120);
    }
  });

  test("loads neither the compiler, nor the engine, nor a test runner", async () => {
    const heavy =
      /node_modules\/(ts-morph|@ts-morph|typescript|vitest|yaml|@open-policy-agent|re2js)\/|dist\/(compiler|opa|testing|gatekeeper)\//;
    const modules = await loadedModules(["--help"]);
    expect(modules.length).toBeGreaterThan(5);
    expect(modules.filter((url) => heavy.test(url))).toEqual([]);
  });
});

test("--version is the package's", async () => {
  expect((await gatewright(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe("colour", () => {
  const ansi = "\u001b[";

  test("is absent from a pipe, and there when forced", async () => {
    expect((await gatewright(["check", "nowhere"])).stderr).not.toContain(ansi);
    expect((await gatewright(["check", "nowhere"], { env: { FORCE_COLOR: "1" } })).stderr).toContain(ansi);
    const both = { FORCE_COLOR: "1", NO_COLOR: "1" };
    expect((await gatewright(["check", "nowhere"], { env: both })).stderr).not.toContain(ansi);
  });

  test("never reaches JSON", async () => {
    const { stdout } = await gatewright(["doctor", "--json"], { env: { FORCE_COLOR: "1" } });
    expect(stdout).not.toContain(ansi);
    JSON.parse(stdout);
  });
});

describe("a failure", () => {
  test("with --json is JSON on stdout as well as text on stderr", async () => {
    const { code, stdout, stderr } = await gatewright(["check", "--json", "nowhere"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      format: 1,
      command: "check",
      ok: false,
      error: {
        message: "There is no file or folder nowhere.",
        help: `Paths start from ${checkout.replace(/\/$/, "")}.`,
      },
    });
    expect(stderr).toMatch(/^error: There is no file or folder nowhere\.\nhelp: /);
  });

  test("shows no escape sequences of others", async () => {
    const { stderr } = await gatewright(["check", "\u001b[2Jx"]);
    expect(stderr).toContain("\\u{1b}[2Jx");
    expect(stderr).not.toContain("\u001b");
  });
});

test("a reader that goes away is no error", async () => {
  const child = spawn("bash", ["-c", `"$0" "$1" --help; echo "code $?" >&2`, process.execPath, executable]);
  child.stdout.destroy();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await new Promise((resolve) => child.on("close", resolve));
  expect(stderr).toBe("code 0\n");
});

test("without dist the executable says what to run", async () => {
  const folder = folderWith({ "package.json": '{ "type": "module" }' });
  mkdirSync(join(folder, "bin"));
  cpSync(executable, join(folder, "bin", "gatewright.js"));
  const child = spawn(process.execPath, [join(folder, "bin", "gatewright.js"), "--help"]);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      "error: Gatewright is not built yet: the folder dist is missing.\nhelp: Run `npm install && npm run build` in Gatewright's checkout.\n",
  });
});
