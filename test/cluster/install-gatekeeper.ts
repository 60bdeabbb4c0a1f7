import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { Json } from "../../src/model.js";
import { type Api, type Fields, pathOf } from "./api.js";
import type { Workshop } from "./processes.js";

/** Kinds of deploy/gatekeeper.yaml that mean something where no pod runs and Gatekeeper may do everything. */
const needed: ReadonlySet<unknown> = new Set([
  "Namespace",
  "CustomResourceDefinition",
  "ValidatingWebhookConfiguration",
]);

/** Applies what Gatekeeper brings, its webhook at a port of this machine, and its certificate: the API server's own, which is for 127.0.0.1. */
export async function installGatekeeper(
  api: Api,
  workshop: Workshop,
  manifest: string,
  { webhook, ca }: { readonly webhook: number; readonly ca: string },
): Promise<void> {
  const certificates = join(workshop.folder, "certificates");
  for (const [from, to] of [
    ["apiserver.crt", "tls.crt"],
    ["apiserver.key", "tls.key"],
    ["apiserver.crt", "ca.crt"],
  ] as const) {
    copyFileSync(join(certificates, from), join(certificates, to));
  }
  const all = parseAllDocuments(manifest).map((document) => document.toJS() as Fields | null);
  const objects = all.filter((one) => one !== null).filter(({ kind }) => needed.has(kind));
  for (const object of objects) {
    const { apiVersion, kind } = object as { readonly apiVersion: string; readonly kind: string };
    const resource = await api.resource(apiVersion, kind);
    if (resource === undefined) throw new Error(`the API server does not serve ${kind} of ${apiVersion}`);
    await api.ask("POST", pathOf(apiVersion, resource.plural), atThisMachine(object, webhook, ca));
  }
  await established(api, workshop);
}

/** Waits until all kinds of custom resources are served. */
export async function established(api: Api, waiting: Pick<Workshop, "until">): Promise<void> {
  const path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  await waiting.until("the kinds of custom resources", async () => {
    const { items } = (await api.ask("GET", path)) as unknown as {
      readonly items: readonly { readonly status?: { readonly conditions?: readonly Condition[] } }[];
    };
    const served = items.every(({ status }) =>
      status?.conditions?.some(({ type, status }) => type === "Established" && status === "True"),
    );
    return served ? true : undefined;
  });
}

interface Condition {
  readonly type: string;
  readonly status: string;
}

/** The webhook asks a port of this machine, for deletes as well; when nobody is there, that shows. */
function atThisMachine(object: Fields, port: number, ca: string): Json {
  if (object["kind"] !== "ValidatingWebhookConfiguration") return object;
  const webhooks = object["webhooks"] as unknown as readonly {
    readonly name: string;
    readonly clientConfig: { readonly service: { readonly path: string } };
    readonly rules: readonly { readonly operations: readonly string[] }[];
  }[];
  return {
    ...object,
    webhooks: webhooks.map((one) => ({
      ...(one as unknown as Fields),
      failurePolicy: "Fail",
      timeoutSeconds: 30,
      clientConfig: {
        url: `https://127.0.0.1:${port}${one.clientConfig.service.path}`,
        caBundle: Buffer.from(ca).toString("base64"),
      },
      rules: one.rules.map((rule) => ({
        ...(rule as unknown as Fields),
        operations: one.name.startsWith("validation.") ? ["CREATE", "UPDATE", "DELETE", "CONNECT"] : rule.operations,
      })),
    })) as unknown as Json,
  };
}
