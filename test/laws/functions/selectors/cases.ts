import { readFileSync } from "node:fs";
import type { Json } from "../../../../src/model.js";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../language/vectors/selectors/${name}.json`, import.meta.url), "utf8"));
const { labels, selectors }: { readonly labels: readonly Json[]; readonly selectors: readonly Json[] } = read("cases");
const selected: readonly (readonly number[])[] = read("selected");

interface Asked {
  readonly object: { readonly metadata: { readonly labels?: Json }; readonly selectors: readonly Json[] };
}

const size = 30;

export const cases = Array.from({ length: Math.ceil(selectors.length / size) }, (_, at) => ({
  object: {
    apiVersion: "tests.gatewright.dev/v1",
    kind: "Selectors",
    metadata: { name: "labels", ...(labels[at] === null ? {} : { labels: labels[at] as Json }) },
    selectors: selectors.slice(at * size, (at + 1) * size),
    labels,
  },
}));

/** What Kubernetes' own code says. */
export function expected({ object }: Asked): readonly string[] {
  const asked = object.selectors.map((selector) => selectors.indexOf(selector));
  const own = labels.indexOf(object.metadata.labels ?? null);
  return [
    ...asked.flatMap((at, index) => selected[at]?.map((found) => `${index} selects ${found}`) ?? []),
    ...asked.flatMap((at, index) => (selected[at]?.includes(own) ? [] : [`${index} does not select the object`])),
    ...((labels[own] as { readonly app?: string } | null)?.app === "web" ? ["it is the web"] : []),
  ];
}
