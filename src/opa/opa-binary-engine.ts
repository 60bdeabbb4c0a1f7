import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "../model.js";
import { jsonText } from "./encoded-json.js";
import type { BuildRequest, Built, Engine, RegoModules, RegoProblem } from "./engine.js";
import { OpaError, RegoError } from "./errors.js";
import { HOST_BUILTINS } from "./host-builtins/table.js";
import { checkModuleNames } from "./module-names.js";
import { COMPILED_AWAY, NATIVE_BUILTINS } from "./native-builtins.js";
import {
  type OpaCommandOptions,
  type OpaReport,
  opaCommand,
  parseReport,
  problemsOf,
  unexpectedEnd,
} from "./opa-command.js";
import { outermostRoots } from "./roots.js";
import { withScratchFolder } from "./scratch-folder.js";
import { fileInTarball } from "./tarball.js";

export interface OpaBinaryOptions extends OpaCommandOptions {
  readonly version: string;
}

// What stands in the scratch folder of each request beside its modules, in which OPA runs, so that names stay the caller's.
const MODULES = "modules";
const CAPABILITIES_FILE = "capabilities.json";
const CAPABILITIES = `--capabilities=../${CAPABILITIES_FILE}`;
const LINKED = "../wasm.tar.gz";
const BUNDLE = "../rego.tar.gz";

/** The user's own `opa`: a process for each step. */
export function opaBinaryEngine({ version, ...options }: OpaBinaryOptions): Engine {
  const { location } = options;
  const closing = new AbortController();
  const opa = opaCommand({ ...options, signal: closing.signal });

  /** Runs OPA over modules in a folder of their own. */
  function inFolder<T>(
    modules: RegoModules,
    beside: { readonly [name: string]: string },
    work: (folder: string) => Promise<T>,
  ): Promise<T> {
    checkModuleNames(modules);
    const named = Object.entries(modules).map(([name, source]) => [`${MODULES}/${name}`, source]);
    return withScratchFolder({ ...Object.fromEntries(named), ...beside }, async (folder) => {
      const cwd = join(folder, MODULES);
      await mkdir(cwd, { recursive: true });
      return work(cwd);
    });
  }

  async function report(args: readonly string[], cwd?: string): Promise<OpaReport> {
    const result = await opa(args, cwd);
    const read = result.code === 0 ? parseReport(result.stdout) : undefined;
    if (read === undefined) throw unexpectedEnd(String(args[0]), location, result);
    return read;
  }

  let capabilities: string | undefined;
  async function wasmCapabilities(): Promise<{ readonly [CAPABILITIES_FILE]: string }> {
    capabilities ??= restrict(await report(["capabilities", "--current"]));
    return { [CAPABILITIES_FILE]: capabilities };
  }

  async function problemsIn(cwd: string, flags: readonly string[]): Promise<readonly RegoProblem[]> {
    const result = await opa(["check", "--format=json", "--max-errors=0", ...flags, "."], cwd);
    if (result.code === 0) return [];
    const problems = problemsOf(parseReport(result.stderr) ?? {});
    if (problems.length === 0) throw unexpectedEnd("check", location, result);
    return problems;
  }

  async function refuseProblems(cwd: string, flags: readonly string[]): Promise<void> {
    const problems = await problemsIn(cwd, flags);
    if (problems.length > 0) throw new RegoError(problems);
  }

  async function formatIn(cwd: string): Promise<void> {
    const result = await opa(["fmt", "--write", "."], cwd);
    if (result.code === 0) return;
    await refuseProblems(cwd, []);
    throw unexpectedEnd("fmt", location, result);
  }

  /** The manifest without which a bundle would own all of `data`. */
  async function manifestOf(cwd: string): Promise<string> {
    const { namespaces } = await report(["inspect", "--format=json", "."], cwd);
    return JSON.stringify({ roots: outermostRoots(Object.keys(namespaces ?? {})) });
  }

  async function buildIn(cwd: string, { entrypoints, unbundled = [] }: BuildRequest): Promise<Built> {
    const asked = entrypoints.map((entrypoint) => `--entrypoint=${entrypoint}`);
    const link = () =>
      opa(["build", "--bundle", ".", CAPABILITIES, "--target=wasm", ...asked, `--output=${LINKED}`], cwd);
    const pack = () => opa(["build", "--bundle", ".", CAPABILITIES, `--output=${BUNDLE}`], cwd);
    const results =
      unbundled.length === 0
        ? await together([link(), pack()])
        : [await link(), await without(unbundled, cwd).then(pack)];
    for (const result of results) {
      if (result.code === 0) continue;
      await refuseProblems(cwd, [CAPABILITIES]);
      const said = result.stdout.trim();
      throw said.startsWith("error: ") ? new OpaError(said.slice(7)) : unexpectedEnd("build", location, result);
    }
    const [linked, bundle] = await Promise.all([readFile(join(cwd, LINKED)), readFile(join(cwd, BUNDLE))]);
    const wasm = fileInTarball(linked, "/policy.wasm");
    if (wasm === undefined) throw new OpaError(`\`opa build\` (${location}) wrote a bundle without policy.wasm`);
    return { wasm, bundle: new Uint8Array(bundle) };
  }

  /** Takes modules out of the folder, and out of what its bundle owns. */
  async function without(modules: readonly string[], cwd: string): Promise<void> {
    await Promise.all(modules.map((name) => rm(join(cwd, name))));
    await writeManifest(cwd, await manifestOf(cwd));
  }

  return {
    kind: "opa",
    version,
    location,

    async format(source, fileName) {
      return inFolder({ [fileName]: source }, {}, async (cwd) => {
        await formatIn(cwd);
        return readFile(join(cwd, fileName), "utf8");
      });
    },

    async check(modules, { strict = false, wasm = false } = {}) {
      const flags = [...(strict ? ["--strict"] : []), ...(wasm ? [CAPABILITIES] : [])];
      return inFolder(modules, wasm ? await wasmCapabilities() : {}, (cwd) => problemsIn(cwd, flags));
    },

    async buildWasm(request) {
      return inFolder(request.modules, await wasmCapabilities(), async (cwd) => {
        await refuseProblems(cwd, [CAPABILITIES]);
        await writeManifest(cwd, await manifestOf(cwd));
        return buildIn(cwd, request);
      });
    },

    async prepare(request) {
      return inFolder(request.modules, {}, async (cwd) => {
        const [capable] = await together([wasmCapabilities(), formatIn(cwd)]);
        await writeFile(join(cwd, "..", CAPABILITIES_FILE), capable[CAPABILITIES_FILE]);
        const [manifest] = await together([manifestOf(cwd), refuseProblems(cwd, ["--strict", CAPABILITIES])]);
        await writeManifest(cwd, manifest);
        const modules = await readModules(cwd, Object.keys(request.modules));
        return { modules, ...(await buildIn(cwd, request)) };
      });
    },

    async evaluate({ modules, query, input, data }) {
      const beside = {
        ...(input !== undefined && { "input.json": jsonText(input) }),
        ...(data !== undefined && { "data.json": jsonText(data) }),
      };
      const flags = Object.keys(beside).map((name) => `--${name.replace(".json", "")}=../${name}`);
      return inFolder(modules, beside, async (cwd) => {
        const result = await opa(["eval", "--format=json", "--data=.", ...flags, "--", query], cwd);
        const answer = parseReport(result.stdout);
        if (answer === undefined) throw unexpectedEnd("eval", location, result);
        if (answer.errors !== undefined) throw new RegoError(problemsOf(answer));
        return lastValue(answer);
      });
    },

    warmUp() {},

    async close() {
      closing.abort();
    },
  };
}

/** What Gatekeeper adds to OPA's builtins. */
const ofGatekeeper = {
  name: "external_data",
  decl: { type: "function", args: [{ type: "any" }], result: { type: "any" } },
};

function restrict(all: OpaReport): string {
  const usable = new Set([...NATIVE_BUILTINS, ...COMPILED_AWAY, ...Object.keys(HOST_BUILTINS)]);
  const builtins = (all.builtins as readonly { readonly name: string }[] | undefined) ?? [];
  return JSON.stringify({ ...all, builtins: [...builtins, ofGatekeeper].filter(({ name }) => usable.has(name)) });
}

function lastValue({ result }: OpaReport): Json | undefined {
  const results = result as readonly { readonly expressions: readonly { readonly value: Json }[] }[] | undefined;
  return results?.[0]?.expressions.at(-1)?.value;
}

async function writeManifest(cwd: string, manifest: string): Promise<void> {
  await writeFile(join(cwd, ".manifest"), manifest);
}

async function readModules(cwd: string, names: readonly string[]): Promise<RegoModules> {
  const sources = await Promise.all(names.map((name) => readFile(join(cwd, name), "utf8")));
  return Object.fromEntries(names.map((name, index) => [name, sources[index] as string]));
}

/** As `Promise.all`, but nothing is still at work in the folder when it rejects. */
async function together<T extends readonly unknown[]>(
  work: readonly [...{ [I in keyof T]: Promise<T[I]> }],
): Promise<T> {
  await Promise.allSettled(work);
  return (await Promise.all(work)) as unknown as T;
}
