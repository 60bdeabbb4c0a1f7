import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

export interface Parameters {
  words: string[];
}

function has(word: string, words?: readonly string[]): boolean {
  return words?.some((one) => one === word || one.startsWith("x")) ?? false;
}

function wordOf(container?: Container): string {
  return (container?.args?.some((arg) => ["", "b"].includes(arg)) ? container?.image : "-") || "no image";
}

function imagesOf(containers?: readonly Container[]): readonly string[] {
  const images: string[] = [];
  for (const { image } of containers ?? []) if (image !== undefined) images.push(image);
  return images;
}

function firstOf(containers?: readonly Container[]): string {
  for (const { name, image } of containers ?? []) if (image === undefined) return name;
  return "none";
}

export default policy({
  kind: "FoundArgumentsLeftOut",
  title: "Lists that are left out of calls and gone through there",
  description: "Found by random programs.",

  *violations({ object, parameters: { words } }: Review<Pod, Parameters>) {
    if (has("a") || !has("b", words)) yield "has none";
    yield `${wordOf()} ${wordOf(object.spec?.containers[0])}`;
    if (imagesOf()[0] !== undefined) yield "never";
    for (const container of [] as readonly Container[]) yield container.name;
    yield { msg: firstOf(), details: { none: imagesOf(), all: imagesOf(object.spec?.containers) } };
    yield firstOf(object.spec?.containers);
  },
});
