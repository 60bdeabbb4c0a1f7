import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument } from "../../src/kubernetes/generate/document.js";
import { kubernetesVersion } from "../../src/kubernetes/generate/version.js";

/** Kubernetes' own document when its Go module is in the cache of this machine; nothing is downloaded for a test. */
export const document: OpenApiDocument | undefined = readDocument();

function readDocument(): OpenApiDocument | undefined {
  const folder = moduleFolder();
  return folder === undefined
    ? undefined
    : JSON.parse(readFileSync(join(folder, "api/openapi-spec/swagger.json"), "utf8"));
}

function moduleFolder(): string | undefined {
  try {
    const json = execFileSync("go", ["mod", "download", "-json", `k8s.io/kubernetes@v${kubernetesVersion}`], {
      cwd: tmpdir(),
      env: { ...process.env, GOPROXY: "off" },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return JSON.parse(json).Dir;
  } catch {
    return undefined;
  }
}
