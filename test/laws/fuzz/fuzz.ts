/** Random programs against random reviews, three ways. */
import { cases } from "./data.js";
import { judge } from "./judge.js";
import { type Program, program } from "./program.js";
import { samples } from "./random.js";
import { type Shrunk, shrink } from "./shrink.js";

export interface Report {
  readonly programs: number;
  readonly cases: number;
  readonly violations: number;
  readonly refused: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly faulty: readonly string[];
  readonly mismatches: readonly Shrunk[];
}

export interface Effort {
  readonly seed: number;
  readonly seconds: number;
  readonly batch?: number;
  readonly casesEach?: number;
  /** How many mismatches are made small; the others are shown as they are. */
  readonly shrinks?: number;
  onBatch?(report: Report): void;
  onMismatch?(found: Shrunk): void;
}

/** Runs batches until the time is over: at least one. */
export async function fuzz(effort: Effort): Promise<Report> {
  const { seed, seconds, batch = 30, casesEach = 30, shrinks = 3 } = effort;
  const until = Date.now() + seconds * 1000;
  const verbose = Boolean(process.env.FUZZ_REFUSALS);
  let report: Report = { programs: 0, cases: 0, violations: 0, refused: 0, refusals: {}, faulty: [], mismatches: [] };
  for (let round = 0; round === 0 || Date.now() < until; round += 1) {
    const own = seed * 100_003 + round;
    const programs = samples(own, batch, (random) => program("Fuzz", random));
    const questions = programs.map((one, index) => ({
      source: one.source,
      cases: cases(one.parameters, own * 101 + index, casesEach),
    }));
    const verdicts = await judge(questions);
    for (const [index, verdict] of verdicts.entries()) {
      report = { ...report, programs: report.programs + 1 };
      if (verdict.sort === "equal")
        report = { ...report, cases: report.cases + verdict.cases, violations: report.violations + verdict.violations };
      else if (verdict.sort === "faulty") report = { ...report, faulty: [...report.faulty, verdict.reason] };
      else if (verdict.sort === "refused") {
        const refusals = { ...report.refusals };
        for (const code of new Set(verdict.codes)) refusals[code] = (refusals[code] ?? 0) + 1;
        if (verbose) console.log(verdict.messages[0]);
        report = { ...report, refused: report.refused + 1, refusals };
      } else {
        const { source, parameters } = programs[index] as Program;
        const found =
          verdict.sort === "differs"
            ? { cases: [verdict.case], reason: verdict.reason }
            : { cases: [], reason: verdict.reason };
        const shrunk =
          report.mismatches.length < shrinks
            ? await shrink(source, parameters, verdict)
            : { source, case: found.cases[0], reason: found.reason };
        report = { ...report, mismatches: [...report.mismatches, shrunk] };
        effort.onMismatch?.(shrunk);
      }
    }
    effort.onBatch?.(report);
  }
  return report;
}
