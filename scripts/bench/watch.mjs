/** How long `gatewright check --watch` takes from a change to what it says of it. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** So that no change comes into the check of the one before, nor into what the system tells of that one. */
const PAUSE_MS = 300;

/**
 * Watches copies of policies of the standard library in a folder, and changes one of them again and again. Gives the milliseconds from
 * each write to the report of it: with the time that the watch waits for an editor to end, as a person does.
 */
export async function measureWatch(installation, folder, names, { env, changes }) {
  mkdirSync(folder);
  for (const name of [...names, "shared"])
    cpSync(join(installation, "stdlib", name), join(folder, name), { recursive: true });
  const args = [join(installation, "bin/gatewright.js"), "check", "--watch", "--json"];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const reports = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await reports.next();
    if (done) throw new Error(`\`gatewright check --watch\` ended: ${said.trim().slice(0, 2_000)}`);
    if (JSON.parse(value).policies?.length !== names.length)
      throw new Error(`\`gatewright check --watch\` did not check ${names.length} policies: ${value.slice(0, 2_000)}`);
  };
  const file = join(folder, names[0], "policy.ts");
  const text = readFileSync(file, "utf8");
  try {
    await next();
    const measured = [];
    for (let change = 1; change <= changes; change += 1) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const start = performance.now();
      writeFileSync(file, `${text}// change ${change}\n`);
      await next();
      measured.push(performance.now() - start);
    }
    return measured;
  } finally {
    child.kill("SIGINT");
    await ended;
  }
}
