const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

// What is under way in this process, as signals and exit concern all of it. Listeners stand only while there is any.
const underWay = new Set<() => void>();

/**
 * Sees to it that `cleanUp` (synchronous) also runs when this process exits or is told to stop in the meantime.
 * Returns the function that ends the watch.
 */
export function guard(cleanUp: () => void): () => void {
  if (underWay.size === 0) listen();
  underWay.add(cleanUp);
  return () => {
    if (underWay.delete(cleanUp) && underWay.size === 0) ignore();
  };
}

function cleanUpAll(): void {
  for (const cleanUp of underWay) cleanUp();
  underWay.clear();
}

function onSignal(signal: NodeJS.Signals): void {
  ignore();
  cleanUpAll();
  // Without listeners of the program itself the signal has its usual effect.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function listen(): void {
  process.on("exit", cleanUpAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function ignore(): void {
  process.off("exit", cleanUpAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}
