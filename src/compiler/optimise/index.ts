import type { Module } from "../ir/nodes.js";
import { absorb } from "./absorb.js";
import { fuse } from "./fuse.js";
import { guards } from "./guards.js";
import { hoist } from "./hoist.js";
import { implied } from "./implied.js";
import { inline } from "./inline.js";
import { keys } from "./keys.js";
import { roots } from "./roots.js";
import { sift } from "./sift.js";
import { spread } from "./spread.js";

/** The passes, in order. Each keeps the meaning; the tests of the law run with and without them. */
export const passes: readonly { readonly name: string; run(module: Module): Module }[] = [
  { name: "roots", run: roots },
  { name: "hoist", run: hoist },
  { name: "inline", run: inline },
  { name: "fuse", run: fuse },
  { name: "spread", run: spread },
  { name: "keys", run: keys },
  { name: "sift", run: sift },
  { name: "guards", run: guards },
  { name: "absorb", run: absorb },
  { name: "implied", run: implied },
];

export function optimise(module: Module): Module {
  return passes.reduce((current, pass) => pass.run(current), module);
}
