/**
 * One permanent record per diagnostic code. `gatewright explain` prints it, the documentation lists it, and a test runs its examples.
 */
export interface DiagnosticRecord {
  /** Explicit and permanent; never reused. */
  readonly code: `GW${number}`;
  readonly severity: "error" | "warning";
  /** A short name of the rule, for lists. */
  readonly title: string;
  /** The message; `{name}` is replaced by the argument of that name. */
  readonly message: string;
  /** What to write instead, in one sentence; takes the same arguments. */
  readonly help: string;
  /** Why it is so: a paragraph for `explain`. */
  readonly why: string;
  /** A whole module that gets this diagnostic. */
  readonly bad: string;
  /** The module as it should be; it compiles. */
  readonly good: string;
}

/** The text of a record with its `{name}` places filled in. */
export function fillIn(template: string, args: { readonly [name: string]: string }): string {
  return template.replaceAll(/\{(\w+)\}/g, (place, name: string) => args[name] ?? place);
}
