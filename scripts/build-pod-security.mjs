/**
 * Builds what judges Pods by Kubernetes' own Pod Security Standards, into the user's cache folder, and prints where it is: the
 * program in test/pod-security/evaluator, over Kubernetes' own package. Does nothing when it is there: it is kept by its sources.
 *
 *   node scripts/build-pod-security.mjs
 *
 * The first build takes about two minutes, and downloads five of Kubernetes' modules where Go does not have them.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { flags, go, makeInScratch, requireGo, suffix, userCache } from "./build-gatekeeper.mjs";

const sourceFolder = fileURLToPath(new URL("../test/pod-security/evaluator/", import.meta.url));

/**
 * Builds the program unless it is there, and gives its path. Throws an Error that says what to do.
 *
 * @param variables for Go's environment: with `GOPROXY: "off"` nothing is downloaded
 */
export function build(variables = {}) {
  const path = join(userCache(), "pod-security", `evaluator-${hashOfSources()}${suffix}`);
  if (existsSync(path)) return path;
  requireGo();
  console.error("Building what judges Pods by Kubernetes' own standards; the first build takes about two minutes.");
  makeInScratch(path, (scratch) => {
    const made = join(scratch, `evaluator${suffix}`);
    go(["build", ...flags, "-o", made, "."], { cwd: sourceFolder, ...variables });
    return made;
  });
  return path;
}

function hashOfSources() {
  const hash = createHash("sha256").update(flags.join("\0"));
  for (const name of ["go.mod", "go.sum", "main.go"]) {
    const text = readFileSync(join(sourceFolder, name), "utf8").replaceAll("\r\n", "\n");
    hash.update(`\0${name}\0${text.length}\0${text}`);
  }
  return `${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 16)}`;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(build());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
