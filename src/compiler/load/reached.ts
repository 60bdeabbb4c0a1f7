import { ts } from "../typescript.js";

/**
 * For each file the files that decide what it means: itself, what it imports, directly or not, and TypeScript's library. These are all
 * files where one of the project declares something for files that do not import it.
 *
 * @param imports the paths of what a file imports, by the file's path
 */
export function reachedFrom(
  program: ts.Program,
  imports: ReadonlyMap<string, readonly string[]>,
  isOfProject: (file: ts.SourceFile) => boolean,
): (file: ts.SourceFile) => readonly ts.SourceFile[] {
  const all = program.getSourceFiles();
  const library = all.filter((file) => program.isSourceFileDefaultLibrary(file));
  const isOpen = all.some((file) => isOfProject(file) && !isModule(file));
  const known = new Map<ts.SourceFile, readonly ts.SourceFile[]>();
  const search = (file: ts.SourceFile) => {
    const reached = new Set([file]);
    for (const { fileName } of reached)
      for (const path of imports.get(fileName) ?? []) {
        const imported = program.getSourceFile(path);
        if (imported !== undefined) reached.add(imported);
      }
    return [...reached, ...library];
  };
  return (file) => {
    const files = known.get(file) ?? (isOpen ? all : search(file));
    known.set(file, files);
    return files;
  };
}

/** `declare global`, `declare module "…"` and `export as namespace …`. */
function isForOthers(statement: ts.Statement): boolean {
  return ts.isModuleDeclaration(statement) || ts.isNamespaceExportDeclaration(statement);
}

/** True for a file that neither gives other files anything nor takes anything from them, but by imports. */
function isModule(file: ts.SourceFile): boolean {
  const { referencedFiles, typeReferenceDirectives, libReferenceDirectives, statements } = file;
  const references = referencedFiles.length + typeReferenceDirectives.length + libReferenceDirectives.length;
  return ts.isExternalModule(file) && references === 0 && !statements.some(isForOthers);
}
