/** Names of the platform whose answers differ from run to run, or reach outside the policy. */
export const forbiddenGlobals: ReadonlySet<string> = new Set([
  "Date", "console", "process", "globalThis", "fetch", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "crypto",
  "performance", "require", "module", "exports", "Buffer", "window", "document", "eval", "Function", "Promise", "Proxy", "Reflect",
  "WeakMap", "WeakSet", "WeakRef", "Symbol", "Atomics", "Intl", "WebAssembly", "structuredClone", "arguments", "Temporal",
]);
