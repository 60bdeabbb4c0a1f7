/** The ids of a lowering: variables and named terms are told apart by them, and their places are noted under them. */
import { bodiesOf, isDefined } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { isPath, unnamed } from "../ir/terms.js";
import type { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";
import type { OriginNotes } from "./note-origins.js";

/** Ids from 1 on. */
export function identifiers(notes: OriginNotes): Pick<Lowering, "fresh" | "named" | "ids"> {
  let last = 0;
  const next = (of?: Term | number, at?: ts.Node): number => {
    last += 1;
    notes.id(last, of, at);
    return last;
  };
  return {
    fresh: (name, { unordered, position } = {}) => ({
      kind: "variable",
      id: next(),
      name,
      ...(unordered === true ? { unordered } : {}),
      ...(position === true ? { position } : {}),
    }),
    named: (name, term, at) =>
      isNamedEnough(term) ? term : { kind: "named", id: next(term, at), name, term, present: isDefined(term) },
    ids: {
      variable: (like) => ({ ...like, id: next(like.id) }),
      named: (like) => ({ ...like, id: next(like.id) }),
    },
  };
}

/** What is as short as a name, and literal data, which stays in sight so that its parts can be read off it. */
function isNamedEnough(term: Term): boolean {
  return (
    term.kind === "named" ||
    term.kind === "constant" ||
    term.kind === "undefined" ||
    term.kind === "decoded" ||
    isPath(term) ||
    (isLiteral(term) && term.kind !== "object")
  );
}

function isLiteral(term: Term): boolean {
  const target = unnamed(term);
  return (target.kind === "object" || target.kind === "array") &&
    bodiesOf(target).length === 0 &&
    target.kind === "object"
    ? target.entries.every(({ key, value }) => key.kind === "constant" && isSimple(value))
    : target.kind === "array" && target.items.length <= 4 && target.items.every(isSimple);
}

function isSimple(term: Term): boolean {
  return term.kind === "constant" || isPath(term) || isLiteral(term);
}
