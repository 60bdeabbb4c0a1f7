import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readParameters } from "./read-parameters.js";

/** Parameters of the community's library, written as its schemas have them: nothing is required there. */
const interfaces: { readonly [kind: string]: string } = {
  K8sDisallowAnonymous: `export interface Parameters {
    /** Roles that may be bound. */ allowedRoles?: string[];
    /** @default false */ disallowAuthenticated?: boolean;
  }`,
  K8sReplicaLimits: "export interface Parameters { ranges?: { min_replicas?: Integer; max_replicas?: Integer }[] }",
  VerifyDeprecatedAPI: `interface Deprecated { deprecatedAPI?: string; kinds?: string[]; targetAPI?: string }
    export interface Parameters { kvs?: readonly Deprecated[]; k8sVersion?: number }`,
  K8sRequiredResources: `type Resource = "cpu" | "memory";
    interface Exempt { exemptImages?: string[] }
    export interface Parameters extends Exempt { limits?: Resource[]; requests?: Array<Resource> }`,
  K8sRequiredLabels: `export type Parameters = Partial<{
    message: string;
    labels: Partial<{ key: string; allowedRegex: string }>[];
  }>;`,
  K8sPSPFSGroup: `interface Range { min?: Integer; max?: Integer }
    export interface Parameters { rule?: "MayRunAs" | "MustRunAs" | "RunAsAny"; ranges?: Range[] }`,
  K8sContainerEphemeralStorageLimit: `export interface Parameters {
    exemptImages?: string[];
    "ephemeral-storage"?: string;
  }`,
  K8sPSPAllowedUsers: `interface Ids<Rule extends string> { rule?: Rule; ranges?: Range<Integer>[] }
    interface Range<Bound> { min?: Bound; max?: Bound }
    type Groups = Ids<"MustRunAs" | "MayRunAs" | "RunAsAny">;
    export interface Parameters {
      exemptImages?: string[];
      runAsUser?: Ids<"MustRunAs" | "MustRunAsNonRoot" | "RunAsAny">;
      runAsGroup?: Groups;
      supplementalGroups?: Groups;
      fsGroup?: Groups;
    }`,
  K8sStorageClass: `export interface Parameters {
    /** @default true */ includeStorageClassesInMessage?: boolean;
    allowedStorageClasses?: string[];
  }`,
};

const community = JSON.parse(readFileSync(new URL("fixtures/community-schemas.json", import.meta.url), "utf8")) as {
  readonly schemas: { readonly [kind: string]: unknown };
};

/** Without descriptions, and with enums sorted: what a schema accepts and fills in. */
function meaning(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(meaning);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key, value]) => key !== "description" || typeof value === "object");
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === "enum" ? [...(value as string[])].sort() : meaning(value)]),
  );
}

describe("the community library's schemas come out of interfaces", () => {
  for (const [kind, source] of Object.entries(interfaces)) {
    test(kind, () => {
      const { schema, problems } = readParameters(`import type { Integer } from "gatewright";\n${source}`);
      expect(problems).toEqual([]);
      expect(community.schemas).toHaveProperty(kind);
      expect(meaning(schema)).toEqual(meaning(community.schemas[kind]));
    });
  }
});
