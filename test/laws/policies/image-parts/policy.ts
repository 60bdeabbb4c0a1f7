import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

interface Image {
  readonly registry: string | null;
  readonly name: string;
  readonly tag: string;
}

function parse(image: string): Image {
  const slash = image.indexOf("/");
  const registry = slash === -1 ? null : image.slice(0, slash);
  const rest = slash === -1 ? image : image.slice(slash + 1);
  const [name = "", tag = "latest"] = rest.split(":");
  return { registry, name, tag };
}

export default policy({
  kind: "ImageParts",
  title: "Parts of images",
  description: "Helpers that take texts apart and put objects together.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const seen: { [tag: string]: string[] } = {};
    for (const { name, image } of object.spec?.containers ?? []) {
      if (!image) continue;
      const { registry, tag, ...others } = parse(image);
      if (registry === null) yield { msg: `${name} has no registry`, details: others };
      const list = seen[tag] ?? [];
      seen[tag] = [...list, name];
    }
    for (const [tag, names] of Object.entries(seen)) {
      if (names.length > 1) yield { msg: `${tag} is used ${names.length} times`, details: names };
    }
  },
});
