import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Finding } from "../report/doctor.js";
import { findExecutable, versionOf } from "./find-executable.js";
import { isWithin } from "./node-range.js";
import { readPackage } from "./own-package.js";
import type { Terminal } from "./terminal.js";

/** Gatewright itself, and the Node that runs it. */
export function examineRuntime(): readonly Finding[] {
  const { version, engines } = readPackage();
  const usable = isWithin(process.version, engines.node);
  return [
    { name: "gatewright", status: "ok", version },
    {
      name: "node",
      status: usable ? "ok" : "unusable",
      version: `${process.versions.node} (${process.platform} ${process.arch})`,
      ...(usable ? {} : { note: `Gatewright needs Node ${engines.node}. Install a newer one.` }),
    },
  ];
}

/** The packages that Gatewright imports. */
export function examinePackages(): readonly Finding[] {
  return Object.keys(readPackage().dependencies).sort().map(examinePackage);
}

function examinePackage(name: string): Finding {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const file = folders.map((folder) => join(folder, name, "package.json")).find((path) => existsSync(path));
  if (file === undefined) return { name, status: "unusable", note: "Run `npm install` in your project again." };
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return { name, status: "ok", version };
}

/** Programs that Gatewright can do without, each with what it would be good for. */
const optional = [
  {
    name: "gator",
    args: ["version"],
    use: "Gatekeeper's own tool: runs dist/suites with `gator verify dist/suites/…`. Get it from Gatekeeper's releases.",
  },
  {
    name: "kubectl",
    args: ["version", "--client"],
    use: "Applies what a build writes: `kubectl apply --kustomize dist`.",
  },
  {
    name: "go",
    args: ["version"],
    use: "Builds Gatekeeper's client, and in a checkout of Gatewright the embedded engine.",
  },
] as const;

export function examinePrograms(env: Terminal["env"]): Promise<readonly Finding[]> {
  return Promise.all(
    optional.map(async ({ name, args, use }): Promise<Finding> => {
      const path = findExecutable(name, env);
      if (path === undefined) return { name, status: "absent", note: use };
      const version = await versionOf(path, args, env);
      return { name, status: "ok", ...(version === undefined ? {} : { version }), path };
    }),
  );
}
