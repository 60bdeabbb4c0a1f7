/**
 * Properties that are there and undefined: JavaScript counts them in `Object.keys`, finds them with `in` and spreads them over
 * others, and JSON has no such thing. Data never have them, as an optional property may not be set to undefined; literals may.
 */

import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";
import { entryType } from "./shape.js";

/** Refuses to ask an object for its entries, or for one of them, where these may be undefined. */
export function refuseHoles(object: ts.Expression, key: ts.Expression | undefined, to: Lowering): void {
  const asked = key === undefined ? undefined : unwrap(key);
  const name = asked !== undefined && ts.isStringLiteralLike(asked) ? asked.text : undefined;
  if (mayHoldUndefined(to.typeOf(object), to.checker, name)) to.deny(object, "GW1039", { text: object.getText() });
}

/** True when an object of the type may have a property that is undefined: that one, or any. */
function mayHoldUndefined(type: ts.Type, checker: ts.TypeChecker, key?: string): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => {
    if (!(part.flags & ts.TypeFlags.Object) && !part.isIntersection()) return false;
    const property = key === undefined ? undefined : part.getProperty(key);
    const properties = key === undefined ? part.getProperties() : property === undefined ? [] : [property];
    if (properties.some((one) => isHole(one, checker))) return true;
    const indexed = entryType(part, checker);
    return property === undefined && indexed !== undefined && undefinedParts(indexed) > 0;
  });
}

/** An optional property may be missing, which the checker writes as an undefined of its own kind. */
function isHole(property: ts.Symbol, checker: ts.TypeChecker): boolean {
  const count = undefinedParts(checker.getTypeOfSymbol(property));
  return property.flags & ts.SymbolFlags.Optional ? count > 1 : count > 0;
}

function undefinedParts(type: ts.Type): number {
  return (type.isUnion() ? type.types : [type]).filter(({ flags }) => flags & ts.TypeFlags.Undefined).length;
}
