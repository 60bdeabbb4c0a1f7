/**
 * Random policies on random reviews, as TypeScript, as policy.wasm and by Gatekeeper.
 *
 *   npm run fuzz -- [--minutes N] [--seed S] [--programs N] [--shrink SECONDS] [--refusals]
 *
 * Prints what was done after every minute and in the end, each mismatch as small as it could be made, and with --refusals why
 * programs were refused. Exit code 1 when anything differs. The same seed makes the same programs.
 */
import { parseArgs } from "node:util";
import { numberOf } from "./number-option.mjs";
import { withTestModules } from "./test-modules.mjs";

function optionsOf(args) {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: "1" },
      programs: { type: "string" },
      shrink: { type: "string", default: "60" },
      refusals: { type: "boolean", default: false },
    },
  });
  return {
    seconds: numberOf("minutes", values.minutes) * 60,
    seed: numberOf("seed", values.seed),
    ...(values.programs === undefined ? {} : { programs: numberOf("programs", values.programs) }),
    secondsToShrink: numberOf("shrink", values.shrink),
    refusals: values.refusals,
  };
}

async function main({ refusals, ...effort }) {
  return withTestModules(async (load) => {
    const { fuzz, shown, summary } = await load("/test/laws/fuzz/fuzz.ts");
    let told = 0;
    const report = await fuzz({
      ...effort,
      onBatch(soFar) {
        if (soFar.seconds - told < 60) return;
        told = soFar.seconds;
        console.log(`${Math.round(told)} s, ${summary(soFar)}`);
      },
      onMismatch: (found) => console.log(`MISMATCH ${shown(found)}\n`),
      ...(refusals ? { onRefusal: (message) => console.log(`refused: ${message}`) } : {}),
    });
    for (const reason of report.faulty) console.log(`FAULTY ${reason}`);
    console.log(summary(report));
    return report.mismatches.length === 0 && report.faulty.length === 0;
  });
}

let effort;
try {
  effort = optionsOf(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
if (effort !== undefined) process.exitCode = (await main(effort)) ? 0 : 1;
