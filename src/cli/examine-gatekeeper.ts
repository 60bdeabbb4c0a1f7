import { relative } from "node:path";
import type { Finding } from "../report/doctor.js";
import { openGatekeeper } from "../testing/gatekeeper/client.js";
import { findGatekeeper } from "../testing/gatekeeper/find-gatekeeper.js";
import { packageFile } from "./own-package.js";
import type { Terminal } from "./terminal.js";

const NAME = "gatekeeper";

/** It starts in a fifth of a second; what takes longer than this is not answering. */
const PATIENCE_MS = 5_000;

/** Gatekeeper's own client, after it has been started: the third way to run a policy under test. */
export async function examineGatekeeper({ cwd, env }: Pick<Terminal, "cwd" | "env">): Promise<Finding> {
  const isNamed = (env.GATEWRIGHT_GATEKEEPER ?? "") !== "";
  let path: string | undefined;
  try {
    path = findGatekeeper(env);
    if (path === undefined) return { name: NAME, status: "absent", note: howToGetIt(cwd) };
    const gatekeeper = await openGatekeeper(path, PATIENCE_MS);
    await gatekeeper.close();
    const { gatekeeper: version, opa } = gatekeeper.version;
    const why = isNamed ? "$GATEWRIGHT_GATEKEEPER names it" : "it was built here";
    const note = `Used: ${why}. It is asked in \`gatewright test\`, beside TypeScript and policy.wasm.`;
    return { name: NAME, status: "ok", version: `${version} with OPA ${opa}`, path, note };
  } catch (error) {
    const todo = isNamed
      ? "Name another there, or unset it."
      : `Remove it and build it again: \`${buildCommand(cwd)}\`.`;
    const what = (error as Error).message.replaceAll(/\s*\n\s*/g, " ");
    const note = `It cannot be used: ${what}. ${todo}`;
    return { name: NAME, status: "unusable", ...(path === undefined ? {} : { path }), note };
  }
}

function howToGetIt(cwd: string): string {
  return (
    "Gatekeeper's own client, which `gatewright test` would ask as the third side. " +
    `\`${buildCommand(cwd)}\` builds it, with Go 1.26 or newer, in about five minutes; $GATEWRIGHT_GATEKEEPER names one from elsewhere.`
  );
}

function buildCommand(cwd: string): string {
  const script = packageFile("scripts/build-gatekeeper.mjs");
  const near = relative(cwd, script);
  return `node ${near.startsWith("..") ? script : near} --runner`;
}
