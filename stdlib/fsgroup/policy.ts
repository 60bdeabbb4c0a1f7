import { fmt, type Integer, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isUpdate } from "../shared/updates.js";

interface Range {
  /** The minimum GID in the range, inclusive. */
  min?: Integer;
  /** The maximum GID in the range, inclusive. */
  max?: Integer;
}

/**
 * Controls allocating an FSGroup that owns the Pod's volumes. Corresponds to the `fsGroup` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#volumes-and-file-systems
 */
export interface Parameters {
  /** An FSGroup rule name. */
  rule?: "MayRunAs" | "MustRunAs" | "RunAsAny";
  /** GID ranges affected by the rule. */
  ranges?: Range[];
}

/**
 * The group that owns a Pod's volumes is within one of the ranges; `MayRunAs` does not require one, `RunAsAny` takes any. Without a
 * rule nothing is demanded, and a range without both ends allows none.
 *
 * Unlike the community library's: the ends of the ranges are written out in the message, 1000690000 rather than 1.00069e+09. See
 * `denied-outside`.
 */
export default policy({
  kind: "K8sPSPFSGroup",
  title: "FS Group",
  description:
    "Controls allocating an FSGroup that owns the Pod's volumes. Corresponds to the `fsGroup` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#volumes-and-file-systems",
  version: "1.1.0",

  *violations(review: Review<Pod, Parameters>) {
    const { metadata, spec } = review.object;
    const { parameters } = review;
    if (isUpdate(review) || metadata?.name === undefined || spec === undefined) return;
    if (!isAllowed(spec.securityContext?.fsGroup, parameters)) {
      yield `The provided pod spec fsGroup is not allowed, pod: ${metadata.name}. Allowed fsGroup: ${fmt(parameters)}`;
    }
  },
});

function isAllowed(fsGroup: number | undefined, { rule, ranges = [] }: Parameters): boolean {
  if (rule === undefined || rule === "RunAsAny") return true;
  if (fsGroup === undefined) return rule === "MayRunAs";
  return ranges.some((range) => isWithin(range, fsGroup));
}

function isWithin({ min, max }: Range, id: number): boolean {
  return min !== undefined && max !== undefined && min <= id && id <= max;
}
