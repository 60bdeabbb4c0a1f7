import type { Evaluator, KubernetesObject, Question } from "../../model.js";
import type { StatedQuestion } from "../stated-question.js";
import type { AdmissionRequestLike, Gatekeeper, GatekeeperReview } from "./client.js";

/** Gatekeeper as one more way to run a policy. It fills in the defaults of stated parameters itself. */
export interface GatekeeperEvaluator extends Evaluator {
  evaluate(question: StatedQuestion): ReturnType<Evaluator["evaluate"]>;
}

/** What Gatekeeper is called among the ways to run a policy. */
export function gatekeeperName({ version }: Gatekeeper): string {
  return `Gatekeeper ${version.gatekeeper}`;
}

/**
 * Gatekeeper as a way to run the policy of a kind, whose template was loaded. Closing it forgets the template; the process stays.
 * A review without an operation goes in as its bare object, so that Gatekeeper makes the rest of it again.
 */
export function gatekeeperEvaluator(gatekeeper: Gatekeeper, kind: string): GatekeeperEvaluator {
  return {
    name: gatekeeperName(gatekeeper),
    evaluate: ({ review, ...question }) => gatekeeper.evaluate({ ...question, kind, review: asked(review) }),
    close: () => gatekeeper.remove(kind),
  };
}

function asked({ namespaceObject, ...request }: Question["review"]): GatekeeperReview {
  const isKnown = Object.keys(namespaceObject ?? {}).length > 0;
  return {
    ...(request.operation === ""
      ? { object: request.object as unknown as KubernetesObject }
      : { request: request as AdmissionRequestLike }),
    ...(isKnown ? { namespaceObject: namespaceObject as unknown as KubernetesObject } : {}),
  };
}
