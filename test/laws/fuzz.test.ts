import { afterAll, expect, it } from "vitest";
import { fuzz, type Report } from "./fuzz/fuzz.js";
import { cleanUp } from "./fuzz/judge.js";
import type { Shrunk } from "./fuzz/shrink.js";

const minutes = Number(process.env["FUZZ_MINUTES"] ?? 0);
const seed = Number(process.env["FUZZ_SEED"] ?? 1);
const isLong = minutes > 0;

afterAll(cleanUp);

it("programs that nobody wrote mean the same three ways", { timeout: minutes * 120_000 + 600_000 }, async () => {
  const report = await fuzz({
    seed,
    seconds: isLong ? minutes * 60 : 20,
    shrinks: Number(process.env["FUZZ_SHRINKS"] ?? 3),
    ...(isLong
      ? { onBatch: (so: Report) => console.log(summary(so)), onMismatch: (found: Shrunk) => console.log(shown(found)) }
      : {}),
  });
  console.log(summary(report));
  expect(report.programs - report.refused - report.faulty.length).toBeGreaterThan(0);
  expect(report.faulty, "programs that fail as TypeScript").toEqual([]);
  expect(report.mismatches.map((one) => `${one.reason}\n${one.source}\n${JSON.stringify(one.case)}`).join("\n\n")).toBe(
    "",
  );
});

function shown({ source, reason, case: one }: Shrunk): string {
  return `${reason}\n${source}\n${JSON.stringify(one)}`;
}

function summary({ programs, cases, violations, refused, refusals, faulty, mismatches }: Report): string {
  const codes = Object.entries(refusals)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ${count}`);
  return `${programs} programs, ${cases} cases, ${violations} violations; ${mismatches.length} mismatches, ${faulty.length} faulty, ${refused} refused (${codes.join(", ")})`;
}
