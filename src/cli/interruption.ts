import { exitCodes } from "./exit-codes.js";

/** Comes with the first Ctrl+C; the second one ends the process as usual. */
export function interruption(): AbortSignal {
  const stop = new AbortController();
  const onInterrupt = () => {
    stop.abort();
    // Vitest, once it runs, ends the process itself, with this code.
    process.exitCode = exitCodes.interrupted;
    // Not at once: other listeners of the same signal look whether the program handles it itself.
    setImmediate(() => process.off("SIGINT", onInterrupt));
  };
  process.on("SIGINT", onInterrupt);
  return stop.signal;
}
