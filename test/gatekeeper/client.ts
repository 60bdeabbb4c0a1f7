import { asSet } from "../../src/language/violations.js";
import type { Inventory, Json, KubernetesObject, Violation } from "../../src/model.js";
import { findGatekeeper } from "./find-gatekeeper.js";
import { GatekeeperError } from "./gatekeeper-error.js";
import { RunnerProcess } from "./runner-process.js";

/** An admission.k8s.io/v1 AdmissionRequest, as the API server sends it. What is absent arrives as Go's zero value. */
export interface AdmissionRequestLike {
  readonly operation: "CREATE" | "UPDATE" | "DELETE" | "CONNECT";
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string };
  readonly uid?: string;
  readonly resource?: { readonly group: string; readonly version: string; readonly resource: string };
  readonly name?: string;
  readonly namespace?: string;
  readonly object?: unknown;
  readonly oldObject?: unknown;
  readonly userInfo?: unknown;
  readonly [field: string]: unknown;
}

/** An object at rest, as audit and gator review it, or a request, as the webhook does. */
export type GatekeeperReview =
  | { readonly object: KubernetesObject; readonly namespaceObject?: KubernetesObject }
  | { readonly request: AdmissionRequestLike; readonly namespaceObject?: KubernetesObject };

export interface GatekeeperQuestion {
  /** The kind of a template that was loaded. */
  readonly kind: string;
  /** The constraint's `spec`: match, enforcementAction, … An empty one matches everything. */
  readonly constraint?: { readonly [field: string]: unknown };
  /** The constraint's `spec.parameters`; when absent it carries none. */
  readonly parameters?: { readonly [name: string]: Json };
  /** Each object must stand where its own version, kind, namespace and name put it. */
  readonly inventory?: Inventory;
  readonly review: GatekeeperReview;
}

export interface Gatekeeper {
  /** The versions of the libraries that answer. */
  readonly version: { readonly gatekeeper: string; readonly opa: string };
  readonly pid: number | undefined;
  /** Takes a ConstraintTemplate, as an object or as YAML, and gives its kind. It replaces one of the same kind. */
  load(template: unknown): Promise<string>;
  /** Forgets the template of a kind. */
  remove(kind: string): Promise<void>;
  /**
   * Asks one constraint about one review.
   * @returns the violations as a set: sorted by msg, then by canonical JSON of details, without duplicates; details as
   * Gatekeeper delivers them, which is `{}` where the policy gives none, and `null` where it gives `null`
   * @throws GatekeeperError with the stage that failed
   */
  evaluate(question: GatekeeperQuestion): Promise<readonly Violation[]>;
  /** Ends the process. */
  close(): Promise<void>;
}

/**
 * Starts Gatekeeper's own client as a process of its own, which stays for every question until it is closed.
 * @param file the runner; by default the one that findGatekeeper() finds
 * @param patience how many milliseconds it may be silent while it is asked something; then it is stopped. A minute by default
 */
export async function openGatekeeper(file = findGatekeeper(), patience?: number): Promise<Gatekeeper> {
  if (file === undefined) {
    throw new GatekeeperError(
      "runner",
      "Gatekeeper's runner is not built; run `node scripts/build-gatekeeper.mjs --runner`, or name it in GATEWRIGHT_GATEKEEPER",
    );
  }
  const runner = new RunnerProcess(file, patience);
  const { version } = await runner.request({ op: "version" });
  if (version === undefined) {
    await runner.close();
    throw new GatekeeperError("runner", `${file} is not a runner for Gatekeeper that this client understands`);
  }

  return {
    version,
    pid: runner.pid,
    async load(template) {
      const { kind } = await runner.request({ op: "load", template });
      return kind as string;
    },
    async remove(kind) {
      await runner.request({ op: "remove", kind });
    },
    async evaluate({ kind, constraint, parameters, inventory, review }) {
      const spec = parameters === undefined ? constraint : { ...constraint, parameters };
      const { violations } = await runner.request({ op: "evaluate", kind, spec, inventory, ...review });
      return asSet(violations as readonly Violation[]);
    },
    close: () => runner.close(),
  };
}
