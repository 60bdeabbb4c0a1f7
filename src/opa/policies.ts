import { createRequire } from "node:module";
import type { Json, Question } from "../model.js";
import { type EncodedJson, encodeJson } from "./encoded-json.js";
import { OpaError } from "./errors.js";
import { askProvider } from "./host-builtins/external-data.js";
import { HOST_BUILTINS } from "./host-builtins/table.js";
import { type WebAssemblyModule, webAssembly } from "./web-assembly.js";

/** What we use of `@open-policy-agent/opa-wasm`; its own types do not fit its ES module. */
interface OpaWasm {
  loadPolicySync(
    module: WebAssemblyModule,
    memory: { readonly initial: number },
    builtins: { readonly [name: string]: (...operands: readonly unknown[]) => unknown },
  ): LoadedPolicy;
}

interface LoadedPolicy {
  readonly entrypoints: { readonly [name: string]: number };
  readonly mem: { readonly buffer: ArrayBuffer };
  readonly dataHeapPtr: number;
  evaluate(input: ArrayBuffer, entrypoint: number): readonly { readonly result: Json }[];
  setData(data: ArrayBuffer): void;
}

const sdk = createRequire(import.meta.url)("@open-policy-agent/opa-wasm") as OpaWasm;

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** More than policies need for their own constants and for the answer to a small question. */
const BASE_BYTES = 8 * PAGE;
/** Memory that OPA takes for a value, in multiples of its JSON text: 16 were measured. */
const MEMORY_PER_BYTE = 18;

/** What a policy may ask for beside its input and data. */
export type Surroundings = Pick<Question, "now" | "externalData">;

/** A loaded policy.wasm. */
export interface WasmPolicies {
  /** Sorted. */
  readonly entrypoints: readonly string[];
  /**
   * Evaluates one entrypoint; undefined when it is undefined. Sets come as arrays, and neither their order nor that of
   * keys means anything. Numbers are rounded to float64, as everywhere in JavaScript.
   * Of the surroundings, `now` is what `time.now_ns` tells, as RFC 3339 writes it, to the millisecond, and `externalData` what
   * `external_data` is told; a policy that asks without them fails.
   * An input that is used more than once is faster when it comes from `encodeJson`.
   * Rejects an unknown entrypoint, an input that OPA cannot take and a policy that fails with an `OpaError`, and
   * remains usable after each.
   */
  evaluate(entrypoint: string, input: Json | EncodedJson, surroundings?: Surroundings): Json | undefined;
  /** Replaces all of `data` (in Gatekeeper: `{ inventory: … }`). */
  setData(data: Json | EncodedJson): void;
}

/** Compiles a policy.wasm. The SDK's known faults are dealt with here, and nowhere else. */
export async function loadPolicies(wasm: Uint8Array): Promise<WasmPolicies> {
  const module = await webAssembly.compile(wasm).catch((error: Error) => {
    throw new OpaError(`this is not a policy.wasm: ${error.message}`);
  });
  if (!webAssembly.Module.exports(module).some(({ name }) => name === "opa_wasm_abi_version")) {
    throw new OpaError("this is not a policy.wasm: it does not name OPA's interface");
  }
  return new Policies(module);
}

class Policies implements WasmPolicies {
  readonly entrypoints: readonly string[];
  readonly #module: WebAssemblyModule;
  readonly #ids: ReadonlyMap<string, number>;
  #data: EncodedJson | undefined;
  #instance: LoadedPolicy | undefined;
  #surroundings: Surroundings = {};
  /** Of whole milliseconds, the text of the nanoseconds has all digits, and the text is what policy.wasm reads. */
  readonly #asking = {
    "time.now_ns": () => {
      const { now } = this.#surroundings;
      return now === undefined ? HOST_BUILTINS["time.now_ns"]?.() : Date.parse(now) * 1e6;
    },
    external_data: (request: unknown) => askProvider(this.#surroundings.externalData, request),
  };
  /** Bytes of memory that the instance was made with. What it grows to later does not help: see `#ready`. */
  #size = 0;

  constructor(module: WebAssemblyModule) {
    this.#module = module;
    const { entrypoints } = this.#run(() => this.#ready(0));
    this.#ids = new Map(Object.entries(entrypoints));
    this.entrypoints = Object.freeze([...this.#ids.keys()].sort());
  }

  evaluate(entrypoint: string, input: Json | EncodedJson, surroundings: Surroundings = {}): Json | undefined {
    const id = this.#ids.get(entrypoint);
    if (id === undefined) {
      throw new OpaError(`policy.wasm has no entrypoint ${entrypoint}; it has ${this.entrypoints.join(", ")}`);
    }
    // Always bytes: the SDK takes falsy values for no input at all, and views for objects.
    const { bytes } = encodeJson(input);
    this.#surroundings = surroundings;
    return this.#run(() => this.#ready(bytes.byteLength).evaluate(bytes, id)[0]?.result);
  }

  setData(data: Json | EncodedJson): void {
    const encoded = encodeJson(data);
    const fits = BASE_BYTES + encoded.bytes.byteLength * MEMORY_PER_BYTE <= this.#size;
    this.#data = encoded;
    if (fits) this.#run(() => this.#instance?.setData(encoded.bytes));
    else this.#instance = undefined;
    this.#run(() => this.#ready(0));
  }

  /**
   * An instance with room for an input. Its allocator knows only the memory that it starts with and adds to it page by
   * page, which takes minutes for what takes a second in one piece; so a larger one replaces it.
   */
  #ready(inputBytes: number): LoadedPolicy {
    const used = this.#instance?.dataHeapPtr ?? (this.#data?.bytes.byteLength ?? 0) * MEMORY_PER_BYTE;
    const needed = BASE_BYTES + used + inputBytes * MEMORY_PER_BYTE;
    if (this.#instance !== undefined && needed <= this.#size) return this.#instance;
    const instance = this.#instantiate(Math.ceil(Math.max(needed, this.#size) / PAGE));
    if (this.#data !== undefined) instance.setData(this.#data.bytes);
    this.#instance = instance;
    return instance;
  }

  #instantiate(pages: number): LoadedPolicy {
    if (pages > MOST_PAGES) throw new RangeError("it would need more than 4 GiB of memory");
    this.#size = pages * PAGE;
    return sdk.loadPolicySync(this.#module, { initial: pages }, { ...HOST_BUILTINS, ...this.#asking });
  }

  /** Whatever is thrown through wasm leaves part of its stack in use, so that instance is not used again. */
  #run<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      this.#instance = undefined;
      throw realError(thrown);
    }
  }
}

/** The SDK throws strings and plain objects too. */
function realError(thrown: unknown): OpaError {
  if (thrown instanceof RangeError && /call stack/i.test(thrown.message)) {
    return new OpaError("policy.wasm cannot take this input: it is nested too deeply", { cause: thrown });
  }
  const message = typeof thrown === "string" ? thrown : (thrown as { readonly message?: unknown } | null)?.message;
  return new OpaError(`policy.wasm failed: ${message ?? String(thrown)}`, { cause: thrown });
}
