import { parseYaml, policy, type Review } from "gatewright";
import type { ConfigMap } from "gatewright/kubernetes";

export interface Parameters {
  /** @minItems 1 */
  texts: string[];
}

export default policy({
  kind: "YamlTexts",
  title: "YAML in texts",
  description: "Reads the configuration of a program.",

  *violations({ object, parameters }: Review<ConfigMap, Parameters>) {
    for (const [index, text] of [...parameters.texts, ...Object.values(object.data ?? {}).toSorted()].entries()) {
      const config = parseYaml(text);
      if (config === undefined || config === null) {
        yield `${index} is ${config === null ? "empty" : "none"}`;
        continue;
      }
      if (typeof config !== "object") {
        yield `${index} is ${config}`;
        continue;
      }
      if (Array.isArray(config)) {
        for (const item of config) if (typeof item === "string") yield `${index} has ${item}`;
        continue;
      }
      if (config["debug"] === true) yield `${index}: debug is on`;
      const { rules } = config;
      if (!Array.isArray(rules)) continue;
      for (const rule of rules) {
        if (typeof rule !== "object" || rule === null || Array.isArray(rule))
          yield { msg: `${index}: no rule`, details: { rule } };
        else if (typeof rule["expr"] === "string") yield `${index}: ${rule["expr"].trim()} for ${typeof rule["for"]}`;
      }
    }
  },
});
