import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "StartedBefore",
  title: "Started before the loop",
  description: "What loops add to has something in it before they begin.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const images: Record<string, string[]> = { a: ["before"], z: ["alone"] };
    const firsts: Record<string, string> = { a: "before" };
    const known = new Map<string, string>([["b", "before"]]);
    const counts: Record<string, number> = { a: 10, z: 1 };
    const kinds: Record<string, Set<string>> = { a: new Set(["before"]) };
    const all = ["before"];
    let total = 3;
    let text = "of";
    let isSeen = true;
    for (const { name, image, ports = [] } of object.spec?.containers ?? []) {
      (images[name] ??= []).push(image ?? "none");
      firsts[name] ??= image ?? "none";
      if (!known.has(name)) known.set(name, image ?? "none");
      counts[name] = (counts[name] ?? 0) + 1;
      (kinds[name] ??= new Set()).add(image ?? "none");
      all.push(name);
      total += ports.length;
      text += ` ${name}`;
      if (image === "none") isSeen = true;
    }
    yield { msg: "images", details: images };
    yield { msg: "firsts", details: firsts };
    for (const [name, image] of known) yield `${name} knows ${image}`;
    yield { msg: "counts", details: counts };
    for (const [name, some] of Object.entries(kinds)) yield { msg: name, details: [...some].toSorted() };
    yield { msg: text, details: { all, total, isSeen } };
  },
});
