import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "OddStatements",
  title: "Statements that are rarely seen",
  description: "Blocks, empty statements, commas, void, short circuits as statements, nested ternaries.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const names: string[] = [];
    object.spec?.hostNetwork && names.push("network");
    object.spec?.hostPID || names.push("no processes");
    object.metadata?.labels ? names.push("labels") : names.push("none");
    {
      const inner = names.length;
      if (inner > 1) names.unshift(`${inner}`);
    }
    let a = 0,
      b = 1;
    a++, b--;
    if (a > b) yield { msg: "counted", details: names };
    const text = a === 1 ? (b === 0 ? "both" : "a") : "none";
    yield text;
    do_nothing();
    function do_nothing(): void {}
    const extra = new Set(["x"]);
    if (text === "both") extra.add("y").add("z");
    extra.delete("x");
    if (extra.has("z")) yield { msg: "extra", details: [...extra].toSorted() };
    const config: { name: string; level?: number; tags: string[] } = { name: "c", tags: [] };
    config.level = a;
    config.tags.push("t");
    if (object.spec?.hostNetwork) config.name += "-host";
    delete config.level;
    yield { msg: config.name, details: config };
  },
});
