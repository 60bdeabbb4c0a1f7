import { inventory, policy, type Review } from "gatewright";
import type { Deployment, PodDisruptionBudget, ReplicaSet, StatefulSet } from "gatewright/kubernetes";

/** What has replicas that a budget may protect. */
type Workload = Deployment | ReplicaSet | StatefulSet;

/**
 * Budgets leave room for voluntary disruptions, such as the draining of a node: those under review, and those that select what is. A
 * budget selects a workload whose selector has all of its labels.
 *
 * Unlike the community library's: percentages are reckoned with, rather than taken for more than any number. See `allowed-percentage` and
 * `denied-percentage`.
 */
export default policy({
  kind: "K8sPodDisruptionBudget",
  title: "Pod Disruption Budget",
  description:
    "Disallow the following scenarios when deploying PodDisruptionBudgets or resources that implement the replica subresource (e.g. Deployment, ReplicationController, ReplicaSet, StatefulSet): 1. Deployment of PodDisruptionBudgets with .spec.maxUnavailable == 0 2. Deployment of PodDisruptionBudgets with .spec.minAvailable == .spec.replicas of the resource with replica subresource This will prevent PodDisruptionBudgets from blocking voluntary disruptions such as node draining.\nhttps://kubernetes.io/docs/concepts/workloads/pods/disruptions/",
  version: "1.0.4",

  *violations({ object }: Review<Workload | PodDisruptionBudget>) {
    const { name, namespace } = object.metadata ?? {};
    if (name === undefined) return;
    if (object.kind === "PodDisruptionBudget" && hasNoneUnavailable(object)) {
      yield `PodDisruptionBudget <${name}> has maxUnavailable of 0, only positive integers are allowed for maxUnavailable`;
    }
    if (namespace === undefined) return;
    const labels = object.spec?.selector?.matchLabels ?? {};
    const subject = `${object.kind} <${name}>`;
    for (const budget of inventory.namespaced<PodDisruptionBudget>("policy/v1", "PodDisruptionBudget", { namespace })) {
      const budgetName = budget.metadata?.name;
      if (budgetName === undefined || !selects(budget, labels)) continue;
      if (hasNoneUnavailable(budget)) {
        yield `${subject} has been selected by PodDisruptionBudget <${budgetName}> but has maxUnavailable of 0, only positive integers are allowed for maxUnavailable`;
      }
      if (object.kind === "PodDisruptionBudget") continue;
      const { replicas } = object.spec ?? {};
      const { minAvailable } = budget.spec ?? {};
      if (replicas !== undefined && minAvailable !== undefined && countOf(minAvailable, replicas) >= replicas) {
        yield `${subject} has ${replicas} replica(s) but PodDisruptionBudget <${budgetName}> has minAvailable of ${minAvailable}, PodDisruptionBudget count should always be lower than replica(s), and not used when replica(s) is set to 1`;
      }
    }
  },
});

function selects({ spec }: PodDisruptionBudget, labels: { readonly [label: string]: string }): boolean {
  return Object.entries(spec?.selector?.matchLabels ?? {}).every(([label, value]) => labels[label] === value);
}

/** Whether a budget lets no Pod be unavailable; one that states nothing does not let any. */
function hasNoneUnavailable({ spec }: PodDisruptionBudget): boolean {
  return spec === undefined || countOf(spec.maxUnavailable ?? 1, 100) <= 0;
}

/** How many replicas a number or a percentage of them is. Kubernetes rounds up. */
function countOf(share: number | string, replicas: number): number {
  return typeof share === "number" ? share : Math.ceil((Number.parseInt(share, 10) * replicas) / 100);
}
