/** As deep as data may be. Kubernetes' own objects stay under 30; JavaScript's stack ends at several thousand. */
export const MAXIMUM_DEPTH = 1000;

/**
 * A deep copy of JSON data, frozen, whose objects have no prototype: a key such as `constructor` or `__proto__` is found only when
 * the data have it. Properties that are undefined are left out.
 *
 * @param name What the data are, for the error when they are too deep or no data.
 */
export function frozenCopy<Value>(value: Value, name: string): Value {
  return copy(value, name, 0) as Value;
}

function copy(value: unknown, name: string, depth: number): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value === 0 ? 0 : value;
  if (typeof value !== "object") throw new TypeError(`${name} holds ${String(value)}, which is not JSON`);
  if (depth >= MAXIMUM_DEPTH) throw new RangeError(`${name} is more than ${MAXIMUM_DEPTH} levels deep`);
  if (Array.isArray(value)) return Object.freeze(value.map((item) => copy(item, name, depth + 1)));
  // On an object without a prototype `__proto__` is a key as any other.
  const object: { [key: string]: unknown } = Object.create(null);
  for (const [key, property] of Object.entries(value)) {
    if (property !== undefined) object[key] = copy(property, name, depth + 1);
  }
  return Object.freeze(object);
}
