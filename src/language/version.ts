/**
 * A version, as `version` makes it: its numbers, 1 for a release and 0 for what comes before it, and the identifiers of that.
 * Versions are compared with `exceeds(a, b)` and `equals(a, b)`.
 */
export type Version = readonly [
  major: number,
  minor: number,
  patch: number,
  isRelease: 0 | 1,
  ...prerelease: readonly (number | string)[],
];

/** The version of an API, as `apiVersion` makes it: 0 for alpha, 1 for beta and 2 for neither, then its numbers. */
export type ApiVersion = readonly [stage: 0 | 1 | 2, major: number, minor: number];

const NUMBER = "(0|[1-9][0-9]{0,14})";
const IDENTIFIER = "(?:0|[1-9][0-9]{0,14}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
const FORM = new RegExp(
  `^v?${NUMBER}(?:[.]${NUMBER}(?:[.]${NUMBER})?)?(?:-(${IDENTIFIER}(?:[.]${IDENTIFIER})*))?(?:[+][0-9A-Za-z-]+(?:[.][0-9A-Za-z-]+)*)?$`,
);
const API_FORM = /^(?:[a-z0-9.-]+\/)?v([1-9][0-9]{0,8})(?:(alpha|beta)([1-9][0-9]{0,8}))?$/;

/**
 * A semantic version (https://semver.org), as of Kubernetes, an image or a chart: `"1.31.2"`, `"v1.31.2-gke.100"`, `"v1.30.0+k3s1"`.
 * A `v` may stand before it, and numbers that are left out are 0: `"1.31"` is `"1.31.0"`. What follows a hyphen comes before the
 * release: `exceeds` puts `"1.31.2-rc.1"` below `"1.31.2"`, and `"1.31.2-gke.100"` too. What follows a plus counts for nothing.
 *
 * @returns undefined for what is none, such as `"latest"`, `"1.02"` or `"1.2.3.4"`, and for numbers of more than 15 digits
 */
export function version(text: string): Version | undefined {
  const [, major, minor = "0", patch = "0", prerelease] = FORM.exec(text) ?? [];
  if (major === undefined) return undefined;
  const identifiers = prerelease?.split(".").map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part)) ?? [];
  return [Number(major), Number(minor), Number(patch), prerelease === undefined ? 1 : 0, ...identifiers];
}

/**
 * The version of an API of Kubernetes, alone or after its group: `"v1"`, `"apps/v1beta2"`. `exceeds` follows Kubernetes, which prefers
 * what is stable to what is newer: `v2` is more than `v1`, which is more than `v3beta1` and that more than `v4alpha1`.
 *
 * @returns undefined for what is none, such as `"1.0"` or `"v1gamma1"`
 */
export function apiVersion(text: string): ApiVersion | undefined {
  const [, major, stage, minor = "0"] = API_FORM.exec(text) ?? [];
  if (major === undefined) return undefined;
  return [stage === undefined ? 2 : stage === "beta" ? 1 : 0, Number(major), Number(minor)];
}
