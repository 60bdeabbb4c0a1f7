import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  max?: number;
}

export default policy({
  kind: "Procedures",
  title: "Procedures",
  description: "Functions that change what the function around them collects.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const problems: string[] = [];
    const add = (container: string, text: string) => {
      problems.push(`${container}: ${text}`);
    };
    for (const c of object.spec?.containers ?? []) {
      if (!c.image) add(c.name, "no image");
      if (c.securityContext?.privileged) add(c.name, "privileged");
    }
    if (problems.length > 0) yield { msg: problems.join("; "), details: problems };
  },
});
