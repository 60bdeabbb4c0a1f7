/** Where the rules of generated Rego come from, over the standard library and the policies of the law. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { explainRego } from "../../src/cli/explained-rego.js";
import { findPolicies } from "../../src/cli/find-policies.js";
import { nodeHost } from "../../src/cli/host.js";
import { compile, createSources } from "../../src/compiler/index.js";
import { library } from "../../src/compiler/rego/library.js";
import type { PlacedRule } from "../../src/compiler/rego/source-map.js";
import type { CompiledPolicy, SourceSpan } from "../../src/model.js";
import { type Engine, openEngine } from "../../src/opa/index.js";
import { checkout } from "./built.js";

vi.setConfig({ testTimeout: 180_000 });

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const law = join(checkout, "test/laws/policies");
const lawPolicies = readdirSync(law)
  .map((name) => join(law, name, "policy.ts"))
  .filter((path) => existsSync(path));

/** One policy at a time: those of the law share their kinds. */
const kept = createSources();
function compiled(entries: readonly string[]): readonly CompiledPolicy[] {
  const { policies } = compile(entries, nodeHost(checkout), { explained: true, sources: kept });
  return policies;
}

async function explain(policy: CompiledPolicy) {
  const rego = await engine.format(policy.rego, "policy.rego");
  const { explained, files } = await explainRego([{ ...policy, rego }], engine);
  const [{ rules } = { rules: [] as readonly PlacedRule[] }] = explained;
  const [file] = files;
  if (file === undefined || !("text" in file)) throw new Error("there is no source map");
  return { rego, rules, map: file.text };
}

const sources = new Map<string, readonly string[]>();
function linesOf(name: string): readonly string[] {
  const file = name.replace(/^gatewright\/library\//, "src/library/").replace(/^gatewright\/stdlib\//, "stdlib/");
  const lines = sources.get(file) ?? readFileSync(join(checkout, file), "utf8").split("\n");
  sources.set(file, lines);
  return lines;
}

/** The source that a place marks. */
function textAt({ file, line, column, endLine, endColumn }: SourceSpan): string {
  const lines = linesOf(file).slice(line - 1, endLine);
  const last = lines.length - 1;
  return lines
    .map((one, at) => one.slice(at === 0 ? column - 1 : 0, at === last ? endColumn - 1 : undefined))
    .join("\n");
}

/** Rules of the library's own functions come from no line. */
const isOurs = ({ name, origins }: PlacedRule) =>
  origins.length === 0 && Object.keys(library).some((own) => name.startsWith(own));

/** What authors name, and what they write out, is in the Rego as well: `hostPath` as it is, `allowed_hosts` for a name of theirs. */
const words = (text: string): ReadonlySet<string> =>
  new Set(
    (text.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").match(/[A-Za-z0-9]+/g) ?? []).map((word) => word.toLowerCase()),
  );

describe.each([
  ["the standard library", () => compiled(findPolicies(["stdlib"], checkout)), 300],
  ["the policies of the law", () => lawPolicies.flatMap((path) => compiled([path])), 200],
])("%s", (_, policiesOf, least) => {
  test("has a place in the source for each rule, which holds what the rule is made of", async () => {
    let placed = 0;
    const vague: string[] = [];
    for (const policy of policiesOf()) {
      const { rego, rules } = await explain(policy);
      const lines = rego.split("\n");
      for (const rule of rules) {
        const text = lines.slice(rule.line - 1, rule.endLine);
        const where = `${policy.file}: ${rule.name}`;
        expect(
          text.find((line) => /^[a-z]/.test(line)),
          where,
        ).toMatch(new RegExp(`^(default )?${rule.name}\\b`));
        if (isOurs(rule)) continue;
        placed += 1;
        const [first] = rule.origins;
        if (first === undefined) throw new Error(`${where} comes from nowhere`);
        // The comment that every build writes says the same.
        const comment = /^# (.+):(\d+)$/.exec(text[0] ?? "");
        if (comment !== null) expect([first.file, String(first.line)], where).toEqual(comment.slice(1));
        const told = rule.origins.map(textAt);
        for (const one of told) expect(one.trim(), where).not.toBe("");
        // A name that is read there may be given, and what is collected there be told, a few lines away.
        const source = words(
          rule.origins
            .map(({ file, line, endLine }) =>
              linesOf(file)
                .slice(Math.max(0, line - 8), endLine + 7)
                .join("\n"),
            )
            .join("\n"),
        );
        const shared = [...words(text.filter((line) => !line.startsWith("#")).join("\n"))].filter((word) =>
          source.has(word),
        );
        if (shared.length === 0) vague.push(`${where}\n${text.join("\n")}\n${told.join("\n")}`);
      }
      // What no rule covers is the package, and what stands between rules.
      const covered = new Set(rules.flatMap(({ line, endLine }) => range(line, endLine)));
      const open = lines.filter((line, index) => !covered.has(index + 1) && !/^(package \w+)?$/.test(line));
      expect(open, policy.file).toEqual([]);
    }
    expect(placed).toBeGreaterThan(least);
    // A few rules have no word but Gatewright's own, such as `value`.
    expect(vague.length / placed, vague.join("\n\n")).toBeLessThan(0.02);
  });
});

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe("a source map", () => {
  test("is one that Node reads, and leads from each line of a rule to its source", async () => {
    const [policy] = compiled([join(checkout, "stdlib/requiredlabels/policy.ts")]);
    const { rules, map } = await explain(policy as CompiledPolicy);
    const payload = JSON.parse(map) as SourceMapPayload;
    const read = new SourceMap(payload);
    const violations = rules.filter(({ name }) => name === "violation");
    expect(violations.length).toBeGreaterThan(1);
    for (const rule of violations) {
      for (const line of range(rule.line, rule.endLine)) {
        const entry = read.findEntry(line - 1, 0);
        expect(entry).toMatchObject({
          originalSource: rule.origins[0]?.file,
          originalLine: (rule.origins[0]?.line ?? 0) - 1,
          originalColumn: (rule.origins[0]?.column ?? 0) - 1,
        });
      }
    }
  });

  test("is not made for a build that nobody asks to explain itself", () => {
    const { policies } = compile([join(checkout, "stdlib/requiredlabels/policy.ts")], nodeHost(checkout));
    expect(policies.map(({ explanation }) => explanation)).toEqual([undefined]);
  });
});
