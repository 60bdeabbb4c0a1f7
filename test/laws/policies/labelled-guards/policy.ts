import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

function weightOf(name: string, tags: readonly string[]): number | undefined {
  let weight = 1;
  counted: {
    if (name === "") return undefined;
    for (const tag of tags) {
      if (tag === "skip") break counted;
      if (tag === "none") return 0;
    }
    weight += tags.length;
    if (name.startsWith("a")) break counted;
    weight *= 2;
  }
  return weight;
}

export default policy({
  kind: "LabelledGuards",
  title: "Blocks with a label",
  description: "A break that names a block goes on after it.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    guard: {
      const name = object.metadata?.name;
      if (!name) break guard;
      if (name.length < 4) break guard;
      yield `name ${name} is long`;
    }
    let level = "none";
    let noted = false;
    outside: {
      inside: {
        if (object.spec?.hostNetwork) break outside;
        if (object.spec?.hostPID) {
          level = "process";
          break inside;
        }
        level = "plain";
        if (object.metadata?.labels === undefined) break outside;
        noted = true;
      }
      level += "!";
    }
    yield { msg: level, details: { noted } };
    for (const { name, args = [] } of object.spec?.containers ?? []) {
      checked: {
        if (name === "q") continue;
        if (args.includes("--b")) break checked;
        yield `${name} lacks --b`;
        if (name === "u3") return;
      }
      yield { msg: `weight of ${name}`, details: weightOf(name, args) ?? null };
    }
    choice: switch (object.spec?.restartPolicy) {
      case "Never":
        if (object.metadata?.name === "many") break choice;
        yield "never";
        break;
      default:
        yield "again";
    }
    yield "done";
  },
});
