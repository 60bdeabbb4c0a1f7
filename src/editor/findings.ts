import { compile, createSources, type SourceHost } from "../compiler/index.js";
import { displayName } from "../compiler/load/display-name.js";
import type { Diagnostic } from "../model.js";
import { createImporters } from "./importers.js";

/** What an editor asks: the texts are those in its windows, saved or not. */
export interface Project {
  /** The folder that names of files start from. */
  readonly root: string;
  /** The sources of the project by path, without declarations and packages. */
  readonly texts: ReadonlyMap<string, string>;
  /** Any other file. */
  readFile(path: string): string | undefined;
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
}

/** What `gatewright check` says of a file; nothing for one that no policy is made of. */
export type FindFindings = (file: string, project: Project) => readonly Diagnostic[];

/** For one project: what is parsed for one answer is kept for the next one. */
export function createFindings(): FindFindings {
  const sources = createSources();
  const importers = createImporters();
  return (file, project) => {
    const policies = importers.policiesWith(file, project.texts);
    if (policies.length === 0) return [];
    const { diagnostics } = compile(policies, hostOf(project), { mistakes: true, sources });
    const name = displayName(file, project.root);
    return diagnostics.filter(({ span }) => span?.file === name);
  };
}

function hostOf({ root, texts, readFile, fileExists, directoryExists }: Project): SourceHost {
  const encoder = new TextEncoder();
  return {
    root,
    readFile: (path) => {
      const text = texts.get(path) ?? readFile(path);
      return text === undefined ? undefined : encoder.encode(text);
    },
    fileExists: (path) => texts.has(path) || fileExists(path),
    directoryExists,
  };
}
