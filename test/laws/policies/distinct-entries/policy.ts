import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  env: Record<string, string>;
}

export default policy({
  kind: "DistinctEntries",
  title: "Entries under keys of their own",
  description: "Objects made of some of the entries of another one.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const container of object.spec?.containers ?? []) {
      const env = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value ?? ""]));
      const wrong = Object.entries(parameters.env).filter(([key, value]) => env[key] !== value);
      if (wrong.length > 0)
        yield { msg: `${container.name}: ${wrong.length} wrong`, details: Object.fromEntries(wrong) };
      const merged = { ...parameters.env, ...env };
      if (Object.keys(merged).length > Object.keys(env).length) yield `${container.name}: more`;
      const list = container.env?.map((one) => `${one.name}=${one.value ?? ""}`) ?? [];
      const inOrder = list.every((one, index, all) => index === 0 || (all[index - 1] ?? "") <= one);
      if (!inOrder) yield `${container.name}: not in order: ${list.join(" ")}`;
    }
  },
});
