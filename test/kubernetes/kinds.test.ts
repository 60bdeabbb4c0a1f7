import type ts from "typescript";
import { describe, expect, it } from "vitest";
import type { GroupVersionKind } from "../../src/kubernetes/generate/schema.js";
import { kinds } from "../../src/kubernetes/kinds.js";
import { document } from "./document.js";
import { program } from "./program.js";

/** `apps/v1 Deployment` */
const label = ({ group, version, kind }: GroupVersionKind) => `${group === "" ? "" : `${group}/`}${version} ${kind}`;

/** What the exported types say, read as the compiler reads it: name → `apps/v1 Deployment`. */
function exportedKinds(): Map<string, string> {
  const built = program({ "~all.ts": `export type * from "./index.js";` });
  const checker = built.getTypeChecker();
  const module = checker.getSymbolAtLocation(
    built.getSourceFiles().find((f) => f.fileName.endsWith("~all.ts")) as ts.Node,
  );
  const found = new Map<string, string>();
  for (const symbol of checker.getExportsOfModule(module as ts.Symbol)) {
    const type = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(symbol));
    const literal = (name: string) => {
      const property = type.getProperty(name);
      const value = property === undefined ? undefined : checker.getTypeOfSymbol(property);
      return value?.isStringLiteral() === true ? value.value : undefined;
    };
    if (literal("kind") !== undefined) found.set(symbol.name, `${literal("apiVersion")} ${literal("kind")}`);
  }
  return found;
}

const types = exportedKinds();

describe("kinds", () => {
  it("has a row for each exported kind, with the type's own literals", () => {
    const rows = Object.entries(kinds).map(([name, kind]) => [name, label(kind)]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(types));
  });

  it.each([
    ["Pod", "v1 Pod"],
    ["Event", "v1 Event"],
    ["EventEventsV1", "events.k8s.io/v1 Event"],
    ["HorizontalPodAutoscaler", "autoscaling/v2 HorizontalPodAutoscaler"],
    ["HorizontalPodAutoscalerV1", "autoscaling/v1 HorizontalPodAutoscaler"],
    ["Ingress", "networking.k8s.io/v1 Ingress"],
    ["CronJob", "batch/v1 CronJob"],
    ["ResourceClaim", "resource.k8s.io/v1 ResourceClaim"],
    ["Eviction", "policy/v1 Eviction"],
    ["EvictionLifecycleV1alpha1", "lifecycle.k8s.io/v1alpha1 Eviction"],
    ["CustomResourceDefinition", "apiextensions.k8s.io/v1 CustomResourceDefinition"],
  ])("exports %s as %s", (name, expected) => {
    expect(types.get(name)).toBe(expected);
  });

  it.each([
    ["Deployment", "deployments", true],
    ["Namespace", "namespaces", false],
    ["NetworkPolicy", "networkpolicies", true],
    ["ClusterRole", "clusterroles", false],
    ["Binding", "bindings", true],
    ["Eviction", "pods/eviction", true],
    ["Endpoints", "endpoints", true],
  ])("serves %s as %s", (name, plural, namespaced) => {
    expect(kinds[name]).toMatchObject({ plural, namespaced });
  });

  it("inherits nothing", () => {
    expect(kinds.constructor).toBeUndefined();
    expect(Object.isFrozen(kinds)).toBe(true);
  });
});

describe.skipIf(document === undefined)("kinds and the document", () => {
  it("exports every kind that objects are served of", () => {
    expect([...types.values()].sort()).toEqual([...servedKinds()].sort());
  });

  it("names the resources and scopes of the document's paths", () => {
    const paths = Object.keys(document?.paths ?? {});
    const wrong = Object.entries(kinds).filter(([, { group, version, plural, namespaced }]) => {
      const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
      const [resource, subresource] = plural.split("/");
      const scope = namespaced ? "/namespaces/{namespace}" : "";
      if (subresource !== undefined)
        return !paths.some((p) => p.endsWith(`${scope}/${resource}/{name}/${subresource}`));
      const namespacedPath = `${root}/namespaces/{namespace}/${resource}`;
      return !paths.includes(`${root}${scope}/${resource}`) || (!namespaced && paths.includes(namespacedPath));
    });
    expect(wrong).toEqual([]);
  });
});

/** Kinds with a definition of one kind, that some path takes or gives, lists aside. */
function servedKinds(): Set<string> {
  const inPaths = new Set(
    [...JSON.stringify(document?.paths).matchAll(/"x-kubernetes-group-version-kind":(\{[^}]*\})/g)].map(([, gvk]) =>
      label(JSON.parse(gvk as string)),
    ),
  );
  const defined = Object.values(document?.definitions ?? {}).flatMap((schema) => {
    const gvks = schema["x-kubernetes-group-version-kind"] ?? [];
    return gvks.length === 1 ? gvks.map(label) : [];
  });
  return new Set(defined.filter((kind) => inPaths.has(kind) && !kind.endsWith("List")));
}
