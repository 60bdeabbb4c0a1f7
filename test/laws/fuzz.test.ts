import { expect, it } from "vitest";
import { fuzz, shown, summary } from "./fuzz/fuzz.js";

/** Longer, and with other seeds: `npm run fuzz -- --minutes 15 --seed 2`. */
it("programs that nobody wrote mean the same three ways", { timeout: 120_000 }, async () => {
  const report = await fuzz({ seed: 1, programs: 40, batch: 5, casesEach: 15, seconds: 15 });
  console.log(summary(report));
  expect(report.programs - report.refused - report.faulty.length).toBeGreaterThan(0);
  expect(report.faulty, "programs that fail as TypeScript").toEqual([]);
  expect(report.mismatches.map(shown).join("\n\n")).toBe("");
});
