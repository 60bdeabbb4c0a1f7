import { fmt, matches, policy, type Review } from "gatewright";
import type { Namespace } from "gatewright/kubernetes";

interface RequiredLabel {
  /** The required label. */
  key?: string;
  /** If specified, a regular expression the annotation's value must match. The value must contain at least one match for the regular expression. */
  allowedRegex?: string;
}

export interface Parameters {
  message?: string;
  /** A list of labels and values the object must specify. */
  labels?: RequiredLabel[];
}

/** Objects carry labels, with values as they should be. A pattern that is no RE2 is matched by no value. */
export default policy({
  kind: "K8sRequiredLabels",
  title: "Required Labels",
  description: "Requires resources to contain specified labels, with values matching provided regular expressions.",
  version: "1.1.2",

  *violations({ object, parameters }: Review<Namespace, Parameters>) {
    const provided = object.metadata?.labels ?? {};
    const labels = parameters.labels ?? [];
    const missing = new Set<string>();
    for (const { key } of labels) if (key !== undefined && provided[key] === undefined) missing.add(key);
    if (missing.size > 0) {
      const msg = messageOr(`you must provide labels: ${fmt(missing)}`, parameters);
      yield { msg, details: { missing_labels: missing } };
    }
    for (const { key, allowedRegex } of labels) {
      if (key === undefined) continue;
      const value = provided[key];
      if (value !== undefined && allowedRegex && !matches(allowedRegex, value)) {
        yield messageOr(`Label <${key}: ${value}> does not satisfy allowed regex: ${allowedRegex}`, parameters);
      }
    }
  },
});

function messageOr(standard: string, { message }: Parameters): string {
  return message ?? standard;
}
