import { describe, expect, test } from "vitest";
import { applyDefaults, validateParameters } from "../../src/compiler/schema/parameter-values.js";
import { artifacts } from "../../src/gatekeeper/artifacts.js";
import { toYaml } from "../../src/gatekeeper/yaml.js";
import type { CompiledConstraint, Json, OpenApiSchema } from "../../src/model.js";
import { echoPolicy } from "../artifacts/echo-policy.js";
import { runGator } from "../artifacts/gator.js";
import { randomFrom, randomObject, randomValue } from "./random-schemas.js";

const span = { file: "a.ts", line: 1, column: 1, endLine: 1, endColumn: 1 };
type Parameters = { readonly [key: string]: Json };

const namespace = {
  path: "objects/namespace.yaml",
  text: toYaml({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }),
};

interface Trial {
  readonly schema: OpenApiSchema;
  readonly parameters: Parameters;
}

/** Schemas and parameters for them, of which some fit. A default that is not valid is taken out: Kubernetes refuses those. */
function trials(seed: number, schemas: number, each: number): readonly Trial[] {
  const random = randomFrom(seed);
  return Array.from({ length: schemas }, () => withValidDefaults(randomObject(random, 3))).flatMap((schema) =>
    Array.from({ length: each }, (): Trial => {
      const value = randomValue(random, schema, random() < 0.5 ? 0 : 0.15);
      const fits = typeof value === "object" && value !== null && !Array.isArray(value);
      return { schema, parameters: fits ? (value as Parameters) : {} };
    }),
  );
}

function withValidDefaults({ default: stated, ...schema }: OpenApiSchema): OpenApiSchema {
  const { properties, items, additionalProperties } = schema;
  const inner: OpenApiSchema = {
    ...schema,
    ...(items === undefined ? {} : { items: withValidDefaults(items) }),
    ...(typeof additionalProperties === "object"
      ? { additionalProperties: withValidDefaults(additionalProperties) }
      : {}),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, field]) => [name, withValidDefaults(field)]),
          ),
        }),
  };
  const holder: OpenApiSchema = { type: "object", properties: { it: inner } };
  return stated === undefined || validateParameters(holder, { it: stated }).length > 0
    ? inner
    : { ...inner, default: stated };
}

/** The trials as artifacts: a kind for each schema, a constraint for each trial. */
function filesOf(all: readonly Trial[]) {
  const schemas = [...new Set(all.map(({ schema }) => schema))];
  const kindOf = ({ schema }: Trial) => `K8sTrial${schemas.indexOf(schema)}`;
  const constraints = all.map(
    (trial, index): CompiledConstraint => ({
      kind: kindOf(trial),
      name: `trial-${index}`,
      parameters: trial.parameters,
      span,
    }),
  );
  const suites = schemas.map((_, at) => ({
    policy: `K8sTrial${at}`,
    tests: constraints
      .filter(({ kind }) => kind === `K8sTrial${at}`)
      .map(({ name }) => ({
        name,
        constraint: `constraints/${name}.yaml`,
        cases: [{ name: "said", object: "objects/namespace.yaml", violations: 1 }],
      })),
  }));
  const policies = schemas.map((schema, at) => echoPolicy(`K8sTrial${at}`, schema));
  return [...artifacts({ policies, constraints, suites }), namespace];
}

describe("Gatekeeper and this agree on parameters", () => {
  const all = trials(20, 100, 6);
  const verdicts = all.map(({ schema, parameters }) => validateParameters(schema, parameters));

  test("on which ones are valid", () => {
    const { stdout } = runGator(["verify", "suites", "-v"], filesOf(all));
    const accepted = new Set([...stdout.matchAll(/^--- PASS: trial-(\d+)\t/gm)].map(([, index]) => Number(index)));
    const refused = new Set([...stdout.matchAll(/^--- FAIL: trial-(\d+)\t/gm)].map(([, index]) => Number(index)));
    expect(accepted.size + refused.size, stdout.slice(0, 2000)).toBe(all.length);
    expect(stdout).not.toContain("adding template");
    expect(Math.min(accepted.size, refused.size)).toBeGreaterThan(all.length / 5);
    const apart = all.flatMap((trial, index) =>
      accepted.has(index) === (verdicts[index]?.length === 0) ? [] : [{ ...trial, ours: verdicts[index], index }],
    );
    expect(apart.map((trial) => JSON.stringify(trial))).toEqual([]);
  });

  test("on what defaults make of them", () => {
    const valid = all.filter((_, index) => verdicts[index]?.length === 0).slice(0, 150);
    const files = filesOf(valid).filter(({ path }) => /^(?:templates|constraints|objects)\//.test(path));
    const { stdout, stderr } = runGator(["test", "-f", ".", "-o", "json"], files);
    const results = JSON.parse(stdout || `"${stderr.slice(0, 2000)}"`) as readonly {
      readonly msg: string;
      readonly constraint: { readonly metadata: { readonly name: string } };
      readonly violatingObject: { readonly kind: string };
    }[];
    const said = new Map(
      results
        .filter(({ violatingObject }) => violatingObject.kind === "Namespace")
        .map(({ msg, constraint }) => [constraint.metadata.name, JSON.parse(msg) as Json]),
    );
    expect(said.size).toBe(valid.length);
    let filled = 0;
    for (const [index, { schema, parameters }] of valid.entries()) {
      const ours = applyDefaults(schema, parameters);
      if (JSON.stringify(ours) !== JSON.stringify(parameters)) filled++;
      expect(ours, JSON.stringify({ schema, parameters })).toEqual(said.get(`trial-${index}`));
    }
    expect(filled).toBeGreaterThan(30);
  });

  test("on a constraint without parameters", () => {
    const nested: OpenApiSchema = { type: "object", properties: { a: { type: "string", default: "x" } } };
    for (const schema of [nested, { ...nested, default: {} }, { ...nested, default: { a: "y" } }]) {
      const policy = echoPolicy("K8sEcho", schema);
      const files = artifacts({ policies: [policy], constraints: [{ kind: "K8sEcho", name: "echo", span }] });
      const read = [...files.filter(({ path }) => /^(?:templates|constraints)\//.test(path)), namespace];
      const { stdout } = runGator(["test", "-f", ".", "-o", "json"], read);
      const [said] = JSON.parse(stdout) as readonly { readonly msg: string }[];
      expect(applyDefaults(schema, undefined)).toEqual(JSON.parse(said?.msg ?? "null"));
    }
  });
});

describe("validateParameters", () => {
  const schema: OpenApiSchema = {
    type: "object",
    required: ["labels"],
    properties: {
      labels: { type: "array", minItems: 1, items: { type: "object", properties: { key: { type: "string" } } } },
      "max-age": { type: "integer", maximum: 10 },
    },
  };

  test("names the place and what is there", () => {
    expect(validateParameters(schema, { labels: [{ key: 1, x: 2 }], "max-age": 11.5 })).toEqual([
      "spec.parameters.labels[0].key: must be a string, is 1",
      "spec.parameters.labels[0].x: is not a field that the schema has",
      'spec.parameters["max-age"]: must be an integer, is 11.5',
      'spec.parameters["max-age"]: must be at most 10, is 11.5',
    ]);
  });
  test("a constraint without parameters lacks the required ones, unless the root has a default", () => {
    expect(validateParameters(schema, undefined)).toEqual(["spec.parameters.labels: is required"]);
    expect(validateParameters({ ...schema, required: [], default: {} }, undefined)).toEqual([]);
    expect(validateParameters(undefined, undefined)).toEqual([]);
  });
  test("a policy without parameters takes none", () => {
    expect(validateParameters(undefined, {})).toEqual([]);
    expect(validateParameters(undefined, { a: 1 })).toEqual(["spec.parameters.a: is not a field that the schema has"]);
    expect(validateParameters(undefined, null)).toEqual(["spec.parameters: must be an object, is null"]);
  });
  test("names of JavaScript's own are fields like others", () => {
    const own: OpenApiSchema = { type: "object", required: ["toString"], properties: {} };
    const value = JSON.parse('{"__proto__": 1, "constructor": 2}') as Json;
    expect(validateParameters(own, value)).toEqual([
      "spec.parameters.toString: is required",
      "spec.parameters.__proto__: is not a field that the schema has",
      "spec.parameters.constructor: is not a field that the schema has",
    ]);
  });
});

describe("applyDefaults", () => {
  test("leaves what it is given alone", () => {
    const parameters = Object.freeze({ list: Object.freeze([Object.freeze({})]) });
    const item: OpenApiSchema = { type: "object", properties: { a: { type: "integer", default: 1 } } };
    const schema: OpenApiSchema = { type: "object", properties: { list: { type: "array", items: item } } };
    expect(applyDefaults(schema, parameters)).toEqual({ list: [{ a: 1 }] });
    expect(parameters).toEqual({ list: [{}] });
  });
  test("gives {} where there is nothing", () => {
    expect(applyDefaults(undefined, undefined)).toEqual({});
    expect(applyDefaults({ type: "object" }, null)).toEqual({});
  });
});
