import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { narrowIndex } from "../../src/kubernetes/resolve/narrow-index.js";
import { folder, program } from "./program.js";

const index = readFileSync(join(folder, "index.ts"), "utf8");

describe("narrowIndex", () => {
  it("exports the wanted names, renamed ones too", () => {
    expect(narrowIndex(index, ["Pod", "EventEventsV1", "Container"])).toBe(
      'export type { Container, Pod } from "./core-v1.js";\nexport type { Event as EventEventsV1 } from "./events-v1.js";\n',
    );
  });

  it("reads the index as tsc declares it", () => {
    const { outputText } = ts.transpileDeclaration(index, { compilerOptions: {} });
    expect(narrowIndex(outputText, ["EventEventsV1", "Pod"])).toBe(narrowIndex(index, ["Pod", "EventEventsV1"]));
  });

  it("reads what authors import as well, functions among types", () => {
    const own = readFileSync(join(folder, "../index.ts"), "utf8");
    const part = narrowIndex(own, ["policy", "Review", "podSpecOf"]);
    expect(part).toBe(
      'export { policy } from "./language/policy.js";\nexport type { Review } from "./language/review.js";\nexport { podSpecOf } from "./library/workloads.js";\n',
    );
  });

  it("leaves an unknown name to TypeScript's own message", () => {
    expect(narrowIndex(index, ["Pod", "Pood"])).toBeUndefined();
    expect(narrowIndex(index, [])).toBeUndefined();
  });

  it("gives the same types, from the groups that are needed only", () => {
    const use = (from: string) => `import type { Deployment } from "${from}";\nexport type Found = Deployment;`;
    const files = (built: ts.Program) => built.getSourceFiles().filter((f) => f.fileName.startsWith(folder)).length;
    const narrow = { "~index.ts": narrowIndex(index, ["Deployment"]) ?? "", "~narrow.ts": use("./~index.js") };
    expect(files(program(narrow))).toBeLessThan(10);
    expect(files(program({ "~whole.ts": use("./index.js") }))).toBeGreaterThan(30);

    const both = program({ ...narrow, "~whole.ts": use("./index.js") });
    const checker = both.getTypeChecker();
    const [a, b] = ["~narrow.ts", "~whole.ts"].map((name) => {
      const module = checker.getSymbolAtLocation(both.getSourceFile(folder + name) as ts.Node);
      const found = checker.getExportsOfModule(module as ts.Symbol).find((symbol) => symbol.name === "Found");
      return checker.getDeclaredTypeOfSymbol(found as ts.Symbol);
    });
    expect(a?.symbol.name).toBe("Deployment");
    expect(a).toBe(b);
  });
});
