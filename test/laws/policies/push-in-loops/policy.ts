import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "PushInLoops",
  title: "Lists that grow",
  description: "Elements pushed in loops, under conditions, several at a time and from nested loops.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const names: string[] = [];
    const tagless: { name: string; image: string }[] = [];
    const words: string[] = ["start"];
    for (const container of object.spec?.containers ?? []) {
      names.push(container.name);
      if (container.image !== undefined && !container.image.includes(":")) {
        tagless.push({ name: container.name, image: container.image });
      }
      for (const arg of container.args ?? []) {
        if (arg === "--b") continue;
        words.push(container.name, arg);
      }
      words.push(...(container.command ?? []));
    }
    if (names.length > 1) yield `containers: ${names.join(", ")}`;
    if (tagless.length > 0) yield { msg: "images without a tag", details: { tagless, first: tagless[0] ?? null } };
    if (names.includes("a")) yield { msg: "there is an a", details: names };
    yield { msg: words.join(" "), details: words.length };
  },
});
