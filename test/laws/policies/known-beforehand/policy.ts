import { equals, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

type Finding = { readonly sort: "gone"; readonly field: string } | { readonly sort: "fine" };

function describe(finding: Finding): string {
  switch (finding.sort) {
    case "gone":
      return `${finding.field} is gone`;
    case "fine":
      return "";
  }
}

function find(): Finding {
  return { sort: "fine" };
}

export interface Parameters {
  note: string;
}

export default policy({
  kind: "KnownBeforehand",
  title: "Known beforehand",
  description: "Fields that no value in sight has, in texts, and lists in sight that cannot be equal.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const found = (object.spec?.containers ?? []).map(find);
    yield found.map(describe).join();
    yield `${found.map((one) => (one.sort === "gone" ? [one.field, "x"].join("-") : "ok")).join()} ${parameters.note}`;
    const [few, more]: [readonly number[], readonly number[]] = [[0], [80, 3]];
    for (const { name, image } of object.spec?.containers ?? []) {
      if (!equals(few, more)) yield `${name} differs`;
      const text = !equals(few, more) ? image : undefined;
      if (text) yield text;
    }
  },
});
