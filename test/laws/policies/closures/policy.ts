import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "Closures",
  title: "Functions in functions",
  description: "Local functions that read what is around them, in any order of declaration.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const spec = object.spec;
    const allowed = ["a", "b"];
    const isAllowed = (name: string) => allowed.includes(name);
    function label(key: string): string | undefined {
      return labels[key];
    }
    const labels = object.metadata?.labels ?? {};
    if (label("app") === "web") yield "web";
    const prefix = label("team") ?? "nobody";
    const say = (text: string, mark = "!") => `${prefix}: ${text}${mark}`;
    for (const { name, image } of spec?.containers ?? []) {
      const describe = (what: string) => `${name} ${what}`;
      function hasTag(): boolean {
        return image?.includes(":") ?? false;
      }
      if (!isAllowed(name)) yield say(describe("is not allowed"));
      if (!hasTag()) yield say(describe("has no tag"), "?");
    }
    let limit = 1;
    const isMany = (count: number) => count > limit;
    if (spec?.hostNetwork) limit = 0;
    if (isMany((spec?.containers ?? []).length)) yield `more than ${limit}`;
  },
});
