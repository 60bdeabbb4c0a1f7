import { watch } from "node:fs";

/**
 * The sources and fixtures below a folder that change from now on: those that change together come together, by their paths from the folder. Ends
 * with the signal.
 */
export function changes(root: string, signal: AbortSignal): AsyncIterable<readonly string[]> {
  let wake = () => {};
  let woken = false;
  let changed = new Set<string>();
  const notify = () => {
    woken = true;
    wake();
  };
  const watcher = watch(root, { recursive: true, signal }, (_, name) => {
    const path = (name ?? "").replaceAll("\\", "/");
    if (/\.(?:ts|ya?ml|json)$/.test(path) && !/(?:^|\/)(?:node_modules|dist|\.[^/]*)\//.test(path)) {
      changed.add(path);
      notify();
    }
  });
  // What it missed then is not known; nothing is lost by running again.
  watcher.on("error", notify);
  signal.addEventListener("abort", notify);
  return (async function* () {
    while (!signal.aborted) {
      if (!woken) await new Promise<void>((resolve) => (wake = resolve));
      // Editors write in several steps.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const files = [...changed].toSorted();
      changed = new Set();
      woken = false;
      if (!signal.aborted) yield files;
    }
  })();
}
