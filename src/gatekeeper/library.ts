import type { CompiledConstraint, CompiledPolicy } from "../model.js";
import { constraint } from "./constraint.js";
import type { OutputFile } from "./output-file.js";
import { templateFile, templateName } from "./template.js";
import { toYaml } from "./yaml.js";

/**
 * `library/<category>/<kind>/template.yaml` and `samples/…/constraint.yaml` beside it: the folders of the community library, in which
 * `gator policy generate-catalog` finds policies. What a set's name starts with is the category of the policies in it, `general` that of
 * all others.
 */
export function libraryFiles(
  policies: readonly CompiledPolicy[],
  constraints: readonly CompiledConstraint[],
): readonly OutputFile[] {
  return policies.flatMap((policy) => {
    const own = constraints.filter(({ kind }) => kind === policy.kind);
    const folder = `library/${categoryOf(own)}/${templateName(policy.kind)}`;
    const samples = own.map((one) => ({
      path: `${folder}/samples/${sampleName(one)}/constraint.yaml`,
      text: toYaml(constraint(one, policy.matchKinds)),
    }));
    return [{ ...templateFile(policy), path: `${folder}/template.yaml` }, ...samples];
  });
}

function categoryOf(constraints: readonly CompiledConstraint[]): string {
  const [category] = constraints.flatMap(({ set }) => set?.split("/")[0] ?? []).toSorted();
  return category ?? "general";
}

/**
 * No two are alike, as names have no `_`. Of several samples gator takes for a bundle the one whose folder has the last word of the
 * bundle's name in its own: `baseline`, say.
 */
function sampleName({ name, set }: CompiledConstraint): string {
  return set === undefined ? name : `${set.replaceAll("/", "_")}__${name}`;
}
