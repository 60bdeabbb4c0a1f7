/**
 * Builds what asks Gatekeeper itself, into the user's cache folder, and prints where it is:
 *
 *   gator    Gatekeeper's command line, of the version that the runner is made for
 *   runner   the resident program in test/gatekeeper/runner, over Gatekeeper's own packages
 *
 *   node scripts/build-gatekeeper.mjs [--gator] [--runner]     both, when neither is named
 *
 * Does nothing when they are there: gator is kept by its version, the runner by its sources. The first build takes about
 * five minutes, because Gatekeeper brings Kubernetes' client with it; the two share most of that. The runner that was
 * asked for last is the one called `runner`, which `gatewright test` looks for: it knows no sources.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const sourceFolder = fileURLToPath(new URL("../test/gatekeeper/runner/", import.meta.url));
export const suffix = process.platform === "win32" ? ".exe" : "";
export const flags = ["-trimpath", "-buildvcs=false", "-ldflags=-s -w"];

/** Far more than a slow machine and a slow network need; Go itself waits for a registry without end. */
const PATIENCE_MS = 30 * 60_000;

/** The version of Gatekeeper that everything here is made for; the runner's go.mod is where it is set. */
export const gatekeeperVersion = /gatekeeper\/v3 (v\S+)/.exec(readFileSync(join(sourceFolder, "go.mod"), "utf8"))?.[1];

/** Where a program is, or will be once it is built. */
export function pathOf(program) {
  const name = program === "gator" ? "gator" : `runner-${hashOfSources()}`;
  return join(cacheFolder(), name + suffix);
}

/**
 * Builds a program unless it is there, and gives its path; what $GATOR and $GATEWRIGHT_GATEKEEPER name is there. Throws an Error that
 * says what to do.
 */
export function build(program) {
  const variable = program === "gator" ? "GATOR" : "GATEWRIGHT_GATEKEEPER";
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`$${variable} names ${named}, which does not exist; unset it to have ${program} built`);
  }
  const path = pathOf(program);
  if (!existsSync(path)) compile(program, path);
  if (program === "runner") choose(path);
  return path;
}

function compile(program, path) {
  requireGo(
    "build-gatekeeper.mjs",
    "  - name what was built elsewhere: gator in $GATOR, the runner in $GATEWRIGHT_GATEKEEPER.",
  );
  console.error(`Building ${program} for Gatekeeper ${gatekeeperVersion}; the first build takes about five minutes.`);
  makeInScratch(path, (scratch) => {
    if (program === "gator") {
      const source = `github.com/open-policy-agent/gatekeeper/v3/cmd/gator@${gatekeeperVersion}`;
      go(["install", ...flags, source], { cwd: scratch, GOBIN: scratch });
    } else {
      go(["build", ...flags, "-o", join(scratch, `runner${suffix}`), "."], { cwd: sourceFolder });
    }
    return join(scratch, program + suffix);
  });
}

/** Has a file made in a folder of its own, and puts it where it belongs once it is whole. */
export function makeInScratch(path, make) {
  mkdirSync(dirname(path), { recursive: true });
  const scratch = mkdtempSync(join(dirname(path), "build-"));
  try {
    // In one step, so that nobody ever runs half of it; whoever builds the same at the same time ends with the same.
    renameSync(make(scratch), path);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Makes a runner the one that is found without its sources. It is the same file where the file system has links. */
function choose(path) {
  const chosen = join(cacheFolder(), `runner${suffix}`);
  if (statSync(chosen, { throwIfNoEntry: false })?.ino === statSync(path).ino) return;
  const half = `${chosen}.${process.pid}`;
  try {
    linkSync(path, half);
  } catch {
    copyFileSync(path, half);
  }
  renameSync(half, chosen);
  // A rename between two names of one file, of which somebody else made the other meanwhile, does nothing.
  rmSync(half, { force: true });
}

/** The folder in the user's cache that everything of this project is kept in. */
export function userCache() {
  const base =
    process.env.XDG_CACHE_HOME ||
    (process.platform === "win32" && process.env.LOCALAPPDATA) ||
    join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
  return join(base, "gatewright");
}

function cacheFolder() {
  return join(userCache(), "gatekeeper", `${gatekeeperVersion}-${process.platform}-${process.arch}`);
}

function hashOfSources() {
  const hash = createHash("sha256").update(flags.join("\0"));
  const files = readdirSync(sourceFolder).filter((name) => /(\.go|^go\.(mod|sum))$/.test(name));
  for (const name of files.sort()) {
    const text = readFileSync(join(sourceFolder, name), "utf8").replaceAll("\r\n", "\n");
    hash.update(`\0${name}\0${text.length}\0${text}`);
  }
  return hash.digest("hex").slice(0, 16);
}

/** Throws where there is no Go, and says what to do: install it and run the script again, or what else there is. */
export function requireGo(script, ...instead) {
  if (spawnSync("go", ["version"], { stdio: "ignore" }).status === 0) return;
  const install = `  - Install Go 1.26 or newer (https://go.dev/dl/) and run \`node scripts/${script}\` again`;
  throw new Error(
    [
      "Go was not found; Gatekeeper's programs are built with it, and those of a control plane.",
      [install, ...instead].join(", or\n"),
    ].join("\n"),
  );
}

/** Runs Go for this machine, and throws when it fails; what it says goes to standard error. */
export function go(args, { cwd, ...variables }) {
  const { GOOS: _os, GOARCH: _arch, GOFLAGS: _flags, ...env } = process.env;
  const result = spawnSync("go", args, {
    cwd,
    env: { ...env, CGO_ENABLED: "0", ...variables },
    // Standard output holds the paths and nothing else.
    stdio: ["ignore", 2, 2],
    timeout: PATIENCE_MS,
  });
  if (result.error?.code === "ETIMEDOUT") {
    throw new Error(`\`go ${args.join(" ")}\` was stopped after ${PATIENCE_MS / 60_000} minutes`);
  }
  if (result.status !== 0) throw new Error(`\`go ${args.join(" ")}\` failed in ${cwd} (see above)`);
}

function main(args) {
  const wrong = args.find((arg) => arg !== "--gator" && arg !== "--runner");
  if (wrong !== undefined) throw new Error(`unknown option ${wrong}; it takes --gator, --runner, or none for both`);
  for (const program of ["gator", "runner"]) {
    if (args.length === 0 || args.includes(`--${program}`)) console.log(build(program));
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
