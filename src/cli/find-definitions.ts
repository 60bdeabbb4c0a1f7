import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type CustomKind, isDefinition, readDefinition } from "../kubernetes/generate/custom-kinds.js";
import { apiVersion } from "../kubernetes/generate/schema.js";
import { pathText, SchemaProblem } from "../kubernetes/generate/schema-problem.js";
import type { Json } from "../model.js";
import { count } from "../report/diagnostics.js";
import { FixtureError } from "../testing/place.js";
import { type ParsedDocument, parseDocuments } from "../testing/yaml/parse-documents.js";
import { readText } from "../testing/yaml/read-text.js";
import { forwardSlashes, statOrNothing } from "./host.js";
import { UsageError } from "./usage-error.js";

const whatADefinitionIs =
  "Give YAML or JSON with CustomResourceDefinitions, such as what `kubectl get crd -o yaml` prints.";

/**
 * The kinds that definitions in files serve, and in those of folders, which are searched. Other objects are passed over. Throws a usage
 * error for what cannot be read, for a kind that is defined twice, and where there is none.
 */
export function findDefinitions(
  files: readonly string[],
  folders: readonly string[],
  cwd: string,
): readonly CustomKind[] {
  if (files.length + folders.length === 0) throw new UsageError("No file is given.", whatADefinitionIs);
  for (const file of files) {
    if (statOrNothing(resolve(cwd, file))?.isDirectory())
      throw new UsageError(`${file} is a folder.`, `Give it with --from-dir ${file}, to have it searched.`);
  }
  for (const folder of folders) {
    if (!statOrNothing(resolve(cwd, folder))?.isDirectory())
      throw new UsageError(`There is no folder ${folder}.`, `Paths start from ${cwd}.`);
  }
  const searched = folders.flatMap((folder) => search(resolve(cwd, folder), new Set()));
  const found = new Map<string, { readonly kind: CustomKind; readonly file: string }>();
  const seen = new Set<string>();
  for (const path of [...files.map((file) => resolve(cwd, file)), ...searched.filter(mentionsDefinitions)]) {
    const file = forwardSlashes(relative(cwd, path)) || path;
    const stats = statOrNothing(path);
    if (stats === undefined) throw new UsageError(`There is no file ${file}.`, `Paths start from ${cwd}.`);
    if (!stats.isFile()) throw new UsageError(`${file} is not a file.`, whatADefinitionIs);
    if (seen.has(realpathSync(path))) continue;
    seen.add(realpathSync(path));
    for (const kind of kindsIn(file, readFileSync(path))) {
      const key = `${apiVersion(kind.gvk)} ${kind.gvk.kind}`;
      const other = found.get(key);
      if (other !== undefined)
        throw new UsageError(
          `${kind.gvk.kind} of ${apiVersion(kind.gvk)} is defined twice: in ${other.file} and in ${file}.`,
          "Give one of them.",
        );
      found.set(key, { kind, file });
    }
  }
  if (found.size === 0) throw nothing(files.length + searched.length);
  return [...found.values()].map(({ kind }) => kind);
}

function search(folder: string, visited: Set<string>): readonly string[] {
  const real = realpathSync(folder);
  if (visited.has(real)) return [];
  visited.add(real);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const stats = statOrNothing(path);
      if (stats?.isDirectory()) return name.startsWith(".") || name === "node_modules" ? [] : search(path, visited);
      return stats?.isFile() && /\.(ya?ml|json)$/i.test(name) ? [path] : [];
    });
}

/** Folders hold all kinds of files: those that say nothing of definitions need not even be YAML. */
function mentionsDefinitions(path: string): boolean {
  return readFileSync(path).includes("CustomResourceDefinition");
}

function kindsIn(file: string, bytes: Uint8Array): readonly CustomKind[] {
  try {
    return parseDocuments(file, readText(file, bytes)).flatMap((document) =>
      definitionsOf(document.value).flatMap(({ value, path }) => kindsOf(document, value, path)),
    );
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error;
    throw new UsageError(
      `${error.message}.`,
      "Put the file right; a chart's templates are rendered by `helm template`.",
    );
  }
}

interface Definition {
  readonly value: { readonly [key: string]: Json };
  readonly path: readonly string[];
}

/** A document that is one, or the items of a list. */
function definitionsOf(value: Json, path: readonly string[] = []): readonly Definition[] {
  if (isDefinition(value)) return [{ value, path }];
  if (typeof value !== "object" || value === null || !("items" in value) || !Array.isArray(value.items)) return [];
  return (value.items as readonly Json[]).flatMap((item, index) =>
    isDefinition(item) ? [{ value: item, path: ["items", String(index)] }] : [],
  );
}

function kindsOf(
  { placeOf }: ParsedDocument,
  value: Definition["value"],
  path: readonly string[],
): readonly CustomKind[] {
  try {
    return readDefinition(value);
  } catch (error) {
    if (!(error instanceof SchemaProblem)) throw error;
    const whole = [...path, ...error.path];
    throw new FixtureError(placeOf(...whole), `${pathText(whole)}: ${error.problem}`);
  }
}

function nothing(files: number): UsageError {
  return new UsageError(`There is no CustomResourceDefinition in ${count(files, "file")}.`, whatADefinitionIs);
}
