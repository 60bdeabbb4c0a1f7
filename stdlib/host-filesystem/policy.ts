import { fmt, policy, type Review } from "gatewright";
import type { Pod, Volume } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { isUpdate } from "../shared/updates.js";

interface AllowedHostPath {
  /** The path prefix that the host volume must match. */
  pathPrefix?: string;
  /** when set to true, any container volumeMounts matching the pathPrefix must include `readOnly: true`. */
  readOnly?: boolean;
}

/**
 * Controls usage of the host filesystem. Corresponds to the `allowedHostPaths` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#volumes-and-file-systems
 */
export interface Parameters {
  /** An array of hostpath objects, representing paths and read/write configuration. */
  allowedHostPaths?: AllowedHostPath[];
}

/**
 * Volumes are of the host's allowed paths, or below them, and those of paths that are to be read only are mounted so. By default no path
 * is allowed.
 *
 * Unlike the community library's: slashes that a file system reads as one do not make another path, `/foo//bar` is `/foo/bar`. See
 * `allowed-paths`.
 */
export default policy({
  kind: "K8sPSPHostFilesystem",
  title: "Host Filesystem",
  description:
    "Controls usage of the host filesystem. Corresponds to the `allowedHostPaths` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#volumes-and-file-systems",
  version: "1.1.2",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    const { metadata, spec } = review.object;
    const { allowedHostPaths = [] } = review.parameters;
    if (isUpdate(review) || metadata?.name === undefined) return;
    for (const volume of spec?.volumes ?? []) {
      if (volume.hostPath !== undefined && !isAllowed(volume, allowedHostPaths, review.object)) {
        yield `HostPath volume ${fmt(volume)} is not allowed, pod: ${metadata.name}. Allowed path: ${fmt(allowedHostPaths)}`;
      }
    }
  },
});

function isAllowed(volume: Volume, allowed: readonly AllowedHostPath[], pod: Pod): boolean {
  return allowed.some((path) => permits(path, volume, pod));
}

function permits({ pathPrefix, readOnly }: AllowedHostPath, { name, hostPath }: Volume, pod: Pod): boolean {
  if (!hostPath || !pathPrefix || !isWithin(hostPath.path, pathPrefix)) return false;
  return !readOnly || !isMountedWritable(name, pod);
}

/** `/foo/bar` is within `/foo`, `/foo/` and `/`; `/fool` is within `/` only. */
function isWithin(path: string, prefix: string): boolean {
  const segments = segmentsOf(path);
  return segmentsOf(prefix).every((segment, index) => segment === segments[index]);
}

function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function isMountedWritable(volume: string, pod: Pod): boolean {
  return containersOf(pod).some(({ volumeMounts = [] }) =>
    volumeMounts.some(({ name, readOnly }) => name === volume && !readOnly),
  );
}
