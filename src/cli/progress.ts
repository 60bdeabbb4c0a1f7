import type { Output } from "./terminal.js";

/** Says on a terminal what a long command is doing, on one line that goes away; silent everywhere else. */
export interface Progress {
  /** Replaces the line. */
  readonly step: (text: string) => void;
  /** Removes the line, so that results can be written. */
  readonly done: () => void;
}

const eraseLine = "\r\u001b[2K";

export function startProgress(stderr: Output): Progress {
  if (!stderr.interactive) return { step: () => {}, done: () => {} };
  let shown = false;
  return {
    step: (text) => {
      stderr.write(`${eraseLine}${text} …`);
      shown = true;
    },
    done: () => {
      if (shown) stderr.write(eraseLine);
      shown = false;
    },
  };
}
