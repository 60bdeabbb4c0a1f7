import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "FirstGiven",
  title: "The first value that a name is given",
  description: "A name that starts from null, from an empty text or from -1 keeps the first other value.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    let withoutTag: string | null = null;
    let anyTty = false;
    for (const { name, image, tty } of containers) {
      anyTty ||= tty === true;
      if (!image?.includes(":") && withoutTag === null) withoutTag = name;
    }
    if (withoutTag !== null) yield { msg: `first without a tag: "${withoutTag}"`, details: { anyTty } };
    let text = "none";
    let index = -1;
    for (const [i, { name, image = "" }] of containers.entries()) {
      if (text === "none") {
        if (image === "") text = name;
        else if (image.startsWith("x")) text = image;
      }
      if (index !== -1) continue;
      if (name === "b" || name === "c") index = i;
    }
    yield `${text} at ${index}`;
    let port = 0;
    for (const { containerPort, hostPort } of containers.flatMap(({ ports = [] }) => ports)) {
      if (port === 0 && containerPort > 1) port = hostPort ?? containerPort;
    }
    yield `port ${port}`;
  },
});
