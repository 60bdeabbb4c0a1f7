/** The public surface: every exported name with its kind and type, as a report that a review sees change. */
import { fileURLToPath } from "node:url";
import { ts } from "ts-morph";
import { expect, it } from "vitest";

const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));
const modules = {
  gatewright: source("index.ts"),
  "gatewright/compiler": source("compiler/index.ts"),
  "gatewright/testing": source("testing/index.ts"),
  "gatewright/kubernetes": source("kubernetes/index.ts"),
};

it("is the reviewed one", async () => {
  const program = ts.createProgram(Object.values(modules), {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
  });
  const checker = program.getTypeChecker();
  const lines: string[] = [];
  for (const [name, path] of Object.entries(modules)) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(path) as ts.SourceFile) as ts.Symbol;
    const exported = checker.getExportsOfModule(module).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    lines.push(`# ${name}`, "");
    if (name === "gatewright/kubernetes") lines.push(`${exported.length} types, generated`);
    else for (const symbol of exported) lines.push(describe(symbol, checker));
    lines.push("");
  }
  await expect(lines.join("\n")).toMatchFileSnapshot("./surface.txt");
});

function describe(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const [declaration] = target.declarations ?? [];
  if (declaration === undefined) throw new Error(`${symbol.name} is exported and declared nowhere`);
  if (target.flags & ts.SymbolFlags.Type && !(target.flags & ts.SymbolFlags.Value)) return `type ${symbol.name}`;
  const type = checker.typeToString(
    checker.getTypeOfSymbolAtLocation(target, declaration),
    declaration,
    ts.TypeFormatFlags.NoTruncation,
  );
  return `${target.flags & ts.SymbolFlags.Function ? "function" : "const"} ${symbol.name}: ${type}`;
}
