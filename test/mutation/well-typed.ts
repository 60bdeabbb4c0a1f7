import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ts from "typescript";

/** A text that could stand in the place of a file. */
export interface Variant {
  readonly path: string;
  readonly text: string;
}

/**
 * Which variants have no type errors: one program has them all, each as a file of its own beside the one that it stands for, so that
 * everything else is read once.
 *
 * @param root the folder of tsconfig.json
 */
export function wellTyped<Of extends Variant>(variants: readonly Of[], root: string): readonly Of[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const names = new Map(variants.map((one, index) => [placeOf(one, index), one]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => names.has(path) || fileExists(path);
  host.getSourceFile = (path, language, ...rest) => {
    const variant = names.get(path);
    return variant === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, variant.text, language);
  };
  const program = ts.createProgram([...names.keys()], options, host);
  return [...names].flatMap(([path, variant]) => {
    const file = program.getSourceFile(path) as ts.SourceFile;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].length === 0
      ? [variant]
      : [];
  });
}

function placeOf({ path }: Variant, index: number): string {
  return join(dirname(path), `${basename(path, ".ts")}.variant-${index}.ts`).replaceAll("\\", "/");
}
