import type { Diagnostic, SourceSpan } from "../../model.js";

/** Codes that follow from how a module is written, whatever its types turn out to be. */
const untyped: ReadonlySet<string> = new Set([
  ..."GW1001 GW1002 GW1003 GW1004 GW1005 GW1006 GW1007 GW1010 GW1012 GW1015 GW1016 GW1019 GW1020 GW1037".split(" "),
]);

/**
 * What may be said of a module beside its type errors, so that nobody has to put these right to hear of it. Whatever a type error
 * touches may be its consequence, and is left out.
 */
export function besideTypeErrors(
  found: readonly Diagnostic[],
  typeErrors: readonly Diagnostic[],
): readonly Diagnostic[] {
  return found.filter(
    ({ code, span }) =>
      (untyped.has(code) || code.startsWith("GW30")) && !typeErrors.some((error) => touches(error.span, span)),
  );
}

function touches(one: SourceSpan | undefined, other: SourceSpan | undefined): boolean {
  if (one === undefined || other === undefined || one.file !== other.file) return false;
  const isBefore = (left: SourceSpan, right: SourceSpan) =>
    left.endLine < right.line || (left.endLine === right.line && left.endColumn < right.column);
  return !isBefore(one, other) && !isBefore(other, one);
}
