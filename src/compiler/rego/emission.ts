/** What the emission of one module knows: names given, rules written, and the place that a line stands in. */
import type { Module, Variable } from "../ir/nodes.js";
import type { Explaining } from "./explain.js";
import type { Names } from "./names.js";

/** One module under way. */
export interface Emission {
  readonly module: Module;
  readonly names: Names;
  /** Rules that the module's own need, in the order of their first use. */
  readonly rules: string[];
  readonly violations: string[];
  readonly libraryRules: string[];
  readonly libraryNames: Map<string, string>;
  /** Rules for conditions and choices, by what they ask. */
  readonly helpers: Map<string, string>;
  /** The author's functions, by id. */
  readonly functions: Map<string, string>;
  /** Named terms that are rules, by id. */
  readonly globals: Map<number, string>;
  /** How often each named term is read. */
  readonly uses: Map<number, number>;
  ids: number;
  /** Whether any value of the module may be a set, or hold one. */
  readonly hasSets: boolean;
  /** Absent where nobody asks where rules come from. */
  readonly explaining?: Explaining;
}

/** Where lines are written: the names in sight, and what has been bound already. */
export interface Place {
  readonly names: Map<number, string>;
  readonly taken: Set<string>;
  /** Named terms that a variable holds by now, and the variables that they read. */
  readonly held: Map<number, { readonly variable: Variable; readonly reads: ReadonlySet<number> }>;
  /** True where the number of solutions is counted: in lists. */
  readonly counting: boolean;
}

export function openPlace(to: Emission, parameters: readonly Variable[] = []): Place {
  const place: Place = { names: new Map(), taken: new Set(), held: new Map(), counting: false };
  for (const parameter of parameters) declareVariable(to, parameter, place);
  return place;
}

export function innerPlace(place: Place, counting: boolean): Place {
  return { names: new Map(place.names), taken: new Set(place.taken), held: new Map(place.held), counting };
}

export function freshVariable(to: Emission, name: string): Variable {
  to.ids -= 1;
  return { kind: "variable", id: to.ids, name };
}

export function declareVariable(to: Emission, variable: Variable, place: Place): string {
  // What was made of the variable of this name outside is another value in here.
  if (place.names.has(variable.id))
    for (const [id, { reads }] of place.held) if (reads.has(variable.id)) place.held.delete(id);
  const name = to.names.variable(variable.name, place.taken);
  place.names.set(variable.id, name);
  place.taken.add(name);
  return name;
}
