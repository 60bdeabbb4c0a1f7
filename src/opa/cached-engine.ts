import type { Engine } from "./engine.js";
import { HOST_BUILTINS } from "./host-builtins/table.js";
import { contentKey, type ResultCache } from "./result-cache.js";

/** Bytes as they stand in the cache. */
type Encoded<T> = { readonly [K in keyof T]: T[K] extends Uint8Array ? string : T[K] };

/**
 * An engine that asks only what it has not asked before. Answers depend on nothing but OPA's version and what is asked,
 * and a warm cache means that OPA is not even started. Failures and evaluations are not kept.
 * `made` identifies what else answers depend on: the sources that the engine was built from.
 */
export function cached(engine: Engine, cache: ResultCache, made: string): Engine {
  async function once<T>(operation: string, request: unknown, ask: () => Promise<T>): Promise<T> {
    const key = contentKey([FORMAT, engine.version, made, Object.keys(HOST_BUILTINS), operation, request]);
    const known = await cache.get(key);
    if (known !== undefined) return known as T;
    const answer = await ask();
    await cache.set(key, answer);
    return answer;
  }

  return {
    ...engine,
    format: (source, fileName) => once("format", [source, fileName], () => engine.format(source, fileName)),
    check: (modules, options = {}) => once("check", [modules, options], () => engine.check(modules, options)),
    async buildWasm(request) {
      return decode(await once("build", request, async () => encode(await engine.buildWasm(request))));
    },
    async prepare(request) {
      return decode(await once("prepare", request, async () => encode(await engine.prepare(request))));
    },
  };
}

/** Changes when the shape of what is kept does, or what we make of a request through the user's `opa`. */
const FORMAT = 1;

interface WithBytes {
  readonly wasm: Uint8Array;
  readonly bundle: Uint8Array;
}

function encode<T extends WithBytes>(built: T): Encoded<T> {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  return { ...built, wasm: text(built.wasm), bundle: text(built.bundle) } as Encoded<T>;
}

function decode<T extends WithBytes>(kept: Encoded<T>): T {
  const { wasm, bundle } = kept as unknown as { readonly wasm: string; readonly bundle: string };
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
  return { ...kept, wasm: bytes(wasm), bundle: bytes(bundle) } as unknown as T;
}
