import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  t: string;
}
function firstWord(text: string): string | null {
  const [word] = text.split("n");
  return word ? word : null;
}

export default policy({
  kind: "MatchesOrNull",
  title: "Matches or null",
  description: "What is asked of a match that may be null.",
  severity: "low",

  *violations({ parameters }: Review<Pod, Parameters>) {
    const { t } = parameters;
    yield `${t.match(/[aeiou]/g)?.length ?? 0} vowels`;
    yield t.match(/a./g)?.join("-") ?? "none";
    yield { msg: "list", details: t.match(/[a-c]/g)?.map((x) => x + x) ?? [] };
    yield `${t.match(/[a-c]/g)?.at(-1)} ${t.match(/b(.)/)?.[1] ?? "?"} ${/n(?<x>.)/.exec(t)?.groups?.["x"] ?? "?"}`;
    const found = t.match(/an/g);
    yield `${found?.length ?? "no"}`;
    if (found?.some((x) => x === "an")) yield "an";
    if (!found?.includes("q")) yield "no q";
    const word = firstWord(t);
    yield `${word?.length ?? -1} ${word?.toUpperCase() ?? "NONE"}`;
    yield firstWord(t)?.slice(1).trim() ?? "nothing";
    if (firstWord(t)?.startsWith("b")) yield "b";
    if (!firstWord(t)?.startsWith("b")) yield "not b";
    if (firstWord(t)?.length !== 2) yield "not two";
    for (const x of t.match(/[xyz]/g) ?? []) yield x;
    const count = (t.match(/n/g) ?? []).length;
    yield { msg: "count", details: count };
    const m = /^(\w)(\w)?/.exec(t);
    yield m === null ? "no m" : `${m[1] ?? ""}${m[2] ?? "-"}`;
  },
});
