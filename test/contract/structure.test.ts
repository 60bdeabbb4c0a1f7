/** The shape of the sources: imports point down, effects stay at the edges, and nothing is exported by the dozen. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../../src/", import.meta.url));

/** Which parts of src/ a part may import from, beside itself. Data flows from left to right; imports go back only. */
const parts: { readonly [part: string]: readonly string[] } = {
  model: [],
  kubernetes: ["model"],
  "yaml-lines": [],
  language: ["model", "kubernetes", "yaml-lines"],
  library: ["language", "kubernetes"],
  index: ["library", "language", "kubernetes"],
  compiler: ["model", "kubernetes", "yaml-lines"],
  gatekeeper: ["model", "compiler"],
  opa: ["model"],
  testing: ["model", "language", "compiler", "opa"],
  report: ["model", "compiler", "gatekeeper", "testing"],
  cli: ["model", "kubernetes", "compiler", "gatekeeper", "opa", "testing", "report"],
  editor: ["model", "compiler", "cli"],
};

/** The same inside the compiler. The lowering is three folders that meet: constructs, builtins, and what both are given. */
const lowering = ["lower", "syntax", "builtins"];
const phases: { readonly [phase: string]: readonly string[] } = {
  typescript: [],
  ir: [],
  singular: [],
  deviations: [],
  diagnostics: ["typescript"],
  load: ["typescript"],
  schema: ["typescript"],
  lower: [...lowering, "typescript", "ir", "diagnostics", "load", "check", "singular"],
  syntax: [...lowering, "typescript", "ir"],
  builtins: [...lowering, "typescript", "ir"],
  check: ["typescript", "diagnostics", "load", "schema", "syntax"],
  optimise: ["ir"],
  rego: ["ir", "singular"],
  compile: ["typescript", "check", "diagnostics", "load", "lower", "optimise", "rego", "schema"],
  index: ["compile", "diagnostics", "load"],
};

/** Files that touch the world outside: hosts, the command line, and whatever runs OPA or tests. */
const edges: readonly RegExp[] = [
  /^cli\//,
  /^opa\//,
  /^testing\/(runner|gatekeeper)\//,
  /^compiler\/load\/(package-files|standard-library)\.ts$/,
];

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)));

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), "utf8");
  return [...text.matchAll(/^(?:import|export)[^;]*? from "(\.[^"]+)"/gms)].map(([, path]) =>
    relative(src, join(src, dirname(file), path as string)),
  );
}

const partOf = (file: string) => (file.split("/")[0] as string).replace(/\.[jt]s$/, "");

/** Every import that a table does not allow. */
function strays(table: { readonly [part: string]: readonly string[] }, within: string): readonly string[] {
  const inside = files.filter((file) => file.startsWith(within));
  return inside.flatMap((file) => {
    const from = partOf(file.slice(within.length));
    return importsOf(file)
      .filter((path) => path.startsWith(within))
      .map((path) => partOf(path.slice(within.length)))
      .filter((to) => to !== from && !(table[from] ?? []).includes(to))
      .map((to) => `${file} imports from ${within}${to}`);
  });
}

/** Every direction that a table allows and that no file takes. */
function unused(table: { readonly [part: string]: readonly string[] }, within: string): readonly string[] {
  const taken = new Set(
    files
      .filter((file) => file.startsWith(within))
      .flatMap((file) =>
        importsOf(file)
          .filter((path) => path.startsWith(within))
          .map((path) => `${partOf(file.slice(within.length))} from ${partOf(path.slice(within.length))}`),
      ),
  );
  return Object.entries(table)
    .flatMap(([part, from]) => from.filter((other) => other !== part).map((other) => `${part} from ${other}`))
    .filter((direction) => !taken.has(direction));
}

describe("the structure of src", () => {
  it("has sources to look at", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(importsOf("compiler/compile.ts").length).toBeGreaterThan(5);
  });

  it("knows every part", () => {
    expect([...new Set(files.map(partOf))].filter((part) => !(part in parts))).toEqual([]);
    const inside = files
      .filter((file) => file.startsWith("compiler/"))
      .map((file) => partOf(file.slice("compiler/".length)));
    expect([...new Set(inside)].filter((phase) => !(phase in phases))).toEqual([]);
  });

  it("knows no part, no direction and no edge that is none", () => {
    expect(Object.keys(parts).filter((part) => !files.some((file) => partOf(file) === part))).toEqual([]);
    expect(unused(parts, "")).toEqual([]);
    // The three of the lowering are allowed each other whether they take it or not.
    expect(
      unused(phases, "compiler/").filter((direction) => !lowering.includes(direction.split(" ")[0] as string)),
    ).toEqual([]);
    expect(edges.filter((edge) => !files.some((file) => edge.test(file)))).toEqual([]);
  });

  it("lets a part import only from parts above it", () => {
    const order = Object.keys(parts);
    const upwards = Object.entries(parts).filter(([part, from]) =>
      from.some((other) => order.indexOf(other) >= order.indexOf(part)),
    );
    expect(upwards).toEqual([]);
  });

  it("imports point down", () => expect(strays(parts, "")).toEqual([]));

  it("imports point down inside the compiler", () => expect(strays(phases, "compiler/")).toEqual([]));

  it("keeps effects at the edges", () => {
    const effects = /from "node:(?!path|crypto)|\bprocess\.(?!\w+`)\w|\bconsole\.\w|\bDate\.now\(|\bnew Date\(\)/;
    const inside = files.filter(
      (file) => !edges.some((edge) => edge.test(file)) && !/^kubernetes\/[\w-]+\.ts$/.test(file) && !isRecords(file),
    );
    const found = inside.filter((file) => effects.test(withoutComments(readFileSync(join(src, file), "utf8"))));
    expect(found).toEqual([]);
  });

  it("requires TypeScript in one place, for its import takes as long again as its work", () => {
    const others = files.filter((file) => file.startsWith("compiler/") && file !== "compiler/typescript.ts");
    expect(others.filter((file) => /ts-morph"/.test(readFileSync(join(src, file), "utf8")))).toEqual([]);
  });

  it("exports by name", () => {
    expect(files.filter((file) => /^export \*/m.test(readFileSync(join(src, file), "utf8")))).toEqual([]);
  });
});

/** Records quote policies that do what they may not. */
function isRecords(file: string): boolean {
  return (
    /^compiler\/diagnostics\//.test(file) &&
    /Records/.test(readFileSync(join(src, file), "utf8")) &&
    !file.endsWith("index.ts")
  );
}

/** Comments, texts and patterns speak of what the code may not do. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|`(?:[^`\\]|\\.)*`|"(?!node:)(?:[^"\\\n]|\\.)*"/gm, '""');
}
