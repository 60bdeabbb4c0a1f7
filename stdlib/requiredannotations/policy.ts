import { fmt, matches, policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

interface RequiredAnnotation {
  /** The required annotation. */
  key?: string;
  /** If specified, a regular expression the annotation's value must match. The value must contain at least one match for the regular expression. */
  allowedRegex?: string;
}

export interface Parameters {
  // gatewright-ignore GW5001: a part of the community library's schema, whose policy does not use it either
  message?: string;
  /** A list of annotations and values the object must specify. */
  annotations?: RequiredAnnotation[];
}

/** Objects carry annotations, with values as they should be. A pattern that is no RE2 is matched by no value. */
export default policy({
  kind: "K8sRequiredAnnotations",
  title: "Required Annotations",
  description:
    "Requires resources to contain specified annotations, with values matching provided regular expressions.",
  version: "1.0.1",

  *violations({ object, parameters }: Review<Service, Parameters>) {
    const provided = object.metadata?.annotations ?? {};
    const required = (parameters.annotations ?? []).filter(hasKey);
    const missing = new Set(required.map(({ key }) => key)).difference(new Set(Object.keys(provided)));
    if (missing.size > 0) {
      yield { msg: `you must provide annotation(s): ${fmt(missing)}`, details: { missing_annotations: missing } };
    }
    for (const { key, allowedRegex } of required) {
      const value = provided[key];
      if (value !== undefined && allowedRegex && !matches(allowedRegex, value)) {
        yield `Annotation <${key}: ${value}> does not satisfy allowed regex: ${allowedRegex}`;
      }
    }
  },
});

function hasKey(annotation: RequiredAnnotation): annotation is RequiredAnnotation & { key: string } {
  return annotation.key !== undefined;
}
