import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "Separators",
  title: "Texts with separators",
  description: "Joining by hand, with a separator between and not before.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    let list = "";
    for (const { name } of object.spec?.containers ?? []) {
      if (list !== "") list += ", ";
      list += name;
    }
    yield list;
    let images = "";
    for (const { image } of object.spec?.containers ?? []) {
      if (image === undefined) continue;
      images += (images ? ";" : "") + image;
    }
    yield `images: ${images}`;
    let text = "";
    for (const [index, { name }] of (object.spec?.containers ?? []).entries()) {
      if (index > 0) text += "/";
      text += name;
    }
    yield text;
  },
});
