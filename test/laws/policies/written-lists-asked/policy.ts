import { equals, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  text: string;
  list: string[];
  groups: Record<string, string[]>;
}

export default policy({
  kind: "WrittenListsAsked",
  title: "Lists that are written out, and what is asked of them",
  description:
    "Constants and data side by side in a list that is searched, lists in lists, and what may be no element at all.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { text, list, groups } = parameters;
    if (["a", parameters.text, "b"].includes(parameters.text)) yield "the text is among them";
    if (!["a", parameters.text, "b"].includes(object.metadata?.name ?? "")) yield "the name is not";
    if (["a", object.metadata?.name ?? "", "b"].includes(parameters.text)) yield "the text is the name, or a constant";
    if (new Set(["a", parameters.list[0] ?? "", "b"]).has(parameters.text)) yield "the text is in a set";
    if (Object.values({ a: parameters.text, b: "z" }).includes(parameters.text)) yield "the text is a value";
    if ([["a"], ["b", text]].some((one) => equals(one, parameters.list))) yield "the list is one of them";
    if ([{ a: ["x", "y"], b: ["x"] }].some((one) => equals(one, parameters.groups))) yield "the groups are these";
    const last = list.map((x) => ({ x, size: x.length })).at(-1) ?? null;
    if (last) yield `${last.x} is the last`;
    else yield { msg: "there is no last", details: { last } };
    const first = list.map((x) => [x]).at(0) ?? null;
    if (first) yield "there is a first";
    const words = Object.values(groups).flat().toSorted();
    const count = (): number => [...new Set(words)].length;
    yield `${words.length} words, ${count()} of them different`;
  },
});
