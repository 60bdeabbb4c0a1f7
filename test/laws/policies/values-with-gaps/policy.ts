import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  text: string;
}

export default policy({
  kind: "ValuesWithGaps",
  title: "Values with gaps",
  description:
    "Written lists of values that may be undefined: gone through, asked, filtered next, and made into numbers.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { metadata, spec } = object;
    for (const text of [metadata?.name, metadata?.namespace, metadata?.generateName]) if (text) yield text;
    for (const text of [metadata?.name, metadata?.namespace]) yield text ?? "none";
    for (const [index, text] of [metadata?.name, metadata?.namespace].entries()) yield `${index} ${text ?? "none"}`;
    const all = [metadata?.name, metadata?.namespace, metadata?.labels?.["app"]];
    for (const one of all) if (one === undefined) yield "one is missing";
    if (all.some((one) => one === undefined)) yield "some";
    if (all.every((one) => one)) yield "every";
    yield `${all.filter((one) => one !== undefined).length} of ${all.length}`;
    yield [metadata?.name, metadata?.namespace].map((one) => one ?? "-").join("/");
    if ([metadata?.name, metadata?.namespace].some((one) => !one)) yield "gap";
    const first = [metadata?.labels?.["app"], metadata?.labels?.["name"], metadata?.name].find(
      (one) => one !== undefined,
    );
    yield first ?? "nameless";
    const references = (spec?.volumes ?? [])
      .flatMap(({ secret, configMap }) => [secret?.secretName, configMap?.name])
      .filter((name) => name !== undefined);
    yield { msg: "references", details: references };
    const words = (spec?.containers ?? [])
      .flatMap(({ image, workingDir }) => [image, workingDir])
      .filter((word): word is string => !!word);
    yield words.join(" ");
    const numbers = parameters.text
      .split(",")
      .map(Number)
      .filter((n) => !Number.isNaN(n));
    yield { msg: `sum ${numbers.reduce((a, b) => a + b, 0)}`, details: numbers };
  },
});
