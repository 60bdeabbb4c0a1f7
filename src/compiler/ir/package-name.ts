/** The Rego package of a policy: its kind in lower case, with `_` for the `-` that no package may have. */
export function packageName(kind: string): string {
  return kind.toLowerCase().replaceAll("-", "_");
}

/** The rule that is asked of a policy.wasm or a bundle: the violations of a policy. */
export function entrypoint(kind: string): string {
  return `${packageName(kind)}/violation`;
}
