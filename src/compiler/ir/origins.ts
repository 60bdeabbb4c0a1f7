/** Where in the source the nodes of a module come from. It stands beside the tree, so that equal nodes stay equal. */
import type { SourceSpan } from "../../model.js";

export interface Origins {
  /** By the ids of variables and of named terms. */
  readonly ids: ReadonlyMap<number, SourceSpan>;
  /** By the keys of terms and steps (`keyOf`): what passes and copies leave as it is keeps its place. */
  readonly keys: ReadonlyMap<string, SourceSpan>;
}
