/**
 * `gatewright/compiler`: policies in TypeScript become Rego and what a template needs. Pure: files are read through the host.
 */
export { type Compilation, type CompileOptions, compile } from "./compile.js";
export { findRecord, records } from "./diagnostics/index.js";
export type { DiagnosticRecord } from "./diagnostics/record.js";
export type { SourceHost } from "./load/host.js";
export { createSources, type Sources } from "./load/sources.js";
