import type { ts } from "../typescript.js";

/** Sources that were parsed, for the next run to take where their text is the same. */
export interface Sources {
  /** The file of this path and this text, parsed now or before. */
  of(path: string, text: string, parse: () => ts.SourceFile | undefined): ts.SourceFile | undefined;
}

/** For one run after the other over the same project: parsing and binding are most of the work of a small change. */
export function createSources(): Sources {
  const kept = new Map<string, { readonly text: string; readonly file: ts.SourceFile }>();
  return {
    of(path, text, parse) {
      const known = kept.get(path);
      if (known?.text === text) return known.file;
      const file = parse();
      if (file === undefined) kept.delete(path);
      else kept.set(path, { text, file });
      return file;
    },
  };
}
