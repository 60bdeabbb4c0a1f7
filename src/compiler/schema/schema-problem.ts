import type { ts } from "../typescript.js";

/** Something about the parameters that a CustomResourceDefinition cannot say; the record of `code` has its texts. */
export interface SchemaProblem {
  readonly code: `GW${number}`;
  /** Where to report it: the property's name where there is one. */
  readonly node: ts.Node;
  /** What fills the `{name}` places of the record's message and help. */
  readonly args: { readonly [name: string]: string };
}
