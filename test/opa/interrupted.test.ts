import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { wasmEngine } from "../../src/opa/engine-files.js";
import { fakeOpa, HANG, noted, survivors, testFolder, versionThen } from "./fake-opa.js";

/** A program of a user, in a process of its own: what is left when it goes? */
let folder: string;
const children: ChildProcess[] = [];
const sources = fileURLToPath(new URL("../../src/opa/", import.meta.url));

beforeAll(() => {
  folder = testFolder();
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  for (const name of readdirSync(sources, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue;
    const target = join(folder, "code", name.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
    writeFileSync(
      target,
      ts.transpileModule(readFileSync(join(sources, name), "utf8"), { compilerOptions }).outputText,
    );
  }
});
beforeEach(() => {
  rmSync(join(folder, "tmp"), { recursive: true, force: true });
  rmSync(join(folder, "pids"), { force: true });
  mkdirSync(join(folder, "tmp"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  writeFileSync(join(folder, "program.js"), program);
  const child = spawn(process.execPath, [join(folder, "program.js")], {
    env: { ...process.env, TMPDIR: join(folder, "tmp"), ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  children.push(child);
  return child;
}

const ended = (child: ChildProcess): Promise<readonly [number | null, NodeJS.Signals | null]> =>
  new Promise((resolve) => child.on("close", (code, signal) => resolve([code, signal])));

const openingOpa = `
  import { openEngine } from "./code/open-engine.js";
  const engine = await openEngine({ cacheDir: false });
  const checking = engine.check({ "a.rego": "package a" });
`;
const openingEmbedded = `
  import { writeFileSync } from "node:fs";
  import { embeddedEngine } from "./code/embedded-engine.js";
  const engine = embeddedEngine({ ...${JSON.stringify(wasmEngine())}, timeoutMs: 30_000 });
  const work = engine.check({ "a.rego": "package a" });
  writeFileSync(${JSON.stringify("PIDS")}, engine.pid() + "\\n");
`;

describe("a program that runs a hanging opa", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("leaves nothing behind on %s", async (signal) => {
    const child = run(openingOpa, { OPA_BIN: fakeOpa(folder, versionThen(HANG)) });
    const end = ended(child);
    await noted(folder);
    child.kill(signal);
    expect(await end).toEqual([null, signal]);
    expect(await survivors(folder)).toEqual([]);
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });

  it("leaves nothing behind when it exits", async () => {
    const child = run(
      `${openingOpa}

      import { existsSync } from "node:fs";

      setInterval(() => existsSync("${join(folder, "pids")}") && process.exit(3), 20);`,
      {
        OPA_BIN: fakeOpa(folder, versionThen(HANG)),
      },
    );
    expect(await ended(child)).toEqual([3, null]);
    expect(await survivors(folder)).toEqual([]);
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });

  it("decides itself what a signal means, if it listens to it", async () => {
    const child = run(`process.on("SIGTERM", () => process.exit(5)); ${openingOpa}`, {
      OPA_BIN: fakeOpa(folder, versionThen(HANG)),
    });
    const end = ended(child);
    await noted(folder);
    child.kill("SIGTERM");
    expect(await end).toEqual([5, null]);
    expect(await survivors(folder)).toEqual([]);
  });
});

describe("a program that uses the embedded engine", () => {
  const opening = () => openingEmbedded.replace('"PIDS"', JSON.stringify(join(folder, "pids")));

  it("ends by itself, without closing the engine", async () => {
    expect(await ended(run(`${opening()} await work;`))).toEqual([0, null]);
    expect(await survivors(folder)).toEqual([]);
  });

  it.each(["SIGTERM", "SIGKILL"] as const)("takes the engine along on %s", async (signal) => {
    const child = run(`${opening()} await work; setInterval(() => {}, 1000);`);
    const end = ended(child);
    await noted(folder);
    child.kill(signal);
    expect(await end).toEqual([null, signal]);
    expect(await survivors(folder)).toEqual([]);
  });
});
