import { expect, test } from "vitest";
import { compileFiles } from "../diagnostics/memory-host.js";

const definition = `({
  kind: "Named",
  title: "Title",
  description: "Description.",

  *violations({ object }: Review<Pod>) {
    if (object.spec?.hostNetwork) yield "on the host's network";
  },
})`;
const types = 'import type { Review } from "gatewright";\nimport type { Pod } from "gatewright/kubernetes";\n';

test.each([
  ["its own", 'import { constraint, policy } from "gatewright";', "policy", "constraint"],
  ["others", 'import { constraint as use, policy as define } from "gatewright";', "define", "use"],
  ["those of a namespace", 'import * as gw from "gatewright";', "gw.policy", "gw.constraint"],
])("policies and constraints are found by the names that a module has for them: %s", (_, imports, define, use) => {
  const text = `${imports}\n${types}\nconst named = ${define}${definition};\nexport default named;\n`;
  const used = `${text}\nexport const everywhere = ${use}(named, { name: "everywhere", match: {} });\n`;
  const { policies, constraints, diagnostics } = compileFiles({ "policy.ts": used });
  expect(diagnostics).toEqual([]);
  expect([...policies, ...constraints].map(({ kind }) => kind)).toEqual(["Named", "Named"]);
});
