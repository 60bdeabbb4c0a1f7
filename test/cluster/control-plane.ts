import { execFileSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { Api } from "./api.js";
import { installGatekeeper } from "./install-gatekeeper.js";
import { freePorts, type Workshop } from "./processes.js";

/** What scripts/build-cluster.mjs built, by part. */
export type Programs = {
  readonly [part in "etcd" | "kube-apiserver" | "gatekeeper" | "manifest" | "kubectl"]: string;
};

/** etcd, an API server and Gatekeeper on the loopback; nothing runs pods. */
export class ControlPlane {
  readonly #workshop: Workshop;
  readonly #kubectl: { readonly program: string; readonly config: string };
  readonly api: Api;

  private constructor(workshop: Workshop, api: Api, kubectl: { readonly program: string; readonly config: string }) {
    this.#workshop = workshop;
    this.api = api;
    this.#kubectl = kubectl;
  }

  /** Starts them in a workshop, which ends them. */
  static async start(workshop: Workshop, programs: Programs): Promise<ControlPlane> {
    const [client, peer, secure, webhook, health, metrics] = (await freePorts(6)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    startEtcd(workshop, programs.etcd, client, peer);
    await workshop.until("etcd", () => isHealthy(client, "/health"));
    const token = startApiServer(workshop, programs["kube-apiserver"], client, secure);
    const { ca } = await workshop.until("the API server", async () => whenReady(workshop, secure, token));
    const api = new Api({ port: secure, token, ca });
    const config = writeKubeconfig(workshop, secure, token);
    await everybodyMayDoEverything(api);
    await installGatekeeper(api, workshop, readFileSync(programs.manifest, "utf8"), { webhook, ca });
    startGatekeeper(workshop, programs.gatekeeper, { config, webhook, health, metrics });
    await workshop.until("Gatekeeper", () => isHealthy(health, "/readyz"));
    return new ControlPlane(workshop, api, { program: programs.kubectl, config });
  }

  get folder(): string {
    return this.#workshop.folder;
  }

  until<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
    return this.#workshop.until(what, ask);
  }

  /** Runs kubectl as a user would. Throws with what it wrote to standard error. */
  kubectl(...args: readonly string[]): string {
    const { program, config } = this.#kubectl;
    return execFileSync(program, args, {
      cwd: this.folder,
      env: { ...process.env, KUBECONFIG: config, HOME: this.folder },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 2 ** 26,
    });
  }
}

function startEtcd(workshop: Workshop, program: string, client: number, peer: number): void {
  const [here, there] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  const listen = [`--listen-client-urls=${here}`, `--advertise-client-urls=${here}`, `--listen-peer-urls=${there}`];
  const cluster = [`--initial-advertise-peer-urls=${there}`, `--initial-cluster=default=${there}`];
  // Nothing of it outlives the run, so that it need not wait for the disk.
  const data = [`--data-dir=${join(workshop.folder, "etcd")}`, "--unsafe-no-fsync", "--log-level=warn"];
  workshop.start("etcd", program, [...listen, ...cluster, ...data]);
}

/** @returns the token of a user of system:masters */
function startApiServer(workshop: Workshop, program: string, etcd: number, port: number): string {
  const token = randomBytes(24).toString("hex");
  const inside = (name: string) => join(workshop.folder, name);
  writeFileSync(inside("tokens.csv"), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(inside("accounts.key"), privateKey.export({ type: "pkcs1", format: "pem" }), { mode: 0o600 });
  workshop.start("kube-apiserver", program, [
    `--etcd-servers=http://127.0.0.1:${etcd}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${port}`,
    // It makes a certificate of an authority of its own there, for 127.0.0.1.
    `--cert-dir=${inside("certificates")}`,
    "--endpoint-reconciler-type=none",
    "--service-cluster-ip-range=127.1.0.0/16",
    "--service-account-issuer=https://localhost",
    `--service-account-key-file=${inside("accounts.key")}`,
    `--service-account-signing-key-file=${inside("accounts.key")}`,
    `--token-auth-file=${inside("tokens.csv")}`,
    "--authorization-mode=RBAC",
    "--allow-privileged",
    // Controllers would make the accounts that the first wants, and take away again what the second adds.
    "--disable-admission-plugins=ServiceAccount,StorageObjectInUseProtection",
    "--v=0",
  ]);
  return token;
}

/** The API server's authority, once it has said that it is ready. */
async function whenReady(workshop: Workshop, port: number, token: string): Promise<{ ca: string } | undefined> {
  try {
    const ca = readFileSync(join(workshop.folder, "certificates/apiserver.crt"), "utf8");
    const api = new Api({ port, token, ca });
    const { status } = await api.send("GET", "/readyz").finally(() => api.close());
    return status === 200 ? { ca } : undefined;
  } catch {
    return undefined;
  }
}

function writeKubeconfig({ folder }: Workshop, port: number, token: string): string {
  const path = join(folder, "kubeconfig.json");
  const authority = join(folder, "certificates/apiserver.crt");
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "here",
    clusters: [{ name: "here", cluster: { server: `https://127.0.0.1:${port}`, "certificate-authority": authority } }],
    users: [{ name: "admin", user: { token } }],
    contexts: [{ name: "here", context: { cluster: "here", user: "admin" } }],
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}

/** Whoever a fixture names may ask: it is Gatekeeper that is to refuse. */
async function everybodyMayDoEverything(api: Api): Promise<void> {
  const group = (name: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name });
  await api.ask("POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "everybody" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
    subjects: [group("system:authenticated"), group("system:unauthenticated")],
  });
}

function startGatekeeper(
  workshop: Workshop,
  program: string,
  to: { readonly config: string; readonly webhook: number; readonly health: number; readonly metrics: number },
): void {
  const cache = join(workshop.folder, "audit");
  mkdirSync(cache);
  const operations = ["webhook", "audit", "status", "generate"].map((operation) => `--operation=${operation}`);
  const listen = ["--host=127.0.0.1", `--port=${to.webhook}`, `--health-addr=127.0.0.1:${to.health}`];
  const often = ["--audit-interval=3", "--audit-match-kind-only"];
  const audit = [...often, "--constraint-violations-limit=500", `--api-cache-dir=${cache}`];
  const own = [
    "--debug-use-fake-pod",
    "--disable-cert-rotation",
    `--cert-dir=${join(workshop.folder, "certificates")}`,
  ];
  const rest = [`--kubeconfig=${to.config}`, `--prometheus-port=${to.metrics}`, "--log-level=WARNING"];
  const names = { POD_NAME: "gatekeeper", POD_NAMESPACE: "gatekeeper-system", NAMESPACE: "gatekeeper-system" };
  workshop.start("gatekeeper", program, [...operations, ...listen, ...audit, ...own, ...rest], names);
}

function isHealthy(port: number, path: string): Promise<true | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: "127.0.0.1", port, path }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? true : undefined);
    });
    request.on("error", () => resolve(undefined));
  });
}
