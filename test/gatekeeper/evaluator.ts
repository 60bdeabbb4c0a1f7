import type { Evaluator, KubernetesObject, Question } from "../../src/model.js";
import type { AdmissionRequestLike, Gatekeeper, GatekeeperReview } from "./client.js";

/**
 * Gatekeeper as one more way to run the policy of a kind, whose template was loaded. Closing it forgets the template; the process stays.
 * A review without an operation goes in as its bare object, so that Gatekeeper makes the rest of it again.
 */
export function gatekeeperEvaluator(gatekeeper: Gatekeeper, kind: string): Evaluator {
  return {
    name: `Gatekeeper ${gatekeeper.version.gatekeeper}`,
    evaluate: ({ review, parameters, inventory }) =>
      gatekeeper.evaluate({ kind, parameters, inventory, review: asked(review) }),
    close: () => gatekeeper.remove(kind),
  };
}

function asked({ namespaceObject, ...request }: Question["review"]): GatekeeperReview {
  const isKnown = typeof namespaceObject === "object" && namespaceObject !== null && "metadata" in namespaceObject;
  return {
    ...(request.operation === ""
      ? { object: request.object as unknown as KubernetesObject }
      : { request: request as AdmissionRequestLike }),
    ...(isKnown ? { namespaceObject: namespaceObject as unknown as KubernetesObject } : {}),
  };
}
