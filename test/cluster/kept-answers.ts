import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Answered } from "./outcomes.js";
import type { Step } from "./steps.js";

/** What only judges answers, and needs nothing to be asked again. */
const judging: ReadonlySet<string> = new Set([
  "explanation.ts",
  "explanations.ts",
  "outcomes.ts",
  "refusals.ts",
  "standard-library.cluster.ts",
]);

/** The answers of earlier runs, each by all that it depends on. */
export class KeptAnswers {
  readonly #file: string;
  readonly #known: ReadonlyMap<string, Answered>;
  readonly #base: string;

  /**
   * @param file where they are kept
   * @param versions what was asked
   * @param fresh has everything asked again
   */
  constructor(file: string, versions: readonly string[], fresh: boolean) {
    this.#file = file;
    this.#base = JSON.stringify([versions, sources()]);
    mkdirSync(dirname(file), { recursive: true });
    const lines = fresh || !existsSync(file) ? [] : readFileSync(file, "utf8").split("\n");
    this.#known = new Map(lines.flatMap(entry));
  }

  find(step: Step): Answered | undefined {
    return this.#known.get(this.#keyOf(step));
  }

  /** Keeps an answer, at once, so that a run that is interrupted goes on from here. */
  add(step: Step, answer: Answered): void {
    appendFileSync(this.#file, `${JSON.stringify([this.#keyOf(step), answer, step.name])}\n`);
  }

  #keyOf({ name, policy, object, stored, namespace, user, parameters, inventory }: Step): string {
    const asked = [name, policy.template, object, stored, namespace, user, parameters, inventory];
    return createHash("sha256").update(this.#base).update(JSON.stringify(asked)).digest("hex");
  }
}

/** A line that an interrupted run did not finish is as good as none. */
function entry(line: string): readonly (readonly [string, Answered])[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

/** What asks is part of what an answer depends on. */
function sources(): string {
  const hash = createHash("sha256");
  const names = readdirSync(import.meta.dirname).filter((name) => !judging.has(name));
  for (const name of names.sort()) hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest("hex");
}
