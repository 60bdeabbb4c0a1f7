import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../src/kubernetes/generate/document.js";
import { generate } from "../../src/kubernetes/generate/generate.js";
import { compareVersions } from "../../src/kubernetes/generate/names.js";
import { printComment } from "../../src/kubernetes/generate/print-comment.js";
import { type Naming, printInterface, printType } from "../../src/kubernetes/generate/print-type.js";
import type { Schema } from "../../src/kubernetes/generate/schema.js";

const naming: Naming = { ref: (ref) => ref.slice(ref.lastIndexOf(".") + 1), scalar: (name) => name };

describe("printType", () => {
  it.each<[Schema, string]>([
    [{ type: "integer", format: "int64" }, "Integer"],
    [{ type: "number", format: "double" }, "number"],
    [{ type: "string", format: "byte" }, "string"],
    [{ type: "string", format: "int-or-string" }, "Integer | string"],
    [{ "x-kubernetes-int-or-string": true }, "Integer | string"],
    [{ type: "array", items: { "x-kubernetes-int-or-string": true } }, "readonly (Integer | string)[]"],
    [{ type: "array", items: { type: "array", items: { type: "string" } } }, "readonly (readonly string[])[]"],
    [
      { type: "array", items: { type: "object", additionalProperties: { type: "integer" } } },
      "readonly { readonly [key: string]: Integer }[]",
    ],
    [{ type: "array", items: { type: "string", nullable: true } }, "readonly (string | null)[]"],
    [{ type: "string", nullable: true }, "string | null"],
    [{ type: "object" }, "{ readonly [key: string]: Json }"],
    [{ type: "object", additionalProperties: true }, "{ readonly [key: string]: Json }"],
    [{}, "Json"],
    [{ $ref: "#/definitions/io.k8s.api.core.v1.PodSpec" }, "PodSpec"],
  ])("%j is %s", (schema, expected) => {
    expect(printType(schema, naming)).toBe(expected);
  });

  it("prints the objects of a CRD's schema in place", () => {
    const schema: Schema = {
      description: "A backup.",
      properties: {
        kind: { type: "string" },
        spec: {
          type: "object",
          required: ["every"],
          properties: { every: { type: "string", description: "How often." }, "keep-last": { type: "integer" } },
        },
      },
    };
    expect(printInterface("Backup", schema, naming, { kind: { value: "Backup", required: true } })).toBe(
      `/** A backup. */
export interface Backup {
  readonly kind: "Backup";
  readonly spec?: {
    /** How often. */
    readonly every: string;
    readonly "keep-last"?: Integer;
  };
}
`,
    );
  });

  it("rejects a type that OpenAPI does not know", () => {
    expect(() => printType({ type: "decimal" }, naming)).toThrow(`A schema has type "decimal"`);
  });
});

describe("printComment", () => {
  it("lets no description end the comment or begin a tag", () => {
    expect(printComment("'*/*' means all */ x\n@deprecated no tag")).toBe(
      "/**\n * '*\\/*' means all *\\/ x\n * \\@deprecated no tag\n */\n",
    );
  });

  it("wraps long lines and leaves indented ones", () => {
    const lines = printComment(`${"word ".repeat(60)}\n\n  ${"x ".repeat(100)}`, "  ").split("\n");
    expect(lines.filter((line) => line.length > 120)).toEqual([`   *   ${"x ".repeat(100)}`.trimEnd()]);
    expect(lines).toContain("   *");
  });

  it("is nothing for no description", () => {
    expect(printComment(undefined)).toBe("");
  });
});

it("orders versions as Kubernetes does", () => {
  const versions = ["v1beta2", "v1", "v2alpha1", "v10", "v2", "v1beta1", "v1alpha3"];
  expect(versions.toSorted(compareVersions)).toEqual(["v1alpha3", "v2alpha1", "v1beta1", "v1beta2", "v1", "v2", "v10"]);
});

it("says which definition is missing", () => {
  const gvk = { group: "a.io", version: "v1", kind: "A" };
  const document: OpenApiDocument = {
    definitions: {
      "io.a.v1.A": {
        properties: { apiVersion: {}, kind: {}, spec: { $ref: "#/definitions/io.a.v1.Gone" } },
        "x-kubernetes-group-version-kind": [gvk],
      },
    },
    paths: { "/apis/a.io/v1/as": { get: { "x-kubernetes-group-version-kind": gvk } } },
  };
  expect(() => generate(document, "0")).toThrow("names io.a.v1.Gone and does not define it");
});
