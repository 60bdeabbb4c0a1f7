import type { ts } from "../typescript.js";

/** What earlier runs have parsed and found out, for the next run to take where it is the same. */
export interface Sources {
  /** The file of this path and this text, parsed now or before. */
  of(path: string, text: string, parse: () => ts.SourceFile | undefined): ts.SourceFile | undefined;
  /** The answer to a question about a file that nothing but these files decides, found now or when they were the same. */
  answer<T>(question: string, file: ts.SourceFile, files: readonly ts.SourceFile[], find: () => T): T;
}

/** For one run after the other over the same project: a small change leaves most of the work as it is. */
export function createSources(): Sources {
  const kept = new Map<string, { readonly text: string; readonly file: ts.SourceFile }>();
  const answers = new WeakMap<ts.SourceFile, Map<string, Answer>>();
  return {
    of(path, text, parse) {
      const known = kept.get(path);
      if (known?.text === text) return known.file;
      const file = parse();
      if (file === undefined) kept.delete(path);
      else kept.set(path, { text, file });
      return file;
    },
    answer<T>(question: string, file: ts.SourceFile, files: readonly ts.SourceFile[], find: () => T): T {
      const about = answers.get(file) ?? new Map<string, Answer>();
      answers.set(file, about);
      const known = about.get(question);
      if (known?.files.length === files.length && known.files.every((file, index) => file === files[index]))
        return known.found as T;
      const found = find();
      about.set(question, { files, found });
      return found;
    },
  };
}

interface Answer {
  readonly files: readonly ts.SourceFile[];
  readonly found: unknown;
}
