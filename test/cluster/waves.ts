import { constraintName, type Item, placeOf, type Step } from "./steps.js";

/** A step where the API server can take it: its namespace exists or is made, its kinds are served. */
export interface Placed extends Step {
  /** The namespace of the object and of what is stored; of a Namespace itself, and undefined for other kinds that have none. */
  readonly home: string | undefined;
}

/**
 * Steps in waves, each of which is in force at one time, so that no step is seen by the constraint of another, reads what another
 * stored, or stands in the place of another.
 */
export function wavesOf(steps: readonly Placed[]): readonly (readonly Placed[])[] {
  const waves: Placed[][] = [];
  for (const step of steps) {
    const wave = waves.find((others) => hasRoom(others, step) && !others.some((other) => conflict(step, other)));
    if (wave === undefined) waves.push([step]);
    else wave.push(step);
  }
  return waves;
}

/** The audit writes what it found into one constraint after the other, and starts anew when the next audit is done. */
const MOST_CONSTRAINTS = 24;

function hasRoom(wave: readonly Placed[], step: Placed): boolean {
  const names = new Set(wave.map(constraintName));
  return names.size < MOST_CONSTRAINTS || names.has(constraintName(step));
}

function conflict(one: Placed, other: Placed): boolean {
  return seen(one, other) || samePlace(one, other) || reads(one, other) || reads(other, one);
}

/** Constraints match by kind and namespace, and those of kinds that have none by kind alone. */
function seen(one: Placed, other: Placed): boolean {
  const same = one.home === other.home && one.object.kind === other.object.kind;
  return same && constraintName(one) !== constraintName(other);
}

function samePlace(one: Placed, other: Placed): boolean {
  const mine = new Set(storedBy(one));
  const theirs = storedBy(other);
  if (theirs.some((place) => mine.has(place))) return true;
  const [here, there] = [placeOf(one.object, one.home), placeOf(other.object, other.home)];
  if (mine.has(there) || theirs.includes(here)) return true;
  const inventory = new Map(one.inventory.map((item) => [placeOf(item), JSON.stringify(item)]));
  const differs = (item: Item) => {
    const known = inventory.get(placeOf(item));
    return known !== undefined && known !== JSON.stringify(item);
  };
  return (
    other.inventory.some((item) => differs(item) || mine.has(placeOf(item))) ||
    theirs.some((place) => inventory.has(place))
  );
}

/** Whether a step's policy would read what another one has stored beside its own inventory. */
function reads(reader: Placed, writer: Placed): boolean {
  const { reads: kinds } = reader.policy;
  if (kinds.size === 0) return false;
  const own = new Set(reader.inventory.map((item) => placeOf(item)));
  const read = (item: Item) => kinds.has(`${item.apiVersion}/${item.kind}`);
  if (writer.stored !== undefined && read(writer.stored)) return true;
  return writer.inventory.some((item) => read(item) && !own.has(placeOf(item)));
}

function storedBy({ stored, home }: Placed): readonly string[] {
  return stored === undefined ? [] : [placeOf(stored, home)];
}
