/** One run of a program, with what it cost. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;
const SAMPLE_MS = 10;

/**
 * Runs a program to its end and throws unless it succeeds.
 * Gives `wall` and `cpu` in milliseconds (`cpu` with that of its children; absent where /proc is) and, with `memory`, `peak`: the
 * most memory in bytes that it and its children had at one time. Pages that they share count for each.
 */
export function run(file, args, { cwd, env, memory = false }) {
  return new Promise((resolve, reject) => {
    const before = cpuOfChildren();
    const start = performance.now();
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let peak = 0;
    const sampler = memory
      ? setInterval(() => {
          peak = Math.max(peak, memoryOfTree(child.pid));
        }, SAMPLE_MS)
      : undefined;
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name].setEncoding("utf8").on("data", (text) => {
        output[name] += text;
      });
    }
    child.on("error", (error) => {
      clearInterval(sampler);
      reject(error);
    });
    child.on("close", (code, signal) => {
      const wall = performance.now() - start;
      clearInterval(sampler);
      if (code !== 0) {
        const said = (output.stderr || output.stdout).trim().slice(0, 2_000);
        reject(new Error(`\`${args.join(" ")}\` ended with ${signal ?? `exit code ${code}`}:\n${said}`));
        return;
      }
      const after = cpuOfChildren();
      const cpu = before === undefined || after === undefined ? undefined : after - before;
      resolve({ wall, cpu, stdout: output.stdout, ...(memory && peak > 0 && { peak }) });
    });
  });
}

/** Milliseconds of the processes that this one started and that have ended, with theirs; undefined where there is no /proc. */
function cpuOfChildren() {
  const fields = statOf("self");
  return fields && ((Number(fields[13]) + Number(fields[14])) * 1000) / TICKS_PER_SECOND;
}

/** The fields of /proc/…/stat after the program's name, which may hold spaces: the first is field 3. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function memoryOfTree(root) {
  const parents = new Map();
  for (const name of listOf("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = statOf(name)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isInside = (pid) => pid === root || (parents.has(pid) && isInside(parents.get(pid)));
  return [...parents.keys()].filter(isInside).reduce((sum, pid) => sum + memoryOf(pid), 0);
}

function listOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function memoryOf(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
