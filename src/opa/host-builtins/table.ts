import { anyPrefixMatch, anySuffixMatch } from "./any-match.js";
import { md5, sha1, sha256 } from "./crypto.js";
import { askProvider } from "./external-data.js";
import { objectSubset } from "./object-subset.js";

/**
 * One of OPA's builtins, for policy.wasm to call. Arguments are decoded JSON, in which sets look like arrays; undefined
 * is what OPA makes of an error. To throw ends the evaluation.
 */
export type HostBuiltin = (...operands: readonly unknown[]) => unknown;

/** In the stead of the clock that an evaluation brings along. */
const noClock: HostBuiltin = () => {
  throw new Error("it asks for the time, and no time is stated");
};

/**
 * The builtins that our host of policy.wasm supplies, beside those compiled into it. What is neither is an error of the
 * build. `sprintf`, `yaml.*` and `regex.split`, which the SDK brings along and which nobody can override there, are left
 * out on purpose: they differ from OPA's.
 */
export const HOST_BUILTINS: { readonly [name: string]: HostBuiltin } = {
  "crypto.md5": md5,
  "crypto.sha1": sha1,
  "crypto.sha256": sha256,
  external_data: (request) => askProvider(undefined, request),
  "object.subset": objectSubset,
  "strings.any_prefix_match": anyPrefixMatch,
  "strings.any_suffix_match": anySuffixMatch,
  "time.now_ns": noClock,
};
