/**
 * Builds what a control plane needs, each from its Go module, into the user's cache folder, and prints where it is:
 *
 *   etcd, kube-apiserver, gatekeeper   the programs, kept by their versions
 *   manifest                           deploy/gatekeeper.yaml of that version: Gatekeeper's own CRDs, roles and webhook
 *   kubectl                            only where PATH has none
 *
 *   node scripts/build-cluster.mjs [--etcd] [--kube-apiserver] [--gatekeeper] [--manifest] [--kubectl]     all, when none is named
 *
 * Does nothing when they are there. The first build takes about six minutes on two cores, five of them kube-apiserver's.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { flags, gatekeeperVersion, go, makeInScratch, requireGo, suffix, userCache } from "./build-gatekeeper.mjs";

/** 1.37.2 is not served as a module. */
export const kubernetesVersion = "v1.37.1";
export const etcdVersion = "v3.7.3";

const gatekeeperModule = "github.com/open-policy-agent/gatekeeper/v3";

/** What `go install` would do, for modules that it refuses because they replace others by folders of their own. */
const programs = {
  etcd: {
    version: etcdVersion,
    main: ["go.etcd.io/etcd/server/v3/etcdmain", "etcdmain.Main(os.Args)"],
    module: () => requirement("go.etcd.io/etcd/server/v3", etcdVersion),
  },
  "kube-apiserver": {
    version: kubernetesVersion,
    main: ["k8s.io/kubernetes/cmd/kube-apiserver/app", "os.Exit(cli.Run(app.NewAPIServerCommand()))"],
    imports: [
      "k8s.io/component-base/cli",
      "_ k8s.io/component-base/metrics/prometheus/clientgo",
      "_ k8s.io/component-base/metrics/prometheus/version",
    ],
    module: kubernetesModule,
  },
  kubectl: {
    version: kubernetesVersion,
    main: ["k8s.io/kubectl/pkg/cmd", "os.Exit(cli.Run(cmd.NewDefaultKubectlCommand()))"],
    imports: ["k8s.io/component-base/cli", "_ k8s.io/client-go/plugin/pkg/client/auth"],
    module: kubernetesModule,
  },
};

/** Everything that there is to build. */
export const parts = ["etcd", "kube-apiserver", "gatekeeper", "manifest", "kubectl"];

/** Builds a part unless it is there, and gives its path. Throws an Error that says what to do. */
export function build(part) {
  const own = part === "kubectl" ? onPath(part) : undefined;
  if (own !== undefined) return own;
  const path = pathOf(part);
  if (existsSync(path)) return path;
  requireGo("build-cluster.mjs");
  console.error(`Building ${part} for a control plane; the first build of all parts takes about six minutes.`);
  makeInScratch(path, (scratch) => {
    if (part === "manifest") {
      const manifest = join(moduleOf(gatekeeperModule, gatekeeperVersion).Dir, "deploy", "gatekeeper.yaml");
      copyFileSync(manifest, join(scratch, "gatekeeper.yaml"));
      return join(scratch, "gatekeeper.yaml");
    }
    if (part === "gatekeeper") {
      go(["install", ...flags, `${gatekeeperModule}@${gatekeeperVersion}`], { cwd: scratch, GOBIN: scratch });
      return join(scratch, part + suffix);
    }
    const { version, main, imports = [], module } = programs[part];
    writeFileSync(join(scratch, "go.mod"), module());
    writeFileSync(join(scratch, "main.go"), program([main[0], ...imports], main[1]));
    // A program that is asked for its version shows what it was linked with, as Kubernetes' own build does.
    const stamp = module === kubernetesModule ? ` -X k8s.io/component-base/version.gitVersion=${version}` : "";
    const linked = flags.map((flag) => (flag.startsWith("-ldflags=") ? flag + stamp : flag));
    go(["build", "-mod=mod", ...linked, "-o", join(scratch, part + suffix), "."], { cwd: scratch });
    return join(scratch, part + suffix);
  });
  return path;
}

function pathOf(part) {
  const folder = join(userCache(), "cluster", `${process.platform}-${process.arch}`);
  if (part === "manifest") return join(folder, `gatekeeper-${gatekeeperVersion}.yaml`);
  const version = part === "gatekeeper" ? gatekeeperVersion : programs[part].version;
  return join(folder, `${part}-${version}${suffix}`);
}

function onPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name + suffix)).find((path) => existsSync(path));
}

function program(imports, statement) {
  const lines = ["os", ...imports].map((path) => (path.startsWith("_ ") ? `\t_ "${path.slice(2)}"` : `\t"${path}"`));
  return ["package main", "", "import (", ...lines, ")", "", `func main() {\n\t${statement}\n}`, ""].join("\n");
}

function requirement(path, version, go = "1.26.0") {
  return `module gatewright.dev/cluster\n\ngo ${go}\n\nrequire ${path} ${version}\n`;
}

/** Kubernetes' module finds its parts in folders of its own; published, they are modules v0.N for its v1.N. */
function kubernetesModule() {
  const module = readFileSync(moduleOf("k8s.io/kubernetes", kubernetesVersion).GoMod, "utf8");
  const staged = kubernetesVersion.replace("v1.", "v0.");
  const replaced = [...module.matchAll(/^\s*(\S+) => \.\/staging\//gm)].map(
    ([, path]) => `replace ${path} => ${path} ${staged}\n`,
  );
  const settings = [...module.matchAll(/^godebug .*$/gm)].map(([line]) => `${line}\n`);
  return [requirement("k8s.io/kubernetes", kubernetesVersion), ...settings, ...replaced].join("");
}

/** Downloads a module, unless Go has it, and says where it is. */
function moduleOf(path, version) {
  const { status, stdout, stderr } = spawnSync("go", ["mod", "download", "-json", `${path}@${version}`], {
    encoding: "utf8",
  });
  const answer = status === 0 || stdout.trim() !== "" ? JSON.parse(stdout) : {};
  if (status === 0 && answer.Error === undefined) return answer;
  throw new Error(`Go could not download ${path} ${version}: ${(answer.Error ?? stderr).trim()}`);
}

function main(args) {
  const wrong = args.find((arg) => !parts.includes(arg.replace(/^--/, "")));
  if (wrong !== undefined) {
    throw new Error(
      `unknown option ${wrong}; it takes ${parts.map((part) => `--${part}`).join(", ")}, or none for all`,
    );
  }
  for (const part of parts) if (args.length === 0 || args.includes(`--${part}`)) console.log(build(part));
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
