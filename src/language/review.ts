import type { Namespace } from "../kubernetes/core-v1.js";
import type { Json } from "../model.js";
import type { ObjectOfKind } from "./policy.js";

/** Parameters of a policy that takes none: Gatekeeper gives it `{}`. */
export interface NoParameters {
  readonly [key: string]: never;
}

/** Group, version and kind of the reviewed object; the group of the core API is `""`. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The resource in the request's path; all three are `""` in an audit and in gator. */
export interface GroupVersionResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

/** Who sends the request; `{}` in an audit and in gator, and for objects from expansion templates. */
export interface UserInfo {
  readonly username?: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: { readonly [key: string]: readonly string[] };
}

/**
 * What Gatekeeper gives a template: `input.review`, and `input.parameters` beside it. Every field is as it arrives, which
 * in an audit and in gator is less than a webhook sends. Nothing in it can be changed.
 *
 * @typeParam Kind The kinds that the policy reviews: one type, or a union that `object.kind` tells apart.
 * @typeParam Parameters The policy's parameters; a declared interface, or none.
 */
export interface Review<Kind extends ObjectOfKind, Parameters = NoParameters> {
  /** The object under review. On DELETE Gatekeeper copies `oldObject` here. */
  readonly object: Kind;
  /** The object before an UPDATE or DELETE, otherwise null. */
  readonly oldObject: Kind | null;
  /** `""` in an audit and in gator: nobody asks for anything there. */
  readonly operation: "" | "CREATE" | "UPDATE" | "DELETE" | "CONNECT";
  readonly userInfo: UserInfo;
  /** The object's Namespace in a webhook and in an audit; `{}`, not null, for cluster-scoped objects and in gator. */
  readonly namespaceObject: Partial<Namespace>;
  readonly kind: GroupVersionKind;
  readonly resource: GroupVersionResource;
  /** The object's name; absent when empty, as with `generateName`. */
  readonly name?: string;
  /** The object's namespace; absent for cluster-scoped objects, and for Namespaces. */
  readonly namespace?: string;
  /** As in `pods/ephemeralcontainers`; absent for the resource itself. */
  readonly subResource?: string;
  /** The kind before the API server converted the request; webhook only. */
  readonly requestKind?: GroupVersionKind;
  /** The resource before the API server converted the request; webhook only. */
  readonly requestResource?: GroupVersionResource;
  readonly requestSubResource?: string;
  /** Whether the request is a dry run; absent when nobody asks. */
  readonly dryRun?: boolean;
  /** CreateOptions and the like; null when there are none. */
  readonly options?: { readonly [key: string]: Json } | null;
  /** The request's id; `""` in an audit and in gator. */
  readonly uid: string;
  /** `spec.parameters` of the constraint, with the schema's defaults; `{}` when it gives none. */
  readonly parameters: Parameters;
}
