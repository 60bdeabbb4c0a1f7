/**
 * Builds what judges Pods by Kubernetes' own Pod Security Standards unless it is there, and gives its path.
 *
 * @param variables for Go's environment
 */
export function build(variables?: { readonly [name: string]: string }): string;
