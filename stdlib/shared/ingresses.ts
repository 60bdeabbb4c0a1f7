import type { GroupVersionKind } from "gatewright";
import type { Ingress } from "gatewright/kubernetes";

/** An Ingress of any group and version that Kubernetes has served; before 1.22 there were others than `networking.k8s.io/v1`. */
export interface AnyIngress extends Omit<Ingress, "apiVersion"> {
  readonly apiVersion: "networking.k8s.io/v1" | "networking.k8s.io/v1beta1" | "extensions/v1beta1";
}

/** Whether an object is an Ingress of Kubernetes, for constraints that match more than that. */
export function isIngress({ group, kind }: GroupVersionKind): boolean {
  return kind === "Ingress" && (group === "networking.k8s.io" || group === "extensions");
}
