/**
 * The compiler with one mistake in it, some eighty times: which test of the law notices each?
 *
 *   npm run seeded-bugs -- [--bug NAME…] [--jobs N] [--fuzz SECONDS] [--quick] [--json]
 *
 * Works on copies in a folder for temporary files. Prints for each bug of test/seeded-bugs/bugs.ts the first test that fails and the seconds,
 * and those that survive. Random programs, always the same, look for what no test notices: for 60 seconds each. Exit code 1 when a bug
 * survives (with --quick: the test that is known to notice it), when one breaks everything instead of a meaning, or when the sources fail without any.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { withTestModules } from "./test-modules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url))
  .replaceAll("\\", "/")
  .replace(/\/$/, "");

function numberOf(name, text, least) {
  const number = Number(text);
  if (!(number >= least)) throw new Error(`--${name} takes a number from ${least} on, and not ${JSON.stringify(text)}`);
  return number;
}

function optionsOf(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      bug: { type: "string", multiple: true, default: [] },
      jobs: { type: "string", default: "2" },
      fuzz: { type: "string", default: "60" },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  return {
    names: [...values.bug, ...positionals],
    jobs: numberOf("jobs", values.jobs, 1),
    fuzz: numberOf("fuzz", values.fuzz, 0),
    quick: values.quick,
    json: values.json,
  };
}

async function main({ names, jobs, fuzz, quick, json }) {
  return withTestModules(async (load) => {
    const { bugs } = await load("/test/seeded-bugs/bugs.ts");
    const { huntAll } = await load("/test/seeded-bugs/hunt-all.ts");
    const { foundLine, summary } = await load("/test/seeded-bugs/report.ts");
    const unknown = names.find((name) => !bugs.some((bug) => bug.name === name));
    if (unknown !== undefined) throw new Error(`There is no bug ${unknown} in test/seeded-bugs/bugs.ts.`);
    const chosen = names.length === 0 ? bugs : bugs.filter(({ name }) => names.includes(name));
    const progress = (text) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
    };
    const started = Date.now();
    const found = await huntAll(chosen, root, {
      jobs,
      fuzzSeconds: fuzz,
      quick,
      onStart: (name, done) => progress(`${done}/${chosen.length} ${name}`),
      onFound: (one) => {
        progress("");
        if (!json) console.log(foundLine(one));
      },
    });
    progress("");
    const seconds = (Date.now() - started) / 1000;
    console.log(json ? JSON.stringify({ seconds, found }, null, 2) : summary(found, seconds));
    process.exitCode = found.every(({ sort }) => sort === "caught") ? 0 : 1;
  });
}

// The copies go when it is stopped, too.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
try {
  await main(optionsOf(process.argv.slice(2)));
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}
