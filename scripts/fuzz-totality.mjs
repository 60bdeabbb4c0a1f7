/**
 * Legal objects for every policy of the standard library and of the laws, made from the types of what they review: the same answers as
 * TypeScript, as policy.wasm and by Gatekeeper, and no error.
 *
 *   npm run fuzz:totality -- [--minutes N] [--seed S] [--policy FOLDER]... [--deviations]
 *
 * Each policy is asked in each round; prints what was done after every minute and in the end, and each failure as small as it could
 * be made; with --deviations also what differs in the ways that src/compiler/deviations.ts lists. Exit code 1 when anything fails.
 * The same seed makes the same objects.
 */
import { parseArgs } from "node:util";
import { numberOf } from "./number-option.mjs";
import { withTestModules } from "./test-modules.mjs";

const CASES_EACH = 30;

function optionsOf(args) {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: "1" },
      policy: { type: "string", multiple: true },
      deviations: { type: "boolean", default: false },
    },
  });
  return {
    seconds: numberOf("minutes", values.minutes) * 60,
    seed: numberOf("seed", values.seed),
    deviations: values.deviations,
    ...(values.policy === undefined ? {} : { folders: values.policy }),
  };
}

async function main({ deviations, ...effort }) {
  return withTestModules(async (load) => {
    const { checkTotality, shown, summary } = await load("/test/laws/totality/totality.ts");
    let told = 0;
    const report = await checkTotality({
      ...effort,
      casesEach: CASES_EACH,
      onFailure: (failure) => console.log(`FAILURE ${shown(failure)}\n`),
      ...(deviations ? { onDeviation: (one) => console.log(`deviation ${shown(one)}\n`) } : {}),
      onRound(soFar) {
        if (soFar.seconds - told < 60) return;
        told = soFar.seconds;
        console.log(`${Math.round(told)} s, ${summary(soFar)}`);
      },
    });
    console.log(summary(report));
    return report.failures.length === 0;
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
