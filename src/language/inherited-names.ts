type Descriptors = readonly (readonly [name: string, descriptor: PropertyDescriptor])[];

/** What every object written in a policy inherits, by name: `constructor`, `toString`, `__proto__` and their like. */
const INHERITED: Descriptors = Object.entries(Object.getOwnPropertyDescriptors(Object.prototype));

let hidden: Descriptors = [];

/**
 * Runs a policy's code where objects inherit none of the names that occur in its data, so that `(labels ?? {})[key]` is undefined for
 * the key `constructor`, as it is in Rego. Data have no prototypes anyway; this is for the objects that the policy writes itself.
 *
 * @param text The data as JSON: names that do not occur in it, in whatever letters, stay.
 */
export function withoutInheritedNames<Result>(text: string, work: () => Result): Result {
  const lower = text.toLowerCase();
  return hiding(
    INHERITED.filter(([name]) => lower.includes(name.toLowerCase())),
    work,
  );
}

/** Runs code that is not the policy's, and relies on what objects inherit. */
export function withInheritedNames<Result>(work: () => Result): Result {
  return hiding([], work);
}

function hiding<Result>(names: Descriptors, work: () => Result): Result {
  const before = hidden;
  if (before.length === 0 && names.length === 0) return work();
  change(before, names);
  try {
    return work();
  } finally {
    change(names, before);
  }
}

function change(from: Descriptors, to: Descriptors): void {
  for (const [name, descriptor] of from) Object.defineProperty(Object.prototype, name, descriptor);
  for (const [name] of to) Reflect.deleteProperty(Object.prototype, name);
  hidden = to;
}
