import { ts } from "../typescript.js";

/** Which values a TypeScript type allows, as far as truth, text and equality go. */
export interface Shape {
  readonly undefined: boolean;
  readonly null: boolean;
  readonly true: boolean;
  readonly false: boolean;
  readonly number: boolean;
  readonly zero: boolean;
  readonly string: boolean;
  readonly emptyString: boolean;
  readonly array: boolean;
  readonly set: boolean;
  readonly map: boolean;
  readonly function: boolean;
  readonly object: boolean;
  /** `any`: nothing is known and nothing is checked. */
  readonly any: boolean;
  /** `unknown`, or a type parameter without a constraint: every JSON value is possible. */
  readonly unknown: boolean;
}

const nothing: Shape = {
  undefined: false,
  null: false,
  true: false,
  false: false,
  number: false,
  zero: false,
  string: false,
  emptyString: false,
  array: false,
  set: false,
  map: false,
  function: false,
  object: false,
  any: false,
  unknown: false,
};

const everything: Shape = {
  ...(Object.fromEntries(Object.keys(nothing).map((key) => [key, true])) as unknown as Shape),
  any: false,
  set: false,
  map: false,
  function: false,
};

const anythingThere: Shape = { ...everything, undefined: false, null: false, unknown: true };

export function shapeOf(type: ts.Type, checker: ts.TypeChecker): Shape {
  const [first, ...others] = parts(type, checker);
  return first === undefined
    ? nothing
    : others.reduce((shape, part) => merge(shape, shapeOfPart(part, checker)), shapeOfPart(first, checker));
}

export function merge(left: Shape, right: Shape): Shape {
  // Written out, as it is asked for every expression.
  return {
    undefined: left.undefined || right.undefined,
    null: left.null || right.null,
    true: left.true || right.true,
    false: left.false || right.false,
    number: left.number || right.number,
    zero: left.zero || right.zero,
    string: left.string || right.string,
    emptyString: left.emptyString || right.emptyString,
    array: left.array || right.array,
    set: left.set || right.set,
    map: left.map || right.map,
    function: left.function || right.function,
    object: left.object || right.object,
    any: left.any || right.any,
    unknown: left.unknown || right.unknown,
  };
}

/** The members of a union; the constraint of a type parameter. */
function* parts(type: ts.Type, checker: ts.TypeChecker): Generator<ts.Type> {
  // A type such as `${number}/${string}` is its own constraint.
  if (type.flags & ts.TypeFlags.StringLike) yield type;
  else if (type.isUnion()) for (const part of type.types) yield* parts(part, checker);
  else if (type.flags & ts.TypeFlags.Instantiable) {
    const constraint = checker.getBaseConstraintOfType(type);
    if (constraint === undefined || constraint === type) yield type;
    else yield* parts(constraint, checker);
  } else yield type;
}

function shapeOfPart(type: ts.Type, checker: ts.TypeChecker): Shape {
  const { flags } = type;
  const F = ts.TypeFlags;
  if (flags & F.Any) return { ...everything, any: true };
  if (flags & F.StringLike)
    return { ...nothing, string: true, emptyString: !type.isStringLiteral() || type.value === "" };
  if (flags & F.Unknown || flags & F.Instantiable) return { ...everything, unknown: true };
  if (flags & (F.Undefined | F.Void)) return { ...nothing, undefined: true };
  if (flags & F.Null) return { ...nothing, null: true };
  if (flags & F.BooleanLiteral) {
    const isTrue = checker.typeToString(type) === "true";
    return { ...nothing, true: isTrue, false: !isTrue };
  }
  if (flags & F.Boolean) return { ...nothing, true: true, false: true };
  if (flags & F.NumberLike) return { ...nothing, number: true, zero: !type.isNumberLiteral() || type.value === 0 };
  if (flags & F.Never) return nothing;
  if (checker.isArrayType(type) || checker.isTupleType(type)) return { ...nothing, array: true };
  if (/^RegExp(?:Match|Exec)Array$/.test(type.symbol?.name ?? "")) return { ...nothing, array: true };
  const name = type.symbol?.name;
  if (name === "Set" || name === "ReadonlySet") return { ...nothing, set: true };
  if (name === "Map" || name === "ReadonlyMap") return { ...nothing, map: true };
  if (type.isIntersection()) return intersected(type, checker);
  if (type.getCallSignatures().length > 0) return { ...nothing, function: true };
  if (isAnythingThere(type, checker)) return anythingThere;
  return { ...nothing, object: true };
}

/** `{}`, which is what `unknown` becomes where it is neither undefined nor null; not the literal. */
function isAnythingThere(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (!(type.flags & ts.TypeFlags.Object) || (type as ts.ObjectType).objectFlags & ts.ObjectFlags.ObjectLiteral)
    return false;
  return checker.typeToString(type) === "{}";
}

function intersected(type: ts.IntersectionType, checker: ts.TypeChecker): Shape {
  const primitive = type.types.find(
    (part) => part.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike),
  );
  if (primitive !== undefined) return shapeOf(primitive, checker);
  // `T & {}`, which is what `T` becomes where it is neither undefined nor null.
  const others = type.types.filter((part) => !isAnythingThere(part, checker));
  const [only] = others;
  if (only !== undefined && others.length === 1)
    return {
      ...shapeOf(only, checker),
      ...(others.length < type.types.length ? { undefined: false, null: false } : {}),
    };
  if (type.types.some((part) => part.flags & ts.TypeFlags.Null)) return { ...nothing, null: true };
  return { ...nothing, object: true };
}

export function isComposite(shape: Shape): boolean {
  return shape.array || shape.set || shape.map || shape.object;
}

export function isOnlyText(shape: Shape): boolean {
  const { number, null: none, undefined: missing, true: yes, false: no, function: callback, any, unknown } = shape;
  return shape.string && !(number || none || missing || yes || no || callback || any || unknown || isComposite(shape));
}

/** The type arguments' first: the element of an array or a set. */
/** What an iterator such as `map.values()` goes through. */
export function iteratedType(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  const isIterator = /Iterator$/.test(type.symbol?.name ?? "") && (type.flags & ts.TypeFlags.Object) !== 0;
  return isIterator ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
}

/** What is under the keys of an object that are not written out: texts or numbers. */
export function entryType(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  return checker.getIndexTypeOfType(type, ts.IndexKind.String) ?? checker.getIndexTypeOfType(type, ts.IndexKind.Number);
}

export function elementType(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  const inner = checker.getNonNullableType(type);
  if (inner.isUnion()) return undefined;
  return checker.getTypeArguments(inner as ts.TypeReference)[0];
}
