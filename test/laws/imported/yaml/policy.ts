import { parseYaml, policy, type Review } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly values: readonly string[] };
}

export default policy({
  kind: "Configurations",
  title: "Configurations",
  description: "Reads YAML in texts.",

  *violations({ object }: Review<Sample>) {
    for (const [at, text] of object.spec.values.entries()) {
      const value = parseYaml(text);
      if (value === undefined) yield { msg: "none", details: { at } };
      else yield { msg: "value", details: { at, value } };
    }
  },
});
