import { asSet } from "../../language/violations.js";
import type { ExternalData, Inventory, Json, KubernetesObject, Violation } from "../../model.js";
import { JsonLinesProcess } from "../../opa/json-lines-process.js";
import { findGatekeeper, GATEKEEPER_VERSION } from "./find-gatekeeper.js";
import { GatekeeperError, type Stage } from "./gatekeeper-error.js";

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
  readonly parameters?: { readonly [name: string]: Json } | undefined;
  /** Each object must stand where its own version, kind, namespace and name put it. */
  readonly inventory?: Inventory;
  readonly review: GatekeeperReview;
  /** What `time.now_ns` tells, as RFC 3339 writes it; the system's time when there is none. */
  readonly now?: string | undefined;
  /** What providers of external data say; there are no others. */
  readonly externalData?: ExternalData | undefined;
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
  /** Ends the process. Questions under way are rejected. */
  close(): Promise<void>;
}

/** A line of the runner; see test/gatekeeper/runner/protocol.go. */
interface Answer {
  readonly version?: Gatekeeper["version"];
  readonly kind?: string;
  readonly violations?: readonly Violation[];
  readonly error?: { readonly stage: Stage; readonly message: string };
}

/** How long the runner may be silent while it is asked something; it gives up itself after half of it. */
const PATIENCE_MS = 60_000;

/**
 * Starts Gatekeeper's own client as a process of its own, which stays for every question until it is closed. Rejects with a
 * GatekeeperError when there is none, or one of another version.
 * @param file the runner; by default the one that findGatekeeper() finds
 */
export async function openGatekeeper(file = findGatekeeper(), timeoutMs = PATIENCE_MS): Promise<Gatekeeper> {
  const fail = (message: string) => new GatekeeperError("runner", message);
  if (file === undefined) {
    throw fail(
      "Gatekeeper's runner is not built; run `node scripts/build-gatekeeper.mjs --runner`, or name it in $GATEWRIGHT_GATEKEEPER",
    );
  }
  const runner = new JsonLinesProcess({ name: "Gatekeeper's runner", file, args: [], timeoutMs, fail });
  async function ask(request: object): Promise<Answer> {
    const answer = (await runner.request(request)) as Answer;
    if (answer.error !== undefined) throw new GatekeeperError(answer.error.stage, answer.error.message.trim());
    return answer;
  }

  const { version } = await ask({ op: "version" }).catch(async (error) => {
    await runner.end();
    throw error;
  });
  if (version?.gatekeeper !== GATEKEEPER_VERSION) {
    await runner.end();
    const what = version === undefined ? "no runner for Gatekeeper" : `a runner for Gatekeeper ${version.gatekeeper}`;
    throw fail(`${file} is ${what}; Gatewright takes one for ${GATEKEEPER_VERSION}`);
  }

  return {
    version,
    pid: runner.pid,
    async load(template) {
      const { kind } = await ask({ op: "load", template });
      return kind as string;
    },
    async remove(kind) {
      await ask({ op: "remove", kind });
    },
    async evaluate({ kind, constraint, parameters, inventory, review, now, externalData }) {
      const spec = parameters === undefined ? constraint : { ...constraint, parameters };
      const { violations = [] } = await ask({ op: "evaluate", kind, spec, inventory, now, externalData, ...review });
      return asSet(violations);
    },
    close: () => runner.end(),
  };
}
