// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the policies are source text
/** NaN on every way through a policy: what TypeScript says of it, policy.wasm and Gatekeeper say in other words. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compile } from "../../src/compiler/index.js";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import { compileForAll, host } from "./three-ways.js";

const texts = ["5", "0", "-3", "2.5", "", " ", "x", "5x", "1e3", "Infinity", "0x1f", "007", "NaN", undefined];

/** The body of a policy over `text`, which may be absent, and `limit`. */
const bodies: { readonly [name: string]: string } = {
  Comparisons: `
    const n = Number(text);
    if (n > limit) yield "more";
    if (!(n > limit)) yield "not more";
    if (n <= limit) yield "at most";
    if (!(n <= limit) && !(n > limit)) yield "neither";
    if (n === 5) yield "five";
    if (n !== 5) yield "not five";
    if (n !== n) yield "NaN";
    if (n) yield "truthy";
    if (!n) yield "falsy";`,
  Tests: `
    const n = Number(text);
    yield \`\${Number.isNaN(n)} \${isNaN(n)} \${Number.isInteger(n)} \${Number.isFinite(n)} \${isFinite(n)} \${typeof n}\`;
    yield \`is \${n} or \${n || limit} or \${n && 7}\`;
    yield { msg: "either", details: n > 0 && n < 99 ? n : -1 };`,
  Arithmetic: `
    const n = Number(text) * 2 - 1;
    yield \`\${n} \${Math.max(n, limit)} \${Math.round(n)} \${-n}\`;
    if (!(n + 1 > 0)) yield "nothing";`,
  Narrowed: `
    const n = Number(text);
    if (Number.isNaN(n)) {
      yield "no number";
      return;
    }
    const all = [n, limit];
    yield { msg: \`\${all.length} \${n}\`, details: { n: Number.isFinite(n) ? n : 0 } };
    if (!n) yield "nothing";`,
  Functions: `
    const n = numberOf(text);
    const m = checked(text);
    if (!(n > limit)) yield \`not more: \${n}\`;
    if (m === undefined) yield "unknown";
    else yield { msg: "known", details: Number.isFinite(m) ? m : 0 };
    if (isLarge(Number(text))) yield "large";
    if (isSmall(Number(text))) yield "small";
    yield describe(Number(text));`,
  Absent: `
    const n = text === undefined ? undefined : Number(text);
    if (n === undefined) yield "absent";
    if (n !== undefined) yield "there";
    if (n !== undefined && n > limit) yield "more";
    if (n !== undefined && !(n > limit)) yield "not more";
    yield \`\${n ?? -1}\`;
    if (n) yield "truthy";`,
  Lists: `
    const given = [text ?? "1", "2", "y"];
    const valid = given.map((t) => Number(t)).filter((n) => !Number.isNaN(n));
    const all = given.map((t) => Number(t));
    yield \`\${all.length} and \${all.filter((n) => n > 1).length}\`;
    yield \`\${valid.length} of \${given.length}\`;
    if (given.some((t) => Number(t) > limit)) yield "some";
    if (given.every((t) => !(Number(t) > limit))) yield "none";
    for (const t of given) {
      const n = parseInt(t, 10);
      if (Number.isNaN(n)) continue;
      yield { msg: "whole", details: n };
    }
    for (const t of given) if (!(parseFloat(t) >= 1)) yield \`less: \${t}\`;`,
  Assigned: `
    let n = Number(text);
    if (Number.isNaN(n)) n = limit;
    yield { msg: "given", details: Number.isFinite(n) ? n : 0 };
    const m = isNaN(Number(text)) ? 0 : Number(text);
    yield \`\${m}\`;`,
  Switch: `
    switch (Number(text)) {
      case 5:
        yield "five";
        break;
      case 0:
        yield "nothing";
        break;
      default:
        yield "other";
    }`,
  Infinite: `
    const most = text === undefined ? Infinity : limit;
    if (100 > most) yield "too many";
    yield \`at most \${most}, at least \${-Infinity}\`;
    if (most === Infinity) yield "no limit";`,
  Plus: `
    const n = +(text ?? "z");
    if (n > 1) yield \`\${n}\`;
    if (Number.isNaN(+(text ?? ""))) yield "no number";`,
};

const functions = `
function numberOf(text: string | undefined): number {
  return Number(text);
}
function checked(text: string | undefined): number | undefined {
  const n = numberOf(text);
  return Number.isNaN(n) ? undefined : n;
}
function isLarge(n: number): boolean {
  return n > 100;
}
function isSmall(n: number): boolean {
  return !(n > 4);
}
function firstOf(texts: readonly string[]): number | undefined {
  for (const text of texts) if (text !== "y") return Number(text);
  return undefined;
}
function either(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
function describe(n: number): string {
  if (Number.isNaN(n)) return "nothing";
  return n > 4 ? \`\${n} is large\` : \`\${n} is small\`;
}
`;

function source(kind: string, body: string): string {
  return `import { policy, type Review } from "gatewright";
import type { ConfigMap } from "gatewright/kubernetes";

export interface Parameters {
  text?: string;
  limit: number;
}
${functions}
export default policy({
  kind: "${kind}",
  title: "Numbers",
  description: "Numbers in texts, and what is none.",

  *violations({ parameters: { text, limit } }: Review<ConfigMap, Parameters>) {${body}
  },
});
`;
}

/** Bodies that would keep NaN where Rego has nothing to keep. */
const refused: { readonly [name: string]: string } = {
  Sum: `
    let sum = 0;
    for (const t of [text ?? "", "1"]) sum += Number(t);
    if (!(sum > limit)) yield "not more";`,
  Pushed: `
    const all: number[] = [];
    for (const t of [text ?? "", "1"]) all.push(Number(t));
    yield \`\${all.length}\`;`,
  Mapped: `
    const all = [text ?? "", "1"].map((t) => Number(t));
    yield { msg: "all", details: all };`,
  Object: `
    const pair = { n: Number(text) };
    if (!(pair.n > limit)) yield "not more";`,
  Returned: `
    const first = firstOf([text ?? "", "1"]);
    if (first === undefined) yield "none";`,
  Both: `
    const n = either(text);
    if (n === undefined) yield "none";`,
};

describe("NaN", async () => {
  const folder = mkdtempSync(join(tmpdir(), "not-a-number-"));
  const files = Object.entries(bodies).map(([name, body]) => {
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, source(`Nan${name}`, body));
    return file;
  });
  const compiled = await compileForAll(files);
  afterAll(async () => {
    await compiled.close();
    rmSync(folder, { recursive: true });
  });

  it("compiles", () => {
    expect(compiled.diagnostics.map(({ message, sourceLine }) => `${message}: ${sourceLine}`)).toEqual([]);
  });

  it.each(Object.entries(refused))("is not kept: %s", (name, body) => {
    const file = join(folder, `Refused${name}.ts`);
    writeFileSync(file, source(`Refused${name}`, body));
    const { diagnostics } = compile([file], host);
    expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual([name === "Both" ? "GW1061" : "GW1060"]);
  });

  it.each(files.map((file, index) => [Object.keys(bodies)[index] as string, file] as const))("%s", async (_, file) => {
    const { default: policy } = (await import(file)) as { default: AnyPolicy };
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "sample" } };
    for (const text of texts) {
      const parameters = { limit: 4, ...(text === undefined ? {} : { text }) };
      const { native, wasm, gatekeeper } = await compiled.ask(policy, { id: String(text), parameters, object });
      expect(gatekeeper, `${text}: Gatekeeper against TypeScript`).toEqual(native);
      expect(wasm, `${text}: policy.wasm against TypeScript`).toEqual(native);
    }
  });
});
