import { policy, type Review } from "gatewright";
import type { ClusterRole } from "gatewright/kubernetes";

const edits = ["create", "patch", "update"];

/**
 * The default role of editors does not let them edit Endpoints, with which they would send traffic to other namespaces
 * (CVE-2021-25740).
 */
export default policy({
  kind: "K8sBlockEndpointEditDefaultRole",
  title: "Block Endpoint Edit Default Role",
  description:
    "Many Kubernetes installations by default have a system:aggregate-to-edit ClusterRole which does not properly restrict access to editing Endpoints. This ConstraintTemplate forbids the system:aggregate-to-edit ClusterRole from granting permission to create/patch/update Endpoints.\nClusterRole/system:aggregate-to-edit should not allow Endpoint edit permissions due to CVE-2021-25740, Endpoint & EndpointSlice permissions allow cross-Namespace forwarding, https://github.com/kubernetes/kubernetes/issues/103675",
  version: "1.0.0",

  *violations({ object }: Review<ClusterRole>) {
    if (object.metadata?.name !== "system:aggregate-to-edit") return;
    for (const { resources = [], verbs } of object.rules ?? []) {
      if (resources.includes("endpoints") && verbs.some((verb) => edits.includes(verb))) {
        yield "ClusterRole system:aggregate-to-edit should not allow endpoint edit permissions. For k8s version < 1.22, the Cluster Role should be annotated with rbac.authorization.kubernetes.io/autoupdate=false to prevent autoreconciliation back to default permissions for this role.";
      }
    }
  },
});
