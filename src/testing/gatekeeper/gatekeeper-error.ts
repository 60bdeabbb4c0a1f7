/**
 * What failed: the runner itself; the request; or what Gatekeeper does not take or cannot do. `evaluation` is a policy that
 * failed on a review, which a cluster would report as a violation, or as an error of the whole review.
 */
export type Stage = "runner" | "request" | "template" | "constraint" | "inventory" | "review" | "evaluation";

/** Gatekeeper's own message, and where it comes from. */
export class GatekeeperError extends Error {
  readonly stage: Stage;

  constructor(stage: Stage, message: string) {
    super(message);
    this.name = "GatekeeperError";
    this.stage = stage;
  }
}
