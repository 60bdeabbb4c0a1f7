import { matches, policy, type Review } from "gatewright";
import type { Deployment, Namespace } from "gatewright/kubernetes";

/** Becomes the OpenAPI schema of the constraint's `spec.parameters`. */
export interface Parameters {
  /**
   * Labels that every matched object carries.
   * @minItems 1
   */
  labels: {
    /** The label's key. */
    key: string;
    /** RE2 pattern that the value must contain a match for. */
    allowedRegex?: string;
  }[];
}

export default policy({
  kind: "K8sRequiredLabels",
  title: "Required labels",
  description: "Requires objects to carry labels whose values match a pattern.",
  severity: "medium",

  *violations({ object, parameters }: Review<Namespace | Deployment, Parameters>) {
    const labels = object.metadata?.labels ?? {};
    for (const { key, allowedRegex } of parameters.labels) {
      const value = labels[key];
      if (value === undefined) {
        yield { msg: `missing label ${key}`, details: { key } };
      } else if (allowedRegex !== undefined && !matches(allowedRegex, value)) {
        yield `label ${key}: ${value} does not match ${allowedRegex}`;
      }
    }
  },
});
