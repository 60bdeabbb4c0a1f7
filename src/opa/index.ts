/** OPA: found and run for formatting, checking, building and evaluating; and policy.wasm, evaluated in this process. */
export { EncodedJson, encodeJson } from "./encoded-json.js";
export {
  type BuildRequest,
  type Built,
  type CheckOptions,
  type Engine,
  type EvaluateRequest,
  OPA_VERSION,
  type Prepared,
  type RegoModules,
  type RegoProblem,
} from "./engine.js";
export { describeProblem, OpaError, RegoError } from "./errors.js";
export { HOST_BUILTINS, type HostBuiltin } from "./host-builtins/table.js";
export { COMPILED_AWAY, NATIVE_BUILTINS } from "./native-builtins.js";
export {
  describeEngine,
  type EngineReport,
  type OpenEngineOptions,
  openEngine,
  type ReportedCandidate as Candidate,
} from "./open-engine.js";
export { loadPolicies, type WasmPolicies } from "./policies.js";
export { userCacheFolder } from "./user-cache-folder.js";
