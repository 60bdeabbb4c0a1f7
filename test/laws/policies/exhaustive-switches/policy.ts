import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  rules: { type: "prefix" | "length" | "one-of"; prefix?: string; max?: number; values?: string[] }[];
}

type Rule =
  | { readonly type: "prefix"; readonly prefix: string }
  | { readonly type: "length"; readonly max: number }
  | { readonly type: "one-of"; readonly values: readonly string[] };

enum Tier {
  Low,
  High,
}

function toRule(raw: Parameters["rules"][number]): Rule {
  switch (raw.type) {
    case "prefix":
      return { type: "prefix", prefix: raw.prefix ?? "" };
    case "length":
      return { type: "length", max: raw.max ?? 63 };
    case "one-of":
      return { type: "one-of", values: raw.values ?? [] };
  }
}

function holds(rule: Rule, image: string): boolean {
  switch (rule.type) {
    case "prefix":
      return image.startsWith(rule.prefix);
    case "length":
      return image.length <= rule.max;
    case "one-of":
      return rule.values.includes(image);
  }
}

function nameOf(tier: Tier): string {
  switch (tier) {
    case Tier.High:
      return "high";
    case Tier.Low:
      return "low";
  }
}

export default policy({
  kind: "ExhaustiveSwitches",
  title: "Switches over all there is",
  description: "A switch whose cases are all that the type allows needs no default.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const rules = parameters.rules.map(toRule);
    for (const { name, image } of object.spec?.containers ?? []) {
      if (!image) continue;
      const broken = rules.filter((rule) => !holds(rule, image));
      if (broken.length > 0) yield { msg: `${name}: ${image}`, details: broken };
    }
    const tier = object.spec?.hostNetwork ? Tier.High : Tier.Low;
    let weight: number;
    switch (tier) {
      case Tier.Low:
        weight = 1;
        break;
      case Tier.High:
        weight = 2;
    }
    yield `${nameOf(tier)} weighs ${weight}`;
    for (const { type } of parameters.rules) {
      switch (type) {
        case "prefix":
          continue;
        case "length":
        case "one-of":
          yield `asked for ${type}`;
      }
    }
  },
});
