import type { Json } from "../model.js";
import type { BuildRequest, Built, Engine, Prepared, RegoModules, RegoProblem } from "./engine.js";
import { OpaError, RegoError } from "./errors.js";
import { HOST_BUILTINS } from "./host-builtins/table.js";
import { checkModuleNames } from "./module-names.js";
import { ResidentProcess } from "./resident-process.js";

export interface EmbeddedEngineOptions {
  readonly location: string;
  readonly version: string;
  /** What to spawn; it speaks JSON lines (see the Go program in `engine/`). */
  readonly file: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
}

interface EngineAnswer {
  readonly result?: unknown;
  readonly problems?: readonly RegoProblem[];
  readonly error?: string;
}

interface EncodedBuild {
  readonly wasm: string;
  readonly bundle: string;
}

const host = Object.keys(HOST_BUILTINS);

/** The engine that comes with Gatewright, in a child process of its own. */
export function embeddedEngine(options: EmbeddedEngineOptions): Engine & { readonly pid: () => number | undefined } {
  const { location, version, file, args, timeoutMs } = options;
  const child = new ResidentProcess({
    name: "the OPA engine",
    file,
    args,
    timeoutMs,
    fail: (message) => new OpaError(message),
  });

  async function ask<Result>(operation: string, request: object): Promise<Result> {
    const answer = (await child.request({ do: operation, with: request })) as EngineAnswer;
    if (answer.problems !== undefined) throw new RegoError(answer.problems);
    if (answer.error !== undefined) throw new OpaError(answer.error);
    return answer.result as Result;
  }

  return {
    kind: "embedded",
    version,
    location,
    pid: () => child.pid,

    async format(source, fileName) {
      const modules = { [fileName]: source };
      checkModuleNames(modules);
      const formatted = await ask<{ modules: RegoModules }>("format", { modules });
      return formatted.modules[fileName] as string;
    },

    async check(modules, { strict = false, wasm = false } = {}) {
      checkModuleNames(modules);
      return (await ask<{ problems: readonly RegoProblem[] }>("check", { modules, strict, wasm, host })).problems;
    },

    async buildWasm(request: BuildRequest) {
      checkModuleNames(request.modules);
      return decode(await ask<EncodedBuild>("build", { ...request, host }));
    },

    async prepare(request: BuildRequest): Promise<Prepared> {
      checkModuleNames(request.modules);
      const prepared = await ask<EncodedBuild & Prepared>("prepare", { ...request, host });
      return { modules: prepared.modules, ...decode(prepared) };
    },

    async evaluate({ modules, query, input, data }) {
      checkModuleNames(modules);
      const answer = await ask<{ defined: boolean; value: Json }>("evaluate", { modules, query, input, data });
      return answer.defined ? answer.value : undefined;
    },

    warmUp() {
      try {
        child.start();
      } catch {
        // The next request says so.
      }
    },

    close: () => child.close(),
  };
}

function decode({ wasm, bundle }: EncodedBuild): Built {
  return { wasm: exactBytes(wasm), bundle: exactBytes(bundle) };
}

/** Bytes with a buffer of their own, not a window on Node's pool. */
function exactBytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, "base64"));
}
