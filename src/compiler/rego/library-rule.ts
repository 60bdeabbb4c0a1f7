/**
 * Rules that the emitter adds to a module which needs them. A rule's name is given by `{name}`, so that it never meets a name of the
 * author's.
 */
export interface LibraryRule {
  readonly needs: readonly string[];
  readonly text: string;
}
