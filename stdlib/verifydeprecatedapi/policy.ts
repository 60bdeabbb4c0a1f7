import { policy, type Review } from "gatewright";

/** What Kubernetes retired last. A constraint may match any kinds instead. */
interface DeprecatedObject {
  readonly apiVersion: "flowcontrol.apiserver.k8s.io/v1beta2" | "flowcontrol.apiserver.k8s.io/v1beta3";
  readonly kind: "FlowSchema" | "PriorityLevelConfiguration";
}

interface DeprecatedApi {
  /** deprecated api */
  deprecatedAPI?: string;
  /** impacted list of kinds */
  kinds?: string[];
  /** target api */
  targetAPI?: string;
}

export interface Parameters {
  /** Deprecated api versions and corresponding kinds */
  kvs?: DeprecatedApi[];
  /** kubernetes version */
  k8sVersion?: number;
}

/** Objects are of an API version that Kubernetes goes on to serve. A target API `None` says that there is none to move to. */
export default policy({
  kind: "VerifyDeprecatedAPI",
  title: "Verify deprecated APIs",
  description:
    "Verifies deprecated Kubernetes APIs to ensure all the API versions are up to date. This template does not apply to audit as audit looks at the resources which are already present in the cluster with non-deprecated API versions.",
  version: "1.0.0",

  *violations({ object: { apiVersion, kind }, parameters }: Review<DeprecatedObject, Parameters>) {
    const { kvs = [], k8sVersion } = parameters;
    if (k8sVersion === undefined) return;
    for (const { deprecatedAPI, kinds = [], targetAPI } of kvs) {
      if (deprecatedAPI !== apiVersion || targetAPI === undefined || !kinds.includes(kind)) continue;
      const advice = targetAPI === "None" ? "see Kubernetes API deprecation guide" : `use ${targetAPI} instead`;
      yield `API ${kind} for ${apiVersion} is deprecated in Kubernetes version ${k8sVersion}, please ${advice}`;
    }
  },
});
