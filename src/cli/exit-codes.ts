/** What the exit code of every command says. */
export const exitCodes = Object.freeze({
  /** The command did its work and found nothing wrong. Warnings alone are fine. */
  fine: 0,
  /** The command did its work and found errors in policies, or tests that fail. */
  findings: 1,
  /** The command could not do its work: wrong use, an environment that lacks something, or a bug of Gatewright. */
  unable: 2,
  /** The user ended a watch: 128 and the number of SIGINT, as shells have it. */
  interrupted: 130,
});

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
