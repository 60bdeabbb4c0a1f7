/**
 * The prefix of what Gatekeeper has no annotation for: severity and controls. Not `metadata.gatekeeper.sh`, whose names are
 * Gatekeeper's to give, and not without a prefix, where the names of all tools meet.
 */
const ownPrefix = "policy.gatewright.dev";

/** The name of the annotation that holds a policy's severity. */
export const severityAnnotation = `${ownPrefix}/severity`;

/** The name of the annotation that lists the controls of a framework: `policy.gatewright.dev/controls.soc2`. */
export function controlsAnnotation(framework: string): string {
  return `${ownPrefix}/controls.${framework}`;
}

/** The annotations that a template gets from its policy's own fields; an author's `annotations` cannot state them. */
export function isOwnAnnotation(name: string): boolean {
  return name === "description" || name.startsWith(`${ownPrefix}/`) || gatekeeperNames.includes(name);
}

const gatekeeperNames: readonly string[] = ["title", "version", "requires-sync-data"].map(
  (name) => `metadata.gatekeeper.sh/${name}`,
);
