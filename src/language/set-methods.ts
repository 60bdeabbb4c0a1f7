/**
 * The seven methods that ES2025 gives to Set, for Node 20. A polyfill from a registry is a megabyte (core-js-pure); these are
 * the specification's results and order for sets, which is all that policies can observe.
 */
const METHODS: { readonly [name: string]: (this: Set<unknown>, other: ReadonlySetLike<unknown>) => unknown } = {
  union(other) {
    return new Set([...this, ...keys(other)]);
  },
  intersection(other) {
    if (this.size <= other.size) return new Set([...this].filter((element) => other.has(element)));
    return new Set([...keys(other)].filter((element) => this.has(element)));
  },
  difference(other) {
    return new Set([...this].filter((element) => !other.has(element)));
  },
  symmetricDifference(other) {
    const others = new Set(keys(other));
    const left = [...this].filter((element) => !others.has(element));
    return new Set([...left, ...[...others].filter((element) => !this.has(element))]);
  },
  isSubsetOf(other) {
    return this.size <= other.size && [...this].every((element) => other.has(element));
  },
  isSupersetOf(other) {
    return this.size >= other.size && [...keys(other)].every((element) => this.has(element));
  },
  isDisjointFrom(other) {
    return ![...this].some((element) => other.has(element));
  },
};

/**
 * Adds to Set.prototype those of `union`, `intersection`, `difference`, `symmetricDifference`, `isSubsetOf`, `isSupersetOf` and
 * `isDisjointFrom` that the engine lacks. Called before a policy runs, as policies may use them on every version of Node.
 */
export function supplySetMethods(prototype: object = Set.prototype): void {
  for (const [name, value] of Object.entries(METHODS)) {
    if (!(name in prototype)) {
      Object.defineProperty(prototype, name, { value, writable: true, enumerable: false, configurable: true });
    }
  }
}

function keys<Element>(other: ReadonlySetLike<Element>): Iterable<Element> {
  const iterator = other.keys();
  return { [Symbol.iterator]: () => ({ next: () => iterator.next() as IteratorResult<Element> }) };
}
