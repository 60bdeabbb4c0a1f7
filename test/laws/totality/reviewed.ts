/** What policies review, by their types: TypeScript itself tells. */
import { fileURLToPath } from "node:url";
import ts from "typescript";

const source = (path: string) => fileURLToPath(new URL(`../../../src/${path}`, import.meta.url));
const kubernetes = source("kubernetes/index.ts");

/** A policy's kinds, and what its own text speaks of: fields that it may read, texts that it may compare with. */
export interface Reviewed {
  readonly kinds: readonly ts.Type[];
  readonly words: ReadonlySet<string>;
  readonly texts: readonly string[];
}

export interface Types {
  readonly checker: ts.TypeChecker;
  reviewedBy(file: string): Reviewed;
  /** The type of a served kind; undefined for one that is not Kubernetes' own. */
  kindOf(apiVersion: string, kind: string): ts.Type | undefined;
}

/** One program over all of the policies. */
export function typesOf(files: readonly string[]): Types {
  const program = ts.createProgram([...files, kubernetes], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    paths: { gatewright: [source("index.ts")], "gatewright/kubernetes": [kubernetes] },
  });
  const checker = program.getTypeChecker();
  let served: ReadonlyMap<string, ts.Type> | undefined;
  return {
    checker,
    reviewedBy: (file) => reviewedBy(program.getSourceFile(file) as ts.SourceFile, checker),
    kindOf(apiVersion, kind) {
      served ??= servedKinds(program.getSourceFile(kubernetes) as ts.SourceFile, checker);
      return served.get(`${apiVersion} ${kind}`);
    },
  };
}

function reviewedBy(file: ts.SourceFile, checker: ts.TypeChecker): Reviewed {
  const exported = file.statements.find(ts.isExportAssignment);
  if (exported === undefined) throw new Error(`${file.fileName} exports no policy`);
  const [kinds] = checker.getTypeArguments(checker.getTypeAtLocation(exported.expression) as ts.TypeReference);
  if (kinds === undefined) throw new Error(`${file.fileName} exports something else`);
  const text = [...reachedFrom(file, checker)].map((one) => one.text).join("\n");
  return {
    kinds: kinds.isUnion() ? kinds.types : [kinds],
    words: new Set(text.match(/[A-Za-z_]\w*/g)),
    texts: [
      ...new Set(Array.from(text.matchAll(/(["'`])((?:(?!\1)[^\\\n$]){0,40})\1/g), ([, , inner]) => inner ?? "")),
    ],
  };
}

/** A policy's own files and those of the library that it uses, without Kubernetes' types and what is not compiled. */
function reachedFrom(file: ts.SourceFile, checker: ts.TypeChecker, seen = new Set<ts.SourceFile>()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const { moduleSpecifier } = statement;
    const symbol = moduleSpecifier && checker.getSymbolAtLocation(moduleSpecifier);
    const imported = symbol?.declarations?.[0]?.getSourceFile();
    if (imported === undefined || /\/src\/(?:kubernetes|language|model)/.test(imported.fileName)) continue;
    if (imported.fileName === source("index.ts")) {
      for (const name of importedNames(statement)) {
        const [declaration] = checker.getTypeAtLocation(name).symbol?.declarations ?? [];
        const library = declaration?.getSourceFile();
        if (library?.fileName.includes("/src/library/")) reachedFrom(library, checker, seen);
      }
    } else reachedFrom(imported, checker, seen);
  }
  return seen;
}

function importedNames(statement: ts.ImportDeclaration | ts.ExportDeclaration): readonly ts.Identifier[] {
  const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name) : [];
}

function servedKinds(file: ts.SourceFile, checker: ts.TypeChecker): ReadonlyMap<string, ts.Type> {
  const module = checker.getSymbolAtLocation(file) as ts.Symbol;
  const types = checker.getExportsOfModule(module).map((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return checker.getDeclaredTypeOfSymbol(target);
  });
  return new Map(
    types.flatMap((type) => {
      const [apiVersion, kind] = ["apiVersion", "kind"].map((name) => literalOf(type, name, checker));
      return apiVersion === undefined || kind === undefined ? [] : [[`${apiVersion} ${kind}`, type] as const];
    }),
  );
}

function literalOf(type: ts.Type, name: string, checker: ts.TypeChecker): string | undefined {
  const property = type.getProperty(name);
  const literal = property && checker.getTypeOfSymbol(property);
  return literal?.isStringLiteral() ? literal.value : undefined;
}
