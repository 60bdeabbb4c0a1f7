import { inventory, policy, type Review } from "gatewright";
import type { Deployment, HorizontalPodAutoscaler, Namespace, Service } from "gatewright/kubernetes";

export default policy({
  kind: "OtherObjects",
  title: "Other objects",
  description: "What the inventory has of a name, of a namespace, of some API versions, and of all.",
  severity: "low",

  *violations({ object }: Review<Service>) {
    const name = object.metadata?.name ?? "";
    for (const other of inventory.namespaced<Service>("v1", "Service", { namespace: "shop", name }))
      yield `shop has ${other.metadata?.name ?? "none"} of type ${other.spec?.type ?? "unset"}`;
    for (const other of inventory.namespaced<Service>("v1", "Service", { name }))
      yield `${other.metadata?.namespace ?? "no namespace"} has ${name}`;
    const beside = inventory
      .namespaced<Service>("v1", "Service", { namespace: "shop" })
      .filter((other) => other.metadata?.name !== name);
    yield `${beside.length} others`;
    const scaled = inventory.namespaced<HorizontalPodAutoscaler>(
      ["autoscaling/v1", "autoscaling/v2"],
      "HorizontalPodAutoscaler",
    );
    for (const scaler of scaled) yield `scales ${scaler.metadata?.name ?? ""}`;
    if (!inventory.namespaced<Deployment>("apps/v1", "Deployment").some((one) => one.metadata?.name === name))
      yield "no deployment";
    for (const { metadata } of inventory.cluster<Namespace>("v1", "Namespace", { name: "shop" }))
      yield { msg: "the namespace", details: { labels: metadata?.labels } };
    // What is undefined is not asked for.
    const where = object.metadata?.namespace;
    for (const other of inventory.namespaced<Service>("v1", "Service", { namespace: where }))
      yield `beside ${other.metadata?.name ?? ""}`;
    const named = inventory.namespaced<Service>("v1", "Service", {
      namespace: where,
      name: object.metadata?.labels?.["app"],
    });
    yield `${named.length} of that name`;
    if (
      inventory
        .cluster<Namespace>("v1", "Namespace", { name: where })
        .some((one) => one.metadata?.labels?.["a"] === "b")
    )
      yield "labelled";
  },
});
