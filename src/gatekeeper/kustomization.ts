import type { OutputFile } from "./output-file.js";
import { toYaml } from "./yaml.js";

/**
 * `kustomization.yaml`: what a cluster takes of the files of a build, templates first. A constraint's own kind exists only a moment
 * after its template was applied, so that the first `kubectl apply -k` into a cluster has to be repeated.
 */
export function kustomizationFile(files: readonly OutputFile[]): OutputFile {
  const below = (folder: string) =>
    files
      .map(({ path }) => path)
      .filter((path) => path.startsWith(folder))
      .sort();
  const sync = files.some(({ path }) => path === "sync.yaml") ? ["sync.yaml"] : [];
  return {
    path: "kustomization.yaml",
    text: toYaml({
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      resources: [...below("templates/"), ...sync, ...below("constraints/")],
    }),
  };
}
