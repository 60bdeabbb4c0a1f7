/** What every object written in a policy inherits, by name: `constructor`, `toString`, `__proto__` and their like. */
const INHERITED = new Map(Object.entries(Object.getOwnPropertyDescriptors(Object.prototype)));

/**
 * Runs a policy's code where objects inherit none of the names that occur in its data, so that `(labels ?? {})[key]` is undefined for
 * the key `constructor`, as it is in Rego. Data have no prototypes anyway; this is for the objects that the policy writes itself.
 *
 * @param text The data as JSON: names that do not occur in it stay.
 */
export function withoutInheritedNames<Result>(text: string, work: () => Result): Result {
  const hidden = [...INHERITED].filter(([name]) => text.includes(name));
  if (hidden.length === 0) return work();
  for (const [name] of hidden) Reflect.deleteProperty(Object.prototype, name);
  try {
    return work();
  } finally {
    for (const [name, descriptor] of hidden) Object.defineProperty(Object.prototype, name, descriptor);
  }
}
