import type { SourceSpan } from "../../model.js";
import { keyOf } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import type { Origins } from "../ir/origins.js";
import { ts } from "../typescript.js";

/** Notes what each part of the source became. */
export interface OriginNotes {
  /** What is made by the work comes from the node. */
  at<T>(node: ts.Node, work: () => T): T;
  value(node: ts.Node, work: () => Term): Term;
  holds(node: ts.Node, work: () => Body): Body;
  /** An id that is given now: to what has a place already, or at a node. That of a copy comes from where the copied one does. */
  id(id: number, of?: Term | number, at?: ts.Node): void;
  readonly origins: Origins;
}

/** For builds that nobody asks: nothing is noted. */
export const noNotes: OriginNotes = Object.freeze({
  at: (_: ts.Node, work: () => never) => work(),
  value: (_: ts.Node, work: () => Term) => work(),
  holds: (_: ts.Node, work: () => Body) => work(),
  id: () => undefined,
  origins: { ids: new Map(), keys: new Map() },
});

/** What is read off a name, and what is written out, is the same everywhere: it says nothing of one place. */
function isTelling(node: ts.Node, term: Term): boolean {
  if (ts.isIdentifier(node)) return false;
  if (term.kind === "array" || term.kind === "set") return term.items.length > 0;
  if (term.kind === "object") return term.entries.length > 0;
  return !["constant", "variable", "root", "undefined", "member"].includes(term.kind);
}

export function originNotes(spanOf: (node: ts.Node) => SourceSpan): OriginNotes {
  const ids = new Map<number, SourceSpan>();
  const keys = new Map<string, SourceSpan>();
  let current: ts.Node | undefined;
  const at = <T>(node: ts.Node, work: () => T): T => {
    const outer = current;
    current = node;
    try {
      return work();
    } finally {
      current = outer;
    }
  };
  // The innermost node says it best: what is around it only hands it on.
  const note = (key: string, node: ts.Node) => {
    if (!keys.has(key)) keys.set(key, spanOf(node));
  };
  return {
    at,
    value(node, work) {
      const term = at(node, work);
      if (isTelling(node, term)) note(keyOf(term), node);
      return term;
    },
    holds(node, work) {
      const body = at(node, work);
      for (const step of body) note(keyOf(step), node);
      return body;
    },
    id(id, of, node = current) {
      const known = typeof of === "number" ? ids.get(of) : of === undefined ? undefined : keys.get(keyOf(of));
      const span = known ?? (node === undefined ? undefined : spanOf(node));
      if (span !== undefined) ids.set(id, span);
    },
    origins: { ids, keys },
  };
}
