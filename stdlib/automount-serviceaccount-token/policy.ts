import { type NoParameters, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersAtCreationOf } from "../shared/containers.js";
import { isUpdate } from "../shared/updates.js";

/** Controls the ability of any Pod to enable automountServiceAccountToken. */
export interface Parameters extends NoParameters {}

/**
 * No Pod asks for its service account's token. One that says nothing has got it by now if the service account says nothing either:
 * the admission controller of service accounts has mounted it.
 */
export default policy({
  kind: "K8sPSPAutomountServiceAccountTokenPod",
  title: "Automount Service Account Token for Pod",
  description: "Controls the ability of any Pod to enable automountServiceAccountToken.",
  version: "1.0.1",

  *violations(review: Review<Pod, Parameters>) {
    const { object } = review;
    const name = object.metadata?.name;
    if (isUpdate(review) || name === undefined) return;
    if (object.spec?.automountServiceAccountToken ?? mountsToken(object)) {
      yield `Automounting service account token is disallowed, pod: ${name}`;
    }
  },
});

function mountsToken(pod: Pod): boolean {
  return containersAtCreationOf(pod).some(({ volumeMounts = [] }) =>
    volumeMounts.some(({ mountPath }) => mountPath === "/var/run/secrets/kubernetes.io/serviceaccount"),
  );
}
