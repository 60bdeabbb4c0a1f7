import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Compiled, compileForAll } from "./three-ways.js";

/**
 * What the community's linter would report, as far as the text of formatted Rego shows it. `opa check --strict` and `opa fmt` are the
 * compiler's own last step.
 */
const rules: { readonly [rule: string]: (rego: string) => readonly string[] } = {
  "line-length": (rego) => rego.split("\n").filter((line) => line.length > 120 && !line.includes('"')),
  "rule-length": (rego) => blocks(rego).filter((block) => block.split("\n").length > 31),
  "rule-name-repeats-package": (rego) => {
    const name = /^package (\S+)/.exec(rego)?.[1];
    return heads(rego).filter((head) => head === name || head.startsWith(`${name}_`));
  },
  "avoid-get-and-list-prefix": (rego) => heads(rego).filter((head) => /^(?:get|list)_/.test(head)),
  "name-that-nobody-gave": (rego) => heads(rego).filter((head) => /^(?:the|this)_|_\d+$/.test(head)),
  "prefer-snake-case": (rego) => heads(rego).filter((head) => !/^[a-z][a-z0-9_]*$/.test(head)),
  "double-negative": (rego) => rego.match(/\bnot (?:not|no|cannot|non)_\w+/g) ?? [],
  "yoda-condition": (rego) => rego.match(/^\t+(?:"[^"]*"|\d+|true|false|null) (?:==|!=|<=?|>=?) .*/gm) ?? [],
  "use-some-for-output-vars": (rego) => rego.match(/\w\[_\]/g) ?? [],
  "in-wildcard-key": (rego) => rego.match(/some _, \w+ in/g) ?? [],
  "redundant-existence-check": (rego) => {
    const lines = rego.split("\n").map((line) => line.trim());
    return lines.filter(
      (line, index) => /^[a-z]\w*(?:\.\w+)+$/.test(line) && (lines[index + 1] ?? "").startsWith(`${line}.`),
    );
  },
  "equals-over-count": (rego) => rego.match(/count\([^()]*\) (?:==|!=) 0/g) ?? [],
  "use-in-operator": (rego) => rego.match(/ in [[{]"[^",]*"[\]}]/g) ?? [],
  "trailing-default-rule": (rego) =>
    heads(rego, true).filter(
      (head, index, all) => head.startsWith("default ") && all.slice(0, index).includes(head.slice(8)),
    ),
  "messy-rule": (rego) => {
    const all = heads(rego);
    return all.filter((head, index) => all.indexOf(head) < index && all[index - 1] !== head);
  },
  "constant-condition": (rego) => rego.match(/^\t+(?:true|false)$| if (?:true|false)$/gm) ?? [],
  "comment-space": (rego) => rego.match(/^\s*#\S.*/gm) ?? [],
};

/** The names of the rules, one for each clause. */
function heads(rego: string, withDefault = false): readonly string[] {
  return [...rego.matchAll(/^(default )?([A-Za-z]\w*)(?=[ (])/gm)]
    .filter(([, , name]) => name !== "package" && name !== "import")
    .map(([, isDefault, name]) => (withDefault && isDefault ? `default ${name}` : (name as string)));
}

/** The rules, as they stand between empty lines. */
function blocks(rego: string): readonly string[] {
  return rego.split(/\n\n/).filter((block) => / if \{$/m.test(block));
}

const root = resolve(import.meta.dirname, "../..");
const sources = [
  ...readdirSync(`${root}/stdlib`).map((name) => `${root}/stdlib/${name}/policy.ts`),
  ...readdirSync(`${root}/test/laws/imported`).map((name) => `${root}/test/laws/imported/${name}/policy.ts`),
  ...readdirSync(`${root}/examples/quickstart/policies`).map(
    (name) => `${root}/examples/quickstart/policies/${name}/policy.ts`,
  ),
].filter((path) => existsSync(path));

/** The policies that only call functions name nothing. */
const imported: ReadonlySet<string> = new Set(["Blocks", "Encodings", "Globs", "Moments", "Releases", "Texts"]);

describe("the Rego of the standard library, of the functions that are imported, and of the examples", () => {
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compileForAll(sources);
  });
  afterAll(() => compiled.close());

  for (const [name, find] of Object.entries(rules)) {
    it(`gives nothing to report: ${name}`, () => {
      expect(compiled.policies.size).toBeGreaterThan(10);
      const checked = [...compiled.policies].filter(
        ([kind]) => name !== "name-that-nobody-gave" || !imported.has(kind),
      );
      const found = checked.flatMap(([kind, { rego }]) => find(rego).map((text) => `${kind}: ${text}`));
      expect(found).toEqual([]);
    });
  }
});
