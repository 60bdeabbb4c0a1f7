import { placeRules, sourceMap } from "../compiler/rego/source-map.js";
import type { OutputFile } from "../gatekeeper/output-file.js";
import { asRegoV0 } from "../gatekeeper/rego-version.js";
import { regoFile } from "../gatekeeper/template.js";
import type { CompiledPolicy } from "../model.js";
import type { Engine } from "../opa/index.js";
import type { ExplainedFile } from "../report/explained-rules.js";

/**
 * The rules of policies that were compiled for it, and a source map beside each file of Rego. The policies have their Rego as
 * `opa fmt` leaves it.
 */
export async function explainRego(
  policies: readonly CompiledPolicy[],
  engine: Pick<Engine, "format">,
): Promise<{ readonly explained: readonly ExplainedFile[]; readonly files: readonly OutputFile[] }> {
  const explained: ExplainedFile[] = [];
  for (const policy of policies) {
    if (policy.explanation === undefined) continue;
    const { path } = regoFile(policy);
    const marked = await engine.format(policy.explanation.rego, path);
    const own = policy.regoVersion === "v0" ? asRegoV0(marked) : marked;
    const { rego, rules } = placeRules(own, policy.explanation.rules);
    if (rego !== policy.rego) throw new Error(`the marks of ${path} have changed how it is formatted`);
    explained.push({ path, rules });
  }
  const files = explained.map(({ path, rules }) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return { path: `${path}.map`, text: sourceMap(name, rules) };
  });
  return { explained, files };
}
