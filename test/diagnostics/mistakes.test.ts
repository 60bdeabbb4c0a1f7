// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the bodies are source text
/** What compiles and is most likely a mistake: found where it is one, and nowhere else. */
import { describe, expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compileFiles } from "./memory-host.js";

const networked = 'if (object.spec?.hostNetwork === true) yield "networked";';

/** The codes and lines of what is found. */
function found(module: string): readonly string[] {
  const { diagnostics } = compileFiles({ "policy.ts": module }, ["policy.ts"], { mistakes: true });
  return diagnostics.map(
    ({ code, span, sourceLine }) => `${code} ${sourceLine?.slice((span?.column ?? 0) - 1, (span?.endColumn ?? 0) - 1)}`,
  );
}

const taking = (fields: string, more = "") => ({
  review: "Review<Pod, Parameters>",
  takes: "{ object, parameters }",
  names: ["fmt"],
  before: `export interface Parameters {\n${fields}\n}\n${more}`,
});
const rules = "  rules: { prefix: string; note?: string }[];";
const prefix = 'if (parameters.rules.some((rule) => object.metadata?.name?.startsWith(rule.prefix))) yield "named";';
const name = 'const name = object.metadata?.name ?? "";';
const containers = "const containers = object.spec?.containers ?? [];";

const cases: { readonly [about: string]: readonly [module: string, ...found: string[]] } = {
  "a part of a parameter that nothing reads": [policyModule(prefix, taking(rules)), "GW5001 note"],
  "a parameter that is taken and not used": [
    policyModule('if (names.includes(object.metadata?.name ?? "")) yield "named";', {
      ...taking("  names: string[];\n  note?: string;"),
      takes: "{ object, parameters: { names, note } }",
    }),
    "GW5001 note",
  ],
  "parameters that a message shows as a whole": [
    policyModule("if (object.spec?.hostNetwork === true) yield fmt(parameters.rules);", taking(rules)),
  ],
  "parameters in details": [
    policyModule('if (object.spec?.hostNetwork === true) yield { msg: "", details: parameters };', taking(rules)),
  ],
  "parameters that a helper reads": [
    policyModule(
      'if (isNamed(object, parameters)) yield "named";',
      taking(
        rules,
        "const isNamed = (pod: Pod, { rules }: Parameters) =>\n  rules.some(({ prefix, note = prefix }) => pod.metadata?.name === note);",
      ),
    ),
  ],
  "a list that is asked whether it is there": [
    policyModule(`${containers}\nif (containers && object.spec?.hostNetwork) yield "networked";`),
    "GW5003 containers",
  ],
  "a default that is asked whether it is undefined": [
    policyModule(`${name}\nif (name !== undefined && object.spec?.hostNetwork) yield name;`),
    "GW5003 name !== undefined",
  ],
  "a length that is asked whether it is negative": [
    policyModule(`${containers}\nif (containers.length >= 0 && object.spec?.hostNetwork) yield "networked";`),
    "GW5003 containers.length >= 0",
  ],
  "what was asked before": [
    policyModule(
      "const node = object.spec?.nodeName;\nif (node === undefined) return;\nif (node !== undefined && object.spec?.hostNetwork) yield node;",
    ),
    "GW5003 node !== undefined",
  ],
  "a required field of an object, which may be asked for": [
    policyModule(
      'for (const container of object.spec?.initContainers ?? []) if (container.name === undefined) yield "no name";',
    ),
  ],
  "a name that a loop changes": [
    policyModule(
      `let found = false;\nfor (const { name } of object.spec?.volumes ?? []) if (name === "x") found = true;\nif (found) yield "x";`,
    ),
  ],
  "a violation after a return": [policyModule(`${networked}\nreturn;\nyield "never";`), 'GW5004 "never"'],
  "the same violation twice": [policyModule(`${networked}\n${networked}`), 'GW5005 "networked"'],
  "the same violation in a loop of its own": [
    policyModule(
      'for (const { name } of object.spec?.volumes ?? []) if (name === "x") yield name;\nfor (const { name: own } of object.spec?.volumes ?? []) if (own === "x" && object.spec?.hostPID) yield own;',
    ),
    "GW5005 own",
  ],
  "the same message for different reasons": [
    policyModule(`${networked}\nif (object.spec?.hostPID === true) yield "networked";`),
  ],
  "containers for their probes, which others do not have": [
    policyModule(
      "for (const { name, livenessProbe } of object.spec?.containers ?? []) if (!livenessProbe) yield `${name} has no probe`;",
    ),
  ],
  "containers and those that start, without those for debugging": [
    policyModule(
      'for (const { image } of [...(object.spec?.containers ?? []), ...(object.spec?.initContainers ?? [])]) if (!image) yield "no image";',
    ),
    "GW5006 containers",
  ],
  "containers for what those for debugging cannot have": [
    policyModule(
      'for (const { resources } of [...(object.spec?.containers ?? []), ...(object.spec?.initContainers ?? [])]) if (!resources) yield "no limits";',
    ),
  ],
  "oldObject that is compared with object": [
    policyModule(
      'const before = oldObject?.spec?.nodeName;\nconst after = object.spec?.nodeName;\nif (before !== undefined && before !== after) yield "moved";',
      { takes: "{ object, oldObject }" },
    ),
  ],
  "oldObject behind the operation": [
    policyModule('if (operation === "DELETE" && oldObject?.spec?.hostPID) yield "kept";', {
      takes: "{ operation, oldObject }",
    }),
  ],
};

describe("check", () => {
  test.each(Object.entries(cases))("looks at %s", (_, [module, ...expected]) => {
    expect(found(module)).toEqual(expected);
  });

  test("is alone in looking for them, and they keep no policy from being built", () => {
    const [module] = cases["the same violation twice"] as readonly [string];
    expect(compileFiles({ "policy.ts": module }).diagnostics).toEqual([]);
    expect(compileFiles({ "policy.ts": module }, ["policy.ts"], { mistakes: true }).policies.length).toBe(1);
  });
});

describe("a comment", () => {
  const twice = (comment: string) => found(policyModule(`${networked}\n${comment}`));
  const why = "gatewright-ignore GW5005: on purpose";

  test("ignores a warning of the next line, or of its own", () => {
    expect(twice(`// ${why}\n${networked}`)).toEqual([]);
    expect(twice(`// ${why}\n// and why\n\n${networked}`)).toEqual([]);
    expect(twice(`${networked} // ${why}`)).toEqual([]);
  });

  test("ignores no other line and no other code", () => {
    const told = (comment: string) => ['GW5005 "networked"', `GW5008 ${comment}`].toSorted();
    expect(twice(`${networked}\n// ${why}`).toSorted()).toEqual(told(`// ${why}`));
    const other = "// gatewright-ignore GW5004: on purpose";
    expect(twice(`${networked} ${other}`).toSorted()).toEqual(told(other));
  });

  test("has to give a reason", () => {
    const comment = "// gatewright-ignore GW5005";
    expect(twice(`${networked} ${comment}`)).toEqual(['GW5005 "networked"', `GW5008 ${comment}`]);
  });

  test("ignores no error", () => {
    const comment = "// gatewright-ignore GW1012: on purpose";
    expect(found(policyModule(`if (object.kind == "Pod") yield "x"; ${comment}`))).toEqual([
      'GW1012 object.kind == "Pod"',
      `GW5008 ${comment}`,
    ]);
  });

  test("is none inside of a text", () => {
    expect(found(policyModule('if (object.spec?.hostPID) yield "// gatewright-ignore GW5005: text";'))).toEqual([]);
  });
});
