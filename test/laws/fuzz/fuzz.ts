/** Random programs against random reviews, three ways. */
import { cases } from "./data.js";
import { openJudge, type Verdict } from "./judge.js";
import { type Program, program } from "./program.js";
import { samples } from "./random.js";
import { type Shrunk, shrink } from "./shrink.js";

export interface Report {
  readonly seed: number;
  /** Those that were asked, or refused. */
  readonly programs: number;
  readonly cases: number;
  readonly violations: number;
  readonly refused: number;
  /** How many programs were refused with each code. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Programs that fail as TypeScript: a mistake of the generator. */
  readonly faulty: readonly string[];
  readonly mismatches: readonly Shrunk[];
  readonly seconds: number;
}

export interface Effort {
  readonly seed: number;
  /** When everything ends, the shrinking of what was found included. */
  readonly seconds: number;
  /** How many programs are made at most. */
  readonly programs?: number;
  readonly batch?: number;
  readonly casesEach?: number;
  /** How long one mismatch may be shrunk. */
  readonly secondsToShrink?: number;
  onBatch?(report: Report): void;
  onRefusal?(message: string): void;
  onMismatch?(found: Shrunk): void;
}

/** The same seed gives the same programs and the same reviews, as many of them as there is time for. */
export async function fuzz(effort: Effort): Promise<Report> {
  const { seed, seconds, programs = Number.POSITIVE_INFINITY, batch = 20, casesEach = 96 } = effort;
  const sets = Math.max(1, Math.round(casesEach / 12));
  const start = Date.now();
  const until = start + seconds * 1000;
  let report: Report = {
    seed,
    programs: 0,
    cases: 0,
    violations: 0,
    refused: 0,
    refusals: {},
    faulty: [],
    mismatches: [],
    seconds: 0,
  };
  const judge = await openJudge();
  try {
    for (let done = 0, round = 0; done < programs && Date.now() < until; round += 1) {
      const own = seed * 100_003 + round;
      const made = samples(own, Math.min(batch, programs - done), (random) => program("Fuzz", random));
      done += made.length;
      const questions = made.map((one, index) => ({
        source: one.source,
        cases: cases(one, own * 101 + index, { sets, each: Math.ceil(casesEach / sets) }),
      }));
      // The first batch is asked whatever it takes.
      const verdicts = await judge.judge(questions, {
        isPlain: round % 3 === 0,
        ...(round === 0 ? {} : { until }),
      });
      for (const [index, verdict] of verdicts.entries()) {
        report = counted(report, verdict, effort);
        if (verdict.sort !== "differs" && verdict.sort !== "rejected") continue;
        const deadline = Math.min(until, Date.now() + (effort.secondsToShrink ?? seconds) * 1000);
        const shrunk = await shrink(made[index] as Program, verdict, judge, deadline);
        report = { ...report, mismatches: [...report.mismatches, shrunk] };
        effort.onMismatch?.(shrunk);
      }
      report = { ...report, seconds: (Date.now() - start) / 1000 };
      effort.onBatch?.(report);
    }
  } finally {
    await judge.close();
  }
  return report;
}

function counted(report: Report, verdict: Verdict, effort: Effort): Report {
  if (verdict.sort === "skipped") return report;
  const programs = report.programs + 1;
  if (verdict.sort === "equal")
    return {
      ...report,
      programs,
      cases: report.cases + verdict.cases,
      violations: report.violations + verdict.violations,
    };
  if (verdict.sort === "faulty") return { ...report, programs, faulty: [...report.faulty, verdict.reason] };
  if (verdict.sort !== "refused") return { ...report, programs };
  const refusals = { ...report.refusals };
  for (const code of new Set(verdict.codes)) refusals[code] = (refusals[code] ?? 0) + 1;
  effort.onRefusal?.(verdict.messages[0] ?? "");
  return { ...report, programs, refused: report.refused + 1, refusals };
}

/** One line about everything that was done. */
export function summary({ seed, programs, cases, violations, refused, refusals, faulty, mismatches, seconds }: Report) {
  const codes = Object.entries(refusals)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ${count}`);
  return [
    `seed ${seed}: ${programs} programs, ${cases} cases (${Math.round(cases / Math.max(seconds, 0.001))}/s), ${violations} violations`,
    `${mismatches.length} mismatches`,
    `${faulty.length} faulty programs`,
    `${refused} refused${codes.length === 0 ? "" : ` (${codes.join(", ")})`}`,
  ].join("; ");
}

/** A mismatch with all that it takes to see it again. */
export function shown({ source, reason, case: one }: Shrunk): string {
  return `${reason}\n${source}\n${JSON.stringify(one)}`;
}
