import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const names = { 1: "one", 2: "two" };

function tagOf(image: string): string | undefined {
  const parts = image.split("/");
  const last = parts.pop() ?? "";
  const words = last.split(":");
  words.shift();
  return words.length > 0 ? `${words.pop() ?? ""} in ${parts.join("/") || "nothing"}` : undefined;
}

export default policy({
  kind: "TakenElements",
  title: "Elements that are taken from a list",
  description: "pop and shift, of lists that the function made itself.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    for (const { name, image = "" } of containers)
      yield `${name}: ${tagOf(image) ?? "none"}, ${image.split("/").shift() ?? ""}`;
    const rest = containers.map(({ name }) => name);
    const first = rest.shift();
    const last = rest.pop();
    if (first === "a") rest.pop();
    rest.unshift("zero");
    yield { msg: `${first ?? "none"} to ${last ?? "none"}`, details: rest };
    const labels = { ...object.metadata?.labels };
    for (const key in labels) if (key === "app") yield `app ${labels[key] ?? ""}`;
    const { team, ...others } = labels;
    delete labels["app"];
    if (labels["app"] === undefined && "app" in others) yield `${team ?? "nobody"} had an app`;
    yield `${["x", null, true, containers.length].join("-")} ${names[1]} ${names[2]}`;
    void containers;
  },
});
