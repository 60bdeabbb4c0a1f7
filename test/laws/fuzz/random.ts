/** Choices, all of them from fast-check's stream: a seed gives the same programs on every machine. */
import fc from "fast-check";

export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** True once in `1 / share` times. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of the makers, by weight; makers that answer undefined are passed over. */
  first<T>(makers: readonly (readonly [weight: number, make: () => T | undefined])[]): T | undefined;
}

const naturals = new Map<number, fc.Arbitrary<number>>();

function natural(limit: number): fc.Arbitrary<number> {
  const known = naturals.get(limit) ?? fc.noBias(fc.nat({ max: limit - 1 }));
  naturals.set(limit, known);
  return known;
}

/** What `make` makes of random choices, `count` times. */
export function samples<T>(seed: number, count: number, make: (random: Random) => T): readonly T[] {
  const arbitrary = fc.gen().map((value) => make(randomOf((limit) => value(natural, limit))));
  return fc.sample(fc.noShrink(arbitrary), { seed, numRuns: count });
}

function randomOf(below: (limit: number) => number): Random {
  const random: Random = {
    below: (limit) => (limit <= 1 ? 0 : below(limit)),
    chance: (share) => below(1000) < share * 1000,
    pick: (from) => from[random.below(from.length)] as (typeof from)[number],
    first(makers) {
      const left = [...makers];
      while (left.length > 0) {
        let at = below(left.reduce((sum, [weight]) => sum + weight, 0));
        const index = left.findIndex(([weight]) => {
          at -= weight;
          return at < 0;
        });
        const [[, make]] = left.splice(index, 1) as [[number, () => ReturnType<(typeof makers)[number][1]>]];
        const made = make();
        if (made !== undefined) return made;
      }
      return undefined;
    },
  };
  return random;
}
