/**
 * Whatever a text is, the compiler answers with Rego or with diagnostics: it never throws, goes on for ten seconds or takes a GiB. The
 * texts are policies that were changed at random; COMPILATIONS says how many, SEED which.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, openEngine } from "../../src/opa/index.js";
import { builtPackage } from "../cli/built.js";
import { type Random, samples } from "../laws/fuzz/random.js";
import { CompilingProcess } from "./robustness/compiling-process.js";
import { mutated } from "./robustness/mutate.js";
import { originals, type Project } from "./robustness/originals.js";

const count = Number(process.env["COMPILATIONS"] ?? 60);
const seed = Number(process.env["SEED"] ?? 1);
const longest = 10_000;

let engine: Engine;
let compiling: CompilingProcess;

beforeAll(async () => {
  engine = await openEngine();
  compiling = new CompilingProcess(await builtPackage());
}, 120_000);

afterAll(async () => {
  compiling.close();
  await engine.close();
});

function mutant(random: Random): Project {
  const projects = originals();
  const [[path, text] = ["policy.ts", ""], ...others] = random.pick(projects);
  const texts = projects.map(([first]) => first?.[1] ?? "");
  return [[path, mutated(text, texts, random)], ...others];
}

test(
  "texts that were changed at random get Rego or diagnostics, in bounded time and memory",
  async () => {
    const problems: string[] = [];
    let compiled = 0;
    for (const project of samples(seed, count, mutant)) {
      const answer = await compiling.compile(project, longest);
      const tell = (problem: string) => problems.push(`${problem}\n${project[0]?.[1].slice(0, 4000)}`);
      if (typeof answer === "string") tell(answer);
      else if (answer.thrown !== undefined) tell(answer.thrown);
      else if (answer.modules?.length === 0 && answer.diagnostics?.length === 0) tell("says nothing");
      else {
        compiled += answer.modules?.length ?? 0;
        for (const { message, help = "" } of answer.diagnostics ?? [])
          if (/(?<!\$)\{\w+\}|\bundefined is not\b|Debug Failure/.test(`${message} ${help}`))
            tell(`unfinished: ${message}`);
        for (const rego of answer.modules ?? []) {
          const found = await engine.check({ "policy.rego": rego }, { strict: true });
          if (found.length > 0) tell(`Rego that OPA refuses: ${JSON.stringify(found)}\n${rego}`);
        }
      }
    }
    console.log(`${count} texts, ${compiled} policies compiled; seed ${seed}`);
    expect(problems).toEqual([]);
    expect(compiled).toBeGreaterThan(0);
  },
  count * 2000 + 60_000,
);
