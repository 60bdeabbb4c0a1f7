import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "TextBuilding",
  title: "Texts that grow",
  description: "Messages put together in loops and branches.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    let message = "containers:";
    for (const { name } of object.spec?.containers ?? []) message += ` ${name}`;
    yield message;
    let list = "";
    for (const { name, image } of object.spec?.containers ?? []) {
      if (image === undefined) continue;
      list += name;
      if (image.includes(":")) list += "!";
      list = list + ";";
    }
    if (list !== "") yield list;
    let summary = object.metadata?.name ?? "";
    if (object.spec?.hostNetwork) summary += " with the host's network";
    else if (object.spec?.hostPID) summary += " with the host's processes";
    summary = `${summary}.`;
    yield summary;
  },
});
