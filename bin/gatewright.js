#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";
import { setFlagsFromString } from "node:v8";

// A command ends before most of what V8 optimises in the background pays off, and on two cores that work takes one from OPA and from
// the threads of ours. So V8 waits four times as long as it does by itself. Its flags for that are not the same in all versions.
const [major] = process.versions.node.split(".").map(Number);
if (major < 22) setFlagsFromString("--interrupt-budget=270000");
else if (major <= 24) setFlagsFromString("--invocation-count-for-maglev=1600 --invocation-count-for-turbofan=12000");

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
