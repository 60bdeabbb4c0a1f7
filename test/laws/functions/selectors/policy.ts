import { policy, type Review, type Selector, selects } from "gatewright";
import type { ObjectMeta } from "gatewright/kubernetes";

interface Selectors {
  readonly apiVersion: "tests.gatewright.dev/v1";
  readonly kind: "Selectors";
  readonly metadata?: ObjectMeta;
  readonly selectors: readonly (Selector | null)[];
  readonly labels: readonly ({ readonly [label: string]: string } | null)[];
}

/** What each selector selects. */
export default policy({
  kind: "LibrarySelectors",
  title: "Label selectors",
  description: "Says which labels selectors select.",
  *violations({ object }: Review<Selectors>) {
    for (const [at, selector] of object.selectors.entries()) {
      for (const [index, labels] of object.labels.entries()) {
        if (selects(selector, labels)) yield `${at} selects ${index}`;
      }
      if (!selects(selector, object.metadata?.labels)) yield `${at} does not select the object`;
    }
    if (selects(undefined, object.metadata?.labels)) yield "nothing selects something";
    if (selects({ matchLabels: { app: "web" } }, object.metadata?.labels)) yield "it is the web";
  },
});
