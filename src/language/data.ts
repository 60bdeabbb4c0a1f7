/**
 * Any JSON value, or a set of them: null, a boolean, a number, a string, an array, an object or a Set, however deep.
 * Properties that are undefined are absent. Objects of declared interfaces (those of gatewright/kubernetes, say) are as good as
 * literals; functions, dates and maps are not data.
 */
export type Data =
  | null
  | boolean
  | number
  | string
  | readonly unknown[]
  | ReadonlySet<unknown>
  | { readonly [key: string]: unknown }
  | DeclaredObject;

/**
 * An object of a declared interface or class, which TypeScript does not take for one with an index signature. It is told from
 * what is not data by the symbols that those carry: functions, dates, maps and promises, regular expressions.
 */
export type DeclaredObject = object & {
  readonly [Symbol.hasInstance]?: never;
  readonly [Symbol.toPrimitive]?: never;
  readonly [Symbol.toStringTag]?: never;
  readonly [Symbol.match]?: never;
  readonly [Symbol.iterator]?: never;
};

/** What a value of `Data` is, with its parts; what is not data has thrown. */
export type Shape =
  | { readonly type: "null" }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "array"; readonly items: readonly unknown[] }
  | { readonly type: "object"; readonly entries: readonly (readonly [key: string, value: unknown])[] }
  | { readonly type: "set"; readonly items: readonly unknown[] };

/** The shape of one level of a value; properties that are undefined are left out. Throws a TypeError for what is not data. */
export function shapeOf(value: unknown): Shape {
  switch (typeof value) {
    case "boolean":
      return { type: "boolean", value };
    case "string":
      return { type: "string", value };
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`${value} is not a JSON value`);
      return { type: "number", value: value === 0 ? 0 : value };
    case "object":
      return value === null ? { type: "null" } : shapeOfObject(value);
    default:
      throw new TypeError(`${value === undefined ? "undefined" : `a ${typeof value}`} is not a JSON value`);
  }
}

function shapeOfObject(value: object): Shape {
  // Array.from, not a spread: the holes of a sparse array are undefined, and are refused as such.
  if (Array.isArray(value)) return { type: "array", items: Array.from(value as readonly unknown[]) };
  if (isSet(value)) return { type: "set", items: [...value] };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`a ${value.constructor.name || "object of a class"} is not a JSON value`);
  }
  return { type: "object", entries: Object.entries(value).filter(([, property]) => property !== undefined) };
}

// Taken now: while a policy runs, objects may inherit nothing of the name.
const tagOf = Object.prototype.toString;

/** By tag, as a test runner may run policies in a realm of their own. */
function isSet(value: object): value is ReadonlySet<unknown> {
  return tagOf.call(value) === "[object Set]";
}
