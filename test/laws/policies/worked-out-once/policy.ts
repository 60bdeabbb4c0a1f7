import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

interface Parameters {
  /** In any case. */
  images?: string[];
  names?: string[];
  prefix?: string;
  strict?: boolean;
  message?: string;
}

/** Lists of the review's and the parameters' that are needed for each container, short functions, and conditions that no loop changes. */
export default policy({
  kind: "WorkedOutOnce",
  title: "Worked out once",
  description: "Asks of each container what is the same for all of them.",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const containers = object.spec?.containers ?? [];
    const taken = namesIn(object);
    if (taken.has("a")) yield "an initial container is called a";
    for (const container of containers) {
      const { name, image } = container;
      const level = object.metadata?.annotations?.["level"] ?? container.imagePullPolicy;
      if (isListed(parameters.images ?? [], parameters.names ?? [], container)) yield `listed: ${name}`;
      if (isAmong(container, parameters.names ?? ["b"])) yield `named: ${name}`;
      if (isAmong(container, ["c"])) yield `c: ${name}`;
      if (isOther(name, taken)) yield `not before: ${name}`;
      if (parameters.strict) yield textOf(parameters, `strict: ${name}`);
      if (!parameters.strict && parameters.prefix !== "p") yield textOf(parameters, `lenient: ${name}`);
      if (joined(name, container.workingDir ?? "-") === "a-") yield `a, without a folder: ${image ?? "none"}`;
      if (image !== undefined && !(parameters.images ?? []).some((one) => image.startsWith(one)))
        yield `no image: ${name}`;
      if (!(parameters.names ?? []).some((one) => one === container.workingDir)) yield `works elsewhere: ${name}`;
      if (level !== "low" && name !== "a") yield `${name}: ${level ?? "no level"}`;
      const small = caseless(container.args ?? []);
      if (!small.has("--a") && !small.isSubsetOf(caseless(container.command ?? [])))
        yield `${name}: ${small.size} arguments`;
    }
  },
});

function isListed(images: readonly string[], names: readonly string[], { name, image }: Container): boolean {
  return caseless(images).has(image ?? "") || (!caseless(names).has("*") && caseless(names).has(name));
}

function isAmong({ name }: Container, names: readonly string[]): boolean {
  return names.includes(name) || names.includes(`${name}${name}`);
}

function isOther(name: string, names: Set<string>): boolean {
  return !names.has(name) && !names.has(name.toUpperCase());
}

function namesIn({ spec }: Pod): Set<string> {
  return new Set((spec?.initContainers ?? []).map(({ name }) => name));
}

function caseless(texts: readonly string[]): Set<string> {
  return new Set(texts.map((text) => text.toLowerCase()));
}

function joined(text: string, other: string): string {
  return text + other;
}

function textOf({ message }: Parameters, standard: string): string {
  return message ?? standard;
}
