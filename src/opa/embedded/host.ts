/**
 * The program of the child process that runs the engine's wasip1 build: `node --liftoff-only host.js engine.wasm.gz`.
 * It must be a process of its own because the engine blocks on its input, and because V8 takes that flag, which makes it
 * start four times as fast, reliably only on the command line.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { webAssembly } from "../web-assembly.js";
import { preview1 } from "./preview1.js";

const [, , engine] = process.argv;
if (engine === undefined) throw new Error("host: name the engine's .wasm.gz");

let memory: () => ArrayBuffer = () => new ArrayBuffer(0);
const module = await webAssembly.compile(gunzipSync(readFileSync(engine)));
const instance = new webAssembly.Instance(module, { wasi_snapshot_preview1: preview1(() => memory()) });
const program = instance.exports as unknown as { readonly memory: { readonly buffer: ArrayBuffer }; _start(): void };
memory = () => program.memory.buffer;
program._start();
