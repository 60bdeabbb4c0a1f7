/** What a run over mutants is worth: scores, and whether each survivor is explained. Pure. */
import type { Mutant, Mutated } from "./mutate.js";

/** Why a mutant that no fixture notices is no mistake. It is found by its text, so that it stays found when lines move. */
export interface Explanation {
  readonly file: string;
  /** The line that it is in, without the spaces around it. */
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface Row {
  readonly file: string;
  readonly mutants: number;
  readonly killed: number;
  readonly explained: number;
  /** Killed mutants in percent of all. */
  readonly score: number;
}

export interface MutationReport {
  readonly target: number;
  readonly rows: readonly Row[];
  readonly total: Row;
  /** Survivors that nothing explains. */
  readonly survivors: readonly Mutant[];
  /** Explanations of what is no survivor any more. */
  readonly stale: readonly Explanation[];
  /** Whether the target is reached, every survivor is explained, and no explanation is stale. */
  readonly ok: boolean;
}

export function mutationReport(
  results: readonly Mutated[],
  explanations: readonly Explanation[],
  target: number,
): MutationReport {
  const rows = results.map(({ file, killed, survivors }) =>
    row(file, killed, survivors.length, survivors.filter((one) => isExplained(one, explanations)).length),
  );
  const sum = (of: (one: Row) => number) => rows.reduce((total, one) => total + of(one), 0);
  const killed = sum((one) => one.killed);
  const total = row(
    "all",
    killed,
    sum((one) => one.mutants) - killed,
    sum((one) => one.explained),
  );
  const all = results.flatMap(({ survivors }) => survivors);
  const survivors = all.filter((one) => !isExplained(one, explanations));
  const mutated = new Set(results.map(({ file }) => file));
  const stale = explanations.filter(
    (explanation) => mutated.has(explanation.file) && !all.some((one) => isExplained(one, [explanation])),
  );
  const ok = total.score >= target && survivors.length === 0 && stale.length === 0;
  return { target, rows, total, survivors, stale, ok };
}

function row(file: string, killed: number, survived: number, explained: number): Row {
  const mutants = killed + survived;
  return { file, mutants, killed, explained, score: mutants === 0 ? 100 : (100 * killed) / mutants };
}

function isExplained(mutant: Mutant, explanations: readonly Explanation[]): boolean {
  return explanations.some(
    ({ file, source, from, to }) =>
      file === mutant.file && source === mutant.source && from === mutant.from && to === mutant.to,
  );
}

/** For people: a line for each file, then what is to be done. */
export function reportText({ target, rows, total, survivors, stale, ok }: MutationReport): string {
  const width = Math.max(...[...rows, total].map(({ file }) => file.length));
  const line = ({ file, mutants, killed, explained, score }: Row) =>
    `${file.padEnd(width)} ${score.toFixed(1).padStart(6)} %  ${killed} of ${mutants} killed${explained === 0 ? "" : `, ${explained} explained`}`;
  const survivor = ({ file, line, column, what, from, to, source }: Mutant) =>
    [`${file}:${line}:${column} ${what}, and no fixture fails`, `  ${source}`, `  ${from}  →  ${to}`].join("\n");
  const outdated = ({ file, source, from, to }: Explanation) =>
    [
      `${file}: explained, but no survivor any more; take it out of test/mutation/explained.json`,
      `  ${source}`,
      `  ${from}  →  ${to}`,
    ].join("\n");
  const verdict = ok
    ? `The target of ${target} % is reached, and every survivor is explained.`
    : `${total.score < target ? `The target of ${target} % is missed. ` : ""}Add a fixture that notices each survivor, or explain in test/mutation/explained.json why it is no mistake.`;
  return [
    rows.map(line).join("\n"),
    ...survivors.map(survivor),
    ...stale.map(outdated),
    line(total),
    ...(ok || survivors.length > 0 || total.score < target ? [verdict] : []),
  ].join("\n\n");
}
