import { afterAll, beforeAll, expect, it } from "vitest";
import { type Judge, openJudge } from "./fuzz/judge.js";
import { samples } from "./fuzz/random.js";
import { loopProgram } from "./loops.js";
import type { Case } from "./three-ways.js";

const seed = Number(process.env["LOOPS_SEED"] ?? 1);
const programs = Number(process.env["LOOPS"] ?? 40);

let judge: Judge;
beforeAll(async () => {
  judge = await openJudge();
});
afterAll(() => judge.close());

function policyOf(body: string): string {
  return `import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  items: { n: number; t: string; xs: string[] }[];
}

export default policy({
  kind: "Loops",
  title: "Loops",
  description: "Loops that nobody wrote.",

  *violations({ parameters: { items } }: Review<Pod, Parameters>) {
${body}
  },
});
`;
}

const item = (n: number, t: string, xs: readonly string[] = []) => ({ n, t, xs });
const lists = [
  [],
  [item(1, "a")],
  [item(0, "", ["a", "b"])],
  [item(2, "b", ["b"]), item(1, "a", ["a", "b", "a"]), item(2, "a", [])],
  [item(1, "a", ["a"]), item(1, "a", ["a"]), item(3, "b", ["", "b"]), item(0, "c", ["c", "a"])],
  [item(3, "", [""]), item(2, "", ["b", ""]), item(1, "b", ["b", "a"]), item(5, "a", ["a", "a"]), item(1, "", [])],
];

const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "pod" } };
const cases: readonly Case[] = lists.map((items, index) => ({ id: `${index}`, parameters: { items }, object }));

it("loops that nobody wrote mean the same three ways", { timeout: 30_000 + programs * 2000 }, async () => {
  const sources = samples(seed, programs, (random) => policyOf(loopProgram(random)));
  let equal = 0;
  const wrong: string[] = [];
  for (let start = 0; start < sources.length; start += 20) {
    const batch = sources.slice(start, start + 20);
    const verdicts = await judge.judge(batch.map((source) => ({ source, cases })));
    for (const [index, verdict] of verdicts.entries()) {
      if (verdict.sort === "equal") equal += 1;
      else if (verdict.sort === "refused") {
        if (process.env["LOOPS_REFUSED"]) console.log(verdict.messages.join("\n"));
      } else wrong.push(`${JSON.stringify(verdict, undefined, 1)}\n${batch[index]}`);
    }
  }
  console.log(`${sources.length} programs, ${equal} equal, ${sources.length - equal - wrong.length} refused`);
  expect(wrong.slice(0, 3).join("\n\n")).toBe("");
  expect(equal).toBeGreaterThan(programs / 3);
});
