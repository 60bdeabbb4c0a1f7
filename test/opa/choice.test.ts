import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeEngine, openEngine, userCacheFolder } from "../../src/opa/index.js";
import { fakeOpa, testFolder } from "./fake-opa.js";
import { realOpa } from "./real-opa.js";

let folder: string;
beforeEach(() => {
  folder = testFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the order of use", () => {
  it("is $OPA_BIN, opa on PATH, the embedded engine", async () => {
    const other = join(folder, "other");
    mkdirSync(other);
    copyFileSync(realOpa(), join(other, "my-opa"));
    const env = { OPA_BIN: join(other, "my-opa"), PATH: dirname(realOpa()) };
    const located = async (more: NodeJS.ProcessEnv) => {
      const engine = await openEngine({ env: { ...env, ...more }, cacheDir: false });
      return [engine.kind, engine.location];
    };
    expect(await located({})).toEqual(["opa", join(other, "my-opa")]);
    expect(await located({ OPA_BIN: "my-opa", PATH: ["", other].join(delimiter) })).toEqual([
      "opa",
      join(other, "my-opa"),
    ]);
    expect(await located({ OPA_BIN: "" })).toEqual(["opa", realOpa()]);
    expect(await located({ OPA_BIN: "", PATH: folder })).toEqual(["embedded", expect.stringContaining("engine")]);
  });

  it("can be overruled", async () => {
    const env = { OPA_BIN: realOpa(), PATH: "" };
    const opened = async (prefer: "opa" | "embedded" | "embedded-wasm") =>
      (await openEngine({ env, prefer, cacheDir: false })).location;
    expect(await opened("opa")).toBe(realOpa());
    expect(await opened("embedded")).not.toBe(realOpa());
    expect(await opened("embedded-wasm")).toMatch(/engine\.wasm\.gz$/);
    await expect(openEngine({ env: { PATH: folder }, prefer: "opa" })).rejects.toThrow("There is no OPA");
  });

  it("is reported with all that there is", async () => {
    const wrong = fakeOpa(folder, "exit 1");
    const report = await describeEngine({ env: { OPA_BIN: wrong, PATH: dirname(realOpa()) } });
    expect(report.required).toBe("1.17.1");
    expect(report.chosen).toBeUndefined();
    expect(report.candidates.map(({ source, version, problem }) => [source, version, problem])).toEqual([
      ["$OPA_BIN", undefined, "`opa version` failed with exit code 1"],
      ["PATH", "1.17.1", undefined],
      ["embedded", "1.17.1", undefined],
    ]);
  });
});

describe("the cache", () => {
  const modules = { "a.rego": "package a\n\nviolation contains 1\n" };
  const entrypoints = ["a/violation"];
  /** An opa that notes what it is asked. */
  const counting = () => fakeOpa(folder, `echo "$1" >> '${join(folder, "asked")}'\nexec '${realOpa()}' "$@"`);
  const asked = () => readFileSync(join(folder, "asked"), "utf8").trim().split("\n");
  const open = () => openEngine({ env: { OPA_BIN: counting(), PATH: "" }, cacheDir: join(folder, "cache") });

  it("answers what was asked before without running OPA", async () => {
    const first = await (await open()).prepare({ modules, entrypoints });
    const formatted = await (await open()).format("package   a", "a.rego");
    const problems = await (await open()).check({ "a.rego": "package a\n\np if q" });
    expect(problems).toHaveLength(1);
    const before = asked().length;
    const engine = await open();
    expect(await engine.prepare({ modules, entrypoints })).toEqual(first);
    expect(await engine.format("package   a", "a.rego")).toBe(formatted);
    expect(await engine.check({ "a.rego": "package a\n\np if q" })).toEqual(problems);
    expect(asked().slice(before)).toEqual(["version"]);
    await engine.check({ "a.rego": "package a\n\np if q" }, { strict: true });
    expect(asked().slice(before)).toEqual(["version", "check"]);
  });

  it("does not believe what was meddled with, nor remember failures", async () => {
    const engine = await open();
    await expect(engine.format("package", "a.rego")).rejects.toThrow(/rego_parse_error/);
    expect(await engine.format("package   a", "a.rego")).toBe("package a\n");
    const kept = join(folder, "cache", "opa");
    expect(readdirSync(kept)).toHaveLength(1);
    const [file] = readdirSync(kept).map((name) => join(kept, name));
    writeFileSync(file as string, readFileSync(file as string, "utf8").replace("package a", "package b"));
    expect(await engine.format("package   a", "a.rego")).toBe("package a\n");
  });

  it("is not needed", async () => {
    writeFileSync(join(folder, "file"), "");
    const engine = await openEngine({ prefer: "embedded", cacheDir: join(folder, "file", "below") });
    expect(await engine.format("package   a", "a.rego")).toBe("package a\n");
    await engine.close();
  });

  it("stays small", async () => {
    const engine = await openEngine({ prefer: "embedded", cacheDir: folder });
    for (let index = 0; index < 520; index++) await engine.format(`package a${index}`, "a.rego");
    await engine.close();
    expect(readdirSync(join(folder, "opa")).length).toBeLessThan(270);
  });

  it("is in the user's own folder", () => {
    expect(userCacheFolder({ XDG_CACHE_HOME: "/x" })).toBe(join("/x", "gatewright"));
    expect(userCacheFolder({ HOME: "/home/u" })).toMatch(/^\/home\/u\/.*gatewright$/);
  });
});
