#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";

// Node 22 and newer keep compiled code: a second run does not compile TypeScript's compiler again.
module.enableCompileCache?.();

const dist = new URL("../dist/cli/", import.meta.url);

if (existsSync(dist)) {
  const { main } = await import(new URL("main.js", dist).href);
  const { processTerminal } = await import(new URL("terminal.js", dist).href);
  process.exitCode = await main(process.argv.slice(2), processTerminal());
} else {
  process.stderr.write(
    "error: Gatewright is not built yet: the folder dist is missing.\nhelp: Run `npm install && npm run build` in Gatewright's checkout.\n",
  );
  process.exitCode = 2;
}
