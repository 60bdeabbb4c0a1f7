import { join } from "node:path";
import { applyLibrary, buildLibrary, syncedCollections } from "./apply.js";
import { ControlPlane, type Programs } from "./control-plane.js";
import { KeptAnswers } from "./kept-answers.js";
import { type Answered, judge, type Outcome, strays } from "./outcomes.js";
import { place } from "./place.js";
import { readPolicies } from "./policies.js";
import { Workshop } from "./processes.js";
import { runWave } from "./run-wave.js";
import { type Step, stepsOf } from "./steps.js";
import { Synced } from "./synced.js";
import { wavesOf } from "./waves.js";

/** What a run is about. */
export interface RunOptions {
  readonly root: string;
  readonly programs: Programs;
  /** Folders of the policies that are run; all, when there are none. */
  readonly policies: readonly string[];
  readonly fresh: boolean;
  /** Where answers are kept. */
  readonly keptIn: string;
  readonly versions: readonly string[];
  /** Hears how far it is. */
  readonly tell: (line: string) => void;
}

/** What a run gave. */
export interface Run {
  readonly outcomes: readonly Outcome[];
  readonly requests: number;
}

/** Sends every fixture of the policies through an API server with Gatekeeper, and compares what is said with what gatewright says. */
export async function run(options: RunOptions): Promise<Run> {
  const { root, programs, tell } = options;
  const workshop = new Workshop();
  try {
    const built = join(workshop.folder, "dist");
    buildLibrary(root, built);
    const policies = await readPolicies(root, built, options.policies);
    const steps = policies.flatMap(stepsOf);
    const kept = new KeptAnswers(options.keptIn, options.versions, options.fresh);
    const answers = new Map(steps.flatMap((step) => entry(step, kept.find(step))));
    const rest = steps.filter((step) => !answers.has(step));
    tell(`${steps.length} steps of ${policies.length} policies; ${answers.size} were asked in earlier runs`);
    let requests = 0;
    if (rest.length > 0) {
      const plane = await ControlPlane.start(workshop, programs);
      tell(`etcd, kube-apiserver and Gatekeeper are up: ${options.versions.join(", ")}`);
      await askAll(plane, built, rest, tell, (step, answer) => {
        answers.set(step, answer);
        kept.add(step, answer);
      });
      requests = plane.api.sent;
      plane.api.close();
    }
    const outcomes = steps.map((step) => judge(step, answers.get(step) as Answered));
    return { outcomes: [...outcomes, ...strays(steps)], requests };
  } finally {
    await workshop.close();
  }
}

async function askAll(
  plane: ControlPlane,
  built: string,
  steps: readonly Step[],
  tell: RunOptions["tell"],
  answer: (step: Step, answer: Answered) => void,
): Promise<void> {
  const { templates } = await applyLibrary(plane, built);
  tell(`kubectl apply -k: ${templates} templates are taken in`);
  const byName = new Map(steps.map((step) => [step.name, step]));
  const { placed, leftOut } = await place(plane, steps);
  for (const { step, reason } of leftOut) answer(step, { leftOut: reason });
  const synced = await Synced.start(plane, await syncedCollections(plane, built));
  const waves = wavesOf(placed);
  for (const [at, wave] of waves.entries()) {
    await runWave(plane, wave, synced, ({ name }, said) => answer(byName.get(name) as Step, said));
    tell(`wave ${at + 1} of ${waves.length}: ${wave.length} steps`);
  }
}

function entry(step: Step, answer: Answered | undefined): readonly (readonly [Step, Answered])[] {
  return answer === undefined ? [] : [[step, answer]];
}
