/** What an example's module is made of, apart from the body of its generator. */
interface Around {
  /** What it imports from gatewright beside `policy` and `Review`. */
  readonly names?: readonly string[];
  /** What it imports from gatewright/kubernetes. */
  readonly kinds?: readonly string[];
  /** The lines between the imports and the policy. */
  readonly before?: string;
  /** The type of the review and what the generator takes of it. */
  readonly review?: string;
  readonly takes?: string;
}

/** A whole module around the body of a generator, for the examples of records. */
export function policyModule(body: string, around: Around = {}): string {
  const { names = [], kinds = ["Pod"], before, review = "Review<Pod>", takes = "{ object }" } = around;
  const imported = [...names, "policy", "type Review"].toSorted((a, b) => (bare(a) < bare(b) ? -1 : 1));
  return `import { ${imported.join(", ")} } from "gatewright";
import type { ${kinds.join(", ")} } from "gatewright/kubernetes";
${before === undefined ? "" : `\n${before.trim()}\n`}
export default policy({
  kind: "K8sPodRules",
  title: "Rules for Pods",
  description: "Pods follow the rules of the platform team.",
  *violations(${takes}: ${review}) {
${body.trim().replaceAll(/^(?=.)/gm, "    ")}
  },
});
`;
}

function bare(name: string): string {
  return name.replace("type ", "").toLowerCase();
}
