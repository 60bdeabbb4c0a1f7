import type { OutputFile } from "./output-file.js";
import { toYaml } from "./yaml.js";

/**
 * `kustomization.yaml`: what every cluster takes of the files of a build, templates first, and so without the constraints of sets. A
 * constraint's own kind exists only a moment after its template was applied, so that the first `kubectl apply -k` into a cluster has to
 * be repeated.
 *
 * @param optional what is left to the kustomizations of sets
 */
export function kustomizationFile(files: readonly OutputFile[], optional: readonly OutputFile[] = []): OutputFile {
  const left = new Set(optional.map(({ path }) => path));
  const below = (folder: string) =>
    files
      .map(({ path }) => path)
      .filter((path) => path.startsWith(folder) && !left.has(path))
      .sort();
  const sync = files.some(({ path }) => path === "sync.yaml") ? ["sync.yaml"] : [];
  return written("kustomization.yaml", [...below("templates/"), ...sync, ...below("constraints/")]);
}

/** `constraints/<set>/kustomization.yaml`: the constraints of one set, for clusters that have the templates. */
export function setKustomizationFile(set: string, constraints: readonly OutputFile[]): OutputFile {
  const folder = `constraints/${set}/`;
  return written(`${folder}kustomization.yaml`, constraints.map(({ path }) => path.slice(folder.length)).sort());
}

function written(path: string, resources: readonly string[]): OutputFile {
  return {
    path,
    text: toYaml({ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources: [...resources] }),
  };
}
