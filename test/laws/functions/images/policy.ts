import { imageReference, isFrom, policy, type Review, tagOf } from "gatewright";
import type { ConfigMap } from "gatewright/kubernetes";

export interface Parameters {
  texts: string[];
  places: string[];
}

/** What each text is a reference to, and where that is from. */
export default policy({
  kind: "LibraryImages",
  title: "References to images",
  description: "Says what texts refer to.",
  *violations({ parameters }: Review<ConfigMap, Parameters>) {
    for (const [index, text] of parameters.texts.entries()) {
      const image = imageReference(text);
      if (image === undefined) yield `${index} is none`;
      else {
        const { registry, repository, tag = "-", digest = "-" } = image;
        yield { msg: `${index} ${registry} ${repository} ${tag} ${digest} ${tagOf(image) ?? "-"}`, details: { image } };
        for (const place of parameters.places) if (isFrom(image, place)) yield `${index} is from ${place}`;
      }
    }
  },
});
