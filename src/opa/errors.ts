import type { RegoProblem } from "./engine.js";

/** OPA could not be found, run or understood. The message says what happened, where, and what to do. */
export class OpaError extends Error {
  override readonly name = "OpaError";
}

/** OPA finds fault with the Rego that it was given. */
export class RegoError extends Error {
  override readonly name = "RegoError";
  readonly problems: readonly RegoProblem[];

  constructor(problems: readonly RegoProblem[]) {
    super(problems.map(describeProblem).join("\n"));
    this.problems = problems;
  }
}

/** `pods.rego:3:7: rego_type_error: undefined function f`. */
export function describeProblem({ code, message, file, line, column }: RegoProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return [place, code, message].filter((part) => part !== "").join(": ");
}
