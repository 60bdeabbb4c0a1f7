import { expect, test } from "vitest";
import { parse } from "yaml";
import { artifacts } from "../../src/gatekeeper/artifacts.js";
import { compileFiles } from "../diagnostics/memory-host.js";

/** kustomize reads the values of a template as JSON, and refuses these however our YAML writes them. */
const awkward = ["\u007f", "\u0085", "\u009f", "\u2028", "\u2029", "\ufeff", "\uffff"];

const source = `
import { fmt, matches, policy, type Review } from "gatewright";
import type { Namespace } from "gatewright/kubernetes";

export default policy({
  kind: "Printable",
  title: "Printable",
  description: "Says what no file can hold.",

  *violations({ object }: Review<Namespace>) {
    const owner = object.metadata?.labels?.["owner"];
    if (owner === ${JSON.stringify(awkward.join(""))}) yield \`awkward: \${fmt([owner])}\`;
    if (owner !== undefined && matches(${JSON.stringify(`^[${awkward.join("")}]$`)}, owner)) yield "${awkward.join("")}";
  },
});
`;

test("the Rego of a template has only characters that kubectl apply -k takes", () => {
  const { policies, diagnostics } = compileFiles({ "policy.ts": source });
  expect(diagnostics).toEqual([]);
  const text = artifacts({ policies, constraints: [] }).find(({ path }) => path === "templates/printable.yaml");
  const template = parse(text !== undefined && "text" in text ? text.text : "");
  const { rego } = template.spec.targets[0].code[0].source;
  for (const character of awkward) expect(rego.includes(character), JSON.stringify(character)).toBe(false);
  for (const character of awkward) {
    expect(rego).toContain(`\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }
});
