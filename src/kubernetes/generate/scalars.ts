/** What `scalars.ts` exports, for import by the other files. */
export const scalarNames = ["Integer", "IntOrString", "Json", "MicroTime", "Quantity", "Time"] as const;

/** Gives the name back, and remembers that the file needs it. */
type Use = (scalar: (typeof scalarNames)[number]) => string;

const anyObject = (use: Use) => `{ readonly [key: string]: ${use("Json")} }`;

/** Definitions that are no objects of their own, by id: how their values arrive in JSON. */
export const inlineTypes: { readonly [id: string]: (use: Use) => string } = {
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": (use) => `${use("Integer")} | string`,
  "io.k8s.apimachinery.pkg.api.resource.Quantity": (use) => use("Quantity"),
  "io.k8s.apimachinery.pkg.apis.meta.v1.Time": (use) => use("Time"),
  "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": (use) => use("MicroTime"),
  "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": anyObject,
  "io.k8s.apimachinery.pkg.runtime.RawExtension": anyObject,
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON": (use) => use("Json"),
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray": () =>
    "JSONSchemaProps | readonly JSONSchemaProps[]",
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool": () => "JSONSchemaProps | boolean",
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray": () =>
    "JSONSchemaProps | readonly string[]",
};

/** The hand-written part of the generated types. */
export const scalarsSource = `import type { Json } from "../model.js";

export type { Json };

/** A whole number: \`int32\` or \`int64\` in the document. The compiler knows the name, and prints such a number whole. */
export type Integer = number;

/** A number or a name or percentage: \`80\`, \`"http"\`, \`"25%"\`. Narrow it with \`typeof\`. */
export type IntOrString = Integer | string;

/**
 * An amount: \`"500m"\`, \`"1Gi"\`, \`"2"\`. The API server sends strings, in admission and in audit; a manifest that never
 * went through one, as in \`gator\` or a fixture, may say \`cpu: 2\`, which arrives as a number. Read either with \`quantity()\`.
 */
export type Quantity = string | number;

/** A moment as RFC 3339 text: \`"2026-08-01T12:00:00Z"\`. */
export type Time = string;

/** A moment as RFC 3339 text with microseconds: \`"2026-08-01T12:00:00.000000Z"\`. */
export type MicroTime = string;
`;
