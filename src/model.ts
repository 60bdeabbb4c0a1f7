/**
 * The values that pass between the parts: what a compiled policy is, what a review gives, what a verdict holds.
 * Plain data; everything may import it and it imports nothing.
 */

/** Any JSON value, as it arrives in reviews, parameters and details. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A place in a source file. Lines and columns count from 1. */
export interface SourceSpan {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A change of a source: what stands at the span becomes the text. */
export interface TextEdit {
  readonly span: SourceSpan;
  readonly text: string;
}

/** One finding about a policy's source. `code` is permanent (`GW1234`, or `TS2322` for TypeScript's own). */
export interface Diagnostic {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What to write instead, in one sentence. */
  readonly help?: string;
  readonly span?: SourceSpan;
  /** The whole source line at `span`, for the report. */
  readonly sourceLine?: string;
  /** The changes that put it right, all of them together, where they are certain. */
  readonly fix?: readonly TextEdit[];
}

export type EnforcementAction = "deny" | "warn" | "dryrun";
export type Severity = "low" | "medium" | "high" | "critical";

/** An entry of a constraint's `spec.match.kinds`. */
export interface MatchKind {
  readonly apiGroups: readonly string[];
  readonly kinds: readonly string[];
}

/** A kind of object that a policy reads from the inventory. */
export interface SyncedKind {
  readonly groups: readonly string[];
  readonly versions: readonly string[];
  readonly kinds: readonly string[];
}

/** The part of OpenAPI v3 that a CustomResourceDefinition takes. */
export interface OpenApiSchema {
  readonly type?: "object" | "array" | "string" | "number" | "integer" | "boolean";
  readonly description?: string;
  readonly properties?: { readonly [name: string]: OpenApiSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: OpenApiSchema | boolean;
  readonly items?: OpenApiSchema;
  readonly enum?: readonly Json[];
  readonly default?: Json;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly "x-kubernetes-preserve-unknown-fields"?: true;
  readonly "x-kubernetes-int-or-string"?: true;
}

/** A `constraint(policy, {...})` found in a project, as plain data. */
export interface CompiledConstraint {
  readonly kind: string;
  readonly name: string;
  /** Folders separated by `/`. */
  readonly set?: string;
  readonly enforcementAction?: EnforcementAction;
  readonly match?: { readonly [key: string]: Json };
  readonly parameters?: { readonly [key: string]: Json };
  readonly span: SourceSpan;
}

/** One policy after the compiler: everything that its artifacts need. */
export interface CompiledPolicy {
  /** The file that it was compiled from, relative to the working folder, with forward slashes. */
  readonly file: string;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly severity?: Severity;
  /** Framework → control identifiers. */
  readonly controls?: { readonly [framework: string]: readonly string[] };
  /** Semantic version of the policy, for `metadata.gatekeeper.sh/version`. */
  readonly version?: string;
  /** Further annotations of the template, verbatim. */
  readonly annotations?: { readonly [name: string]: string };
  /** The default match, from the kinds in the review's type. */
  readonly matchKinds: readonly MatchKind[];
  /** Schema of `spec.parameters`; absent when the policy takes none. */
  readonly schema?: OpenApiSchema;
  /** One module; its package is the kind in lower case, with `_` for `-`; entrypoint `<package>/violation`. Not yet run through `opa fmt`. */
  readonly rego: string;
  /** `v0` where its Rego is written for engines that know no other; v1 otherwise. */
  readonly regoVersion?: "v0";
  /** What it reads from the inventory: an AND of ORs, as in `requires-sync-data`. Empty when nothing. */
  readonly sync: readonly (readonly SyncedKind[])[];
  /** The providers of external data that it asks, sorted: only Gatekeeper with these can run it. Absent when there are none. */
  readonly providers?: readonly string[];
  /** Where its rules come from; absent unless it was asked for. */
  readonly explanation?: Explanation;
}

/** Rego with a mark, a comment, before each rule, and the rules by the numbers of their marks. */
export interface Explanation {
  readonly rego: string;
  readonly rules: readonly ExplainedRule[];
}

/** A rule of generated Rego. */
export interface ExplainedRule {
  readonly name: string;
  /** What it was made of, the most telling place first; none for a function that Gatewright itself brings. */
  readonly origins: readonly SourceSpan[];
}

/** A violation as Gatekeeper reports it; equal ones are one. Absent details are `{}`. */
export interface Violation {
  readonly msg: string;
  readonly details: Json;
}

/** An object of Kubernetes, as parsed from YAML or JSON. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** What a template's Rego sees as `input.review`, after Gatekeeper has prepared it (see the review shapes of Gatekeeper). */
export interface ReviewInput {
  readonly uid: string;
  readonly operation: "" | "CREATE" | "UPDATE" | "DELETE" | "CONNECT";
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string };
  readonly resource: { readonly group: string; readonly version: string; readonly resource: string };
  readonly name?: string;
  readonly namespace?: string;
  readonly object: Json;
  readonly oldObject: Json;
  readonly options?: Json;
  readonly userInfo: Json;
  readonly namespaceObject: Json;
  readonly [key: string]: Json | undefined;
}

/** `data.inventory`: synced objects by scope, group version, kind and name. */
export interface Inventory {
  readonly cluster: { readonly [groupVersion: string]: { readonly [kind: string]: { readonly [name: string]: Json } } };
  readonly namespace: {
    readonly [namespace: string]: {
      readonly [groupVersion: string]: { readonly [kind: string]: { readonly [name: string]: Json } };
    };
  };
}

/** What providers of external data say in a test, by their names. */
export interface ExternalData {
  readonly [provider: string]: ProviderAnswers;
}

/** What one provider says. A key is in one of the two; with a `systemError` there is neither. */
export interface ProviderAnswers {
  /** Key → value. */
  readonly responses?: { readonly [key: string]: Json };
  /** Key → why there is no value. */
  readonly errors?: { readonly [key: string]: string };
  /** Why the provider says nothing at all. */
  readonly systemError?: string;
}

/** One evaluation: what a policy is asked. */
export interface Question {
  readonly review: ReviewInput;
  readonly parameters: { readonly [key: string]: Json };
  readonly inventory: Inventory;
  /** What `now()` gives: a time of RFC 3339, to the millisecond. Absent: a policy that asks for it fails. */
  readonly now?: string | undefined;
  /** What `externalData()` is told. A policy that asks about anything else fails. */
  readonly externalData?: ExternalData | undefined;
}

/**
 * Another way to run a policy (Gatekeeper itself, say). Answers come as sets: sorted by msg, then by canonical JSON of details, without duplicates.
 */
export interface Evaluator {
  readonly name: string;
  evaluate(question: Question): Promise<readonly Violation[]>;
  close(): Promise<void>;
}
