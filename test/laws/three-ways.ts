/** One policy and one review, run as TypeScript, as policy.wasm and by Gatekeeper itself. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { type CompileOptions, compile } from "../../src/compiler/index.js";
import { entrypoint } from "../../src/compiler/ir/package-name.js";
import { inVersion, type RegoVersion } from "../../src/gatekeeper/rego-version.js";
import { template } from "../../src/gatekeeper/template.js";
import { type AnyPolicy, evaluateNatively } from "../../src/language/evaluate.js";
import { asSet } from "../../src/language/violations.js";
import type {
  CompiledPolicy,
  Diagnostic,
  ExternalData,
  Inventory,
  Json,
  KubernetesObject,
  ReviewInput,
  Violation,
} from "../../src/model.js";
import { type Engine, loadPolicies, openEngine, type WasmPolicies } from "../../src/opa/index.js";
import { type Gatekeeper, openGatekeeper } from "../../src/testing/gatekeeper/client.js";

export interface Case {
  readonly id: string;
  readonly parameters?: { readonly [key: string]: Json };
  readonly inventory?: Inventory;
  readonly object?: KubernetesObject;
  readonly request?: { readonly [key: string]: Json };
  /** What `now()` gives. */
  readonly now?: string;
  /** What `externalData()` is told. */
  readonly externalData?: ExternalData;
}

export interface Answers {
  readonly native: readonly Violation[];
  readonly wasm: readonly Violation[];
  readonly gatekeeper: readonly Violation[];
}

const noInventory: Inventory = { cluster: {}, namespace: {} };

export const host = {
  root: process.cwd(),
  readFile: (path: string) => (existsSync(path) ? readFileSync(path) : undefined),
  fileExists: (path: string) => existsSync(path) && statSync(path).isFile(),
  directoryExists: (path: string) => existsSync(path) && statSync(path).isDirectory(),
};

export interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  readonly policies: ReadonlyMap<string, CompiledPolicy>;
  ask(policy: AnyPolicy, one: Case): Promise<Answers>;
  close(): Promise<void>;
}

/** Both engines, ready for some policies. */
export interface Ready extends Omit<Compiled, "diagnostics"> {
  askGatekeeper(kind: string, one: Case): Promise<readonly Violation[]>;
  askWasm(kind: string, one: Case): readonly Violation[];
}

/** Compiles files and makes both engines ready for all of them at once. */
export async function compileForAll(
  files: readonly string[],
  options?: CompileOptions,
  version?: RegoVersion,
): Promise<Compiled> {
  const { policies, diagnostics } = compile(files, host, options);
  const engine: Engine = await openEngine();
  try {
    return { diagnostics, ...(await readyForAll(policies, engine, version)) };
  } finally {
    await engine.close();
  }
}

/** Makes both engines ready for policies that were compiled; a Gatekeeper that is given is not closed. */
export async function readyForAll(
  policies: readonly CompiledPolicy[],
  engine: Engine,
  version: RegoVersion = "v1",
  resident?: Gatekeeper,
): Promise<Ready> {
  const modules = Object.fromEntries(policies.map(({ kind, rego }) => [`${kind.toLowerCase()}.rego`, rego]));
  const prepared =
    policies.length === 0
      ? undefined
      : await engine.prepare({ modules, entrypoints: policies.map(({ kind }) => entrypoint(kind)) });
  const wasm: WasmPolicies | undefined = prepared === undefined ? undefined : await loadPolicies(prepared.wasm);
  const gatekeeper: Gatekeeper = resident ?? (await openGatekeeper());
  const byKind = new Map<string, CompiledPolicy>();
  for (const policy of policies) {
    const formatted = { ...policy, rego: prepared?.modules[`${policy.kind.toLowerCase()}.rego`] ?? policy.rego };
    byKind.set(policy.kind, formatted);
    await gatekeeper.load(template(inVersion(formatted, version)));
  }
  const askWasm: Ready["askWasm"] = (kind, one) => {
    const { now, externalData } = one;
    const inventory = one.inventory ?? noInventory;
    if (inventory !== told) wasm?.setData({ inventory } as unknown as Json);
    told = inventory;
    const found = wasm?.evaluate(entrypoint(kind), questionOf(one) as unknown as Json, { now, externalData });
    return asSet(
      ((found ?? []) as readonly { msg: string; details?: Json }[]).map(({ msg, details }) => ({
        msg,
        details: details === undefined ? {} : details,
      })),
    );
  };
  let told: Inventory | undefined;
  const askGatekeeper: Ready["askGatekeeper"] = (kind, one) =>
    gatekeeper.evaluate({
      kind,
      parameters: one.parameters ?? {},
      inventory: one.inventory ?? noInventory,
      now: one.now,
      externalData: one.externalData,
      review: (one.request === undefined ? { object: one.object } : { request: withKind(one.request) }) as never,
    });
  return {
    policies: byKind,
    askWasm,
    askGatekeeper,
    async ask(policy, one) {
      const { kind } = policy.definition;
      const wasm = askWasm(kind, one);
      return { native: askNatively(policy, one), wasm, gatekeeper: await askGatekeeper(kind, one) };
    },
    async close() {
      if (resident === undefined) await gatekeeper.close();
      else for (const kind of byKind.keys()) await gatekeeper.remove(kind);
    },
  };
}

export function askNatively(policy: AnyPolicy, one: Case): readonly Violation[] {
  const { now, externalData, inventory = noInventory } = one;
  return evaluateNatively(policy, { ...questionOf(one), inventory, now, externalData });
}

function questionOf({ request, object, parameters = {} }: Case) {
  return {
    review: request === undefined ? objectReview(object as KubernetesObject) : requestReview(request),
    parameters,
  };
}

const nothing = { group: "", version: "", resource: "" };

/** As an audit sees an object. */
function objectReview(object: KubernetesObject): ReviewInput {
  return {
    uid: "",
    operation: "",
    kind: groupVersionKind(object),
    resource: nothing,
    ...(object.metadata?.name ? { name: object.metadata.name } : {}),
    ...(object.metadata?.namespace ? { namespace: object.metadata.namespace } : {}),
    object: object as unknown as Json,
    oldObject: null,
    options: null,
    userInfo: {},
    namespaceObject: {},
  };
}

function groupVersionKind(object: { readonly apiVersion?: Json; readonly kind?: Json }) {
  const parts = String(object.apiVersion).split("/");
  const [group, version] = parts.length === 2 ? parts : ["", parts[0]];
  return { group: group as string, version: version as string, kind: String(object.kind) };
}

function withKind(request: { readonly [key: string]: Json }): { readonly [key: string]: Json } {
  const object = (request["object"] ?? request["oldObject"]) as { readonly apiVersion?: Json; readonly kind?: Json };
  return { kind: groupVersionKind(object), ...request };
}

/** As a webhook sends a request. */
function requestReview(request: { readonly [key: string]: Json }): ReviewInput {
  const { oldObject = null, operation } = request;
  const object = operation === "DELETE" ? oldObject : (request["object"] ?? null);
  return {
    uid: "",
    resource: nothing,
    options: null,
    userInfo: {},
    namespaceObject: {},
    ...withKind(request),
    object,
    oldObject,
  } as unknown as ReviewInput;
}
