/** Ways of writing that people have, with random parts. */
import { type Environment, withVariable } from "../environment.js";
import type { Writer } from "../writer.js";
import { closures, groupings, labels, parts } from "./functions.js";
import { gaps, literals, nulls, pairs } from "./gaps.js";
import { guards, tables, unions } from "./kinds.js";
import { addresses, amounts, kubernetes } from "./knowledge.js";
import { best, grown, maps, seen, ways } from "./loops.js";
import { changes, inventories, providers } from "./requests.js";
import { type Idiom, sceneOf } from "./scene.js";
import { checks, generators, patterns, sorts, spreads } from "./shapes.js";

const idioms: readonly Idiom[] = [
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
  unions,
  unions,
  guards,
  guards,
  tables,
  tables,
  amounts,
  addresses,
  kubernetes,
  changes,
  changes,
  changes,
  inventories,
  providers,
  closures,
  closures,
  labels,
  parts,
  parts,
  groupings,
  groupings,
];

/** The lines of one idiom, in a block of their own. */
export function idiom(env: Environment, to: Writer): { readonly lines: readonly string[]; readonly env: Environment } {
  const scene = sceneOf(env, to);
  let made = to.random.pick(idioms)(scene);
  while (made === undefined) made = to.random.pick(idioms)(scene);
  const { lines, known } = made;
  return {
    lines,
    env: known.reduce((all, { name, slot }) => withVariable(all, name, slot), env),
  };
}
