/** Something about a policy or a constraint that Gatekeeper or Kubernetes would refuse; the record of `code` has its texts. */
export interface RuleProblem {
  readonly code: `GW${number}`;
  /** What fills the `{name}` places of the record's message and help. */
  readonly args: { readonly [name: string]: string };
  /** The property of the definition that it is about, as a path: `["kind"]`, `["controls", "soc2", 0]`. */
  readonly at: readonly (string | number)[];
  /** True when it is about the name of the property, and not about its value. */
  readonly ofName?: true;
}
