/**
 * `gatewright`: what authors of policies import. The compiler recognises these declarations by symbol, and
 * compiles those of library/ as if the author had written them; in tests they run natively.
 */
export type { Integer } from "./kubernetes/scalars.js";
export { type Amount, exceeds, times, total } from "./language/amount.js";
export { fromBase64, fromBase64Url, toBase64, toBase64Url } from "./language/base64.js";
export { type Cidr, cidr, contains, overlaps } from "./language/cidr.js";
export {
  type Constraint,
  type ConstraintDefinition,
  constraint,
  type LabelSelector,
  type Match,
} from "./language/constraint.js";
export type { Data } from "./language/data.js";
export { duration } from "./language/duration.js";
export { equals } from "./language/equals.js";
export {
  type ExternalAnswers,
  type ExternalError,
  type ExternalResponse,
  externalData,
} from "./language/external-data.js";
export { fmt } from "./language/fmt.js";
export { matchesGlob } from "./language/globs.js";
export { md5, sha1, sha256 } from "./language/hashes.js";
export { type InventoryReader, inventory } from "./language/inventory.js";
export { type Json, parseJson } from "./language/json.js";
export { matches } from "./language/matches.js";
export { now } from "./language/now.js";
export { type ObjectOfKind, type Policy, type PolicyDefinition, policy } from "./language/policy.js";
export { quantity } from "./language/quantity.js";
export type {
  GroupVersionKind,
  GroupVersionResource,
  NoParameters,
  Review,
  UserInfo,
} from "./language/review.js";
export { time } from "./language/time.js";
export { parseUrl, type Url } from "./language/url.js";
export { type ApiVersion, apiVersion, type Version, version } from "./language/version.js";
export type { ViolationOutput } from "./language/violation-output.js";
export { parseYaml } from "./language/yaml.js";
export { type Certificate, type DistinguishedName, parseCertificate } from "./library/certificates.js";
export { containersOf, type ListedContainer } from "./library/containers.js";
export { type ImageReference, imageReference, isFrom, tagOf } from "./library/images.js";
export { type ResourceRequest, ruleAllows, ruleAllowsPath, rulesCover } from "./library/rbac.js";
export { type Selector, type SelectorRequirement, selects } from "./library/selectors.js";
export { decodeJwt, type Jwt } from "./library/tokens.js";
export { podSpecOf, podSpecPathOf, type Workload } from "./library/workloads.js";
