/** Compiles each project that arrives as a line of JSON, and answers with a line. The argument is the folder of a built package. */
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const folder = pathToFileURL(`${process.argv[2]}/`);
const { compile } = await import(new URL("dist/compiler/index.js", folder));
const root = "/project";

function hostOf(files) {
  const texts = new Map(files.map(([path, text]) => [`${root}/${path}`, new TextEncoder().encode(text)]));
  return {
    root,
    readFile: (path) => texts.get(path),
    fileExists: (path) => texts.has(path),
    directoryExists: (path) => path === root || [...texts.keys()].some((one) => one.startsWith(`${path}/`)),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const files = JSON.parse(line);
  const start = performance.now();
  let answer;
  try {
    const { policies, diagnostics } = compile([`${root}/${files[0][0]}`], hostOf(files));
    answer = { modules: policies.map(({ rego }) => rego), diagnostics };
  } catch (error) {
    answer = { thrown: String(error?.stack ?? error) };
  }
  const milliseconds = performance.now() - start;
  process.stdout.write(`${JSON.stringify({ ...answer, milliseconds, kilobytes: process.resourceUsage().maxRSS })}\n`);
}
