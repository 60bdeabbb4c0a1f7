import { policy, type Review } from "gatewright";
import type { ConfigMap, Service } from "gatewright/kubernetes";

export default policy({
  kind: "ForEach",
  title: "forEach and for…in",
  description: "Loops as calls, and over the keys of an object.",
  severity: "low",

  *violations({ object }: Review<Service | ConfigMap>) {
    if (object.kind === "Service") {
      const names: string[] = [];
      let total = 0;
      (object.spec?.ports ?? []).forEach((port, index) => {
        if (!port.name) return;
        names.push(`${index}:${port.name}`);
        total += port.port;
      });
      if (names.length > 0) yield { msg: names.join(" "), details: total };
      return;
    }
    const data = object.data ?? {};
    for (const key in data) {
      if (data[key] === "x") yield `${key} is x`;
    }
    let size = 0;
    for (const key of Object.keys(data)) size += key.length;
    yield `${size} letters in keys`;
  },
});
