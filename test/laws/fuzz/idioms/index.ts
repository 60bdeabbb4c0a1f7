/** Ways of writing that people have, with random parts. */
import { type Environment, withVariable } from "../environment.js";
import type { Writer } from "../writer.js";
import { gaps, literals, nulls, pairs } from "./gaps.js";
import { best, grown, maps, seen, ways } from "./loops.js";
import { type Idiom, sceneOf } from "./scene.js";
import { checks, generators, patterns, sorts, spreads } from "./shapes.js";

export const idioms: readonly Idiom[] = [
  gaps,
  gaps,
  pairs,
  literals,
  nulls,
  grown,
  grown,
  maps,
  seen,
  best,
  ways,
  ways,
  checks,
  checks,
  generators,
  spreads,
  sorts,
  patterns,
  patterns,
];

/** The lines of one idiom, in a block of their own. */
export function idiom(
  env: Environment,
  to: Writer,
  one: Idiom = to.random.pick(idioms),
): { readonly lines: readonly string[]; readonly env: Environment } {
  const { lines, known } = one(sceneOf(env, to));
  return {
    lines,
    env: known.reduce((all, { name, slot }) => withVariable(all, name, slot), env),
  };
}
