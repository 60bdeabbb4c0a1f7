import { posix } from "node:path";
import { isPolicyModule } from "../cli/policy-module.js";

/** Finds the policies that a file of a project is part of: itself, or those that import it, directly or not. */
export interface Importers {
  /** `texts` are the sources of the project by path, without declarations and packages. */
  policiesWith(file: string, texts: ReadonlyMap<string, string>): readonly string[];
}

interface Scanned {
  readonly text: string;
  readonly isPolicy: boolean;
  /** Paths of relative imports, without their extensions. */
  readonly imports: readonly string[];
}

const relativeImport = /\bfrom\s*["'](\.{1,2}\/[^"'\n]+)["']/g;

/** A file is scanned again when its text is another one. */
export function createImporters(): Importers {
  const known = new Map<string, Scanned>();
  const scan = (path: string, text: string): Scanned => {
    const before = known.get(path);
    if (before?.text === text) return before;
    const imports = [...text.matchAll(relativeImport)].map(([, name = ""]) =>
      bare(posix.join(posix.dirname(path), name)),
    );
    const scanned = { text, isPolicy: isPolicyModule(text), imports };
    known.set(path, scanned);
    return scanned;
  };
  return {
    policiesWith(file, texts) {
      const text = texts.get(file);
      if (text === undefined) return [];
      if (scan(file, text).isPolicy) return [file];
      const all = [...texts].map(([path, content]) => ({ path, ...scan(path, content) }));
      const reached = new Set([file]);
      for (const path of reached) {
        const name = bare(path);
        for (const other of all) if (other.imports.includes(name)) reached.add(other.path);
      }
      return all.filter(({ path, isPolicy }) => isPolicy && reached.has(path)).map(({ path }) => path);
    },
  };
}

/** Imports name the JavaScript of a module, or its TypeScript, or a folder for its index. */
function bare(path: string): string {
  return path.replace(/\.[cm]?[jt]s$/, "").replace(/\/index$/, "");
}
