import { containersOf, podSpecOf, podSpecPathOf, policy, type Review, type Workload } from "gatewright";

/** What there is to say about workloads of every kind. */
export default policy({
  kind: "LibraryContainers",
  title: "Containers of workloads",
  description: "Says of each container of a workload where it stands.",
  *violations({ object }: Review<Workload>) {
    const spec = podSpecOf(object);
    if (spec === undefined) yield "it has no Pods";
    if (podSpecOf(object)?.hostNetwork === true) yield "it is on the host's network";
    for (const { container, list, index } of containersOf(object)) {
      yield {
        msg: `${podSpecPathOf(object)}.${list}[${index}] is ${container.name}`,
        details: { list, index, image: container.image ?? null },
      };
    }
    if (!containersOf(object).some(({ list }) => list === "containers")) yield "it runs nothing";
  },
});
