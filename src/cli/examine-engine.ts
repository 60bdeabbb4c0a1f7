import { type Candidate, describeEngine, type EngineReport, openEngine } from "../opa/index.js";
import type { Finding } from "../report/doctor.js";
import type { Terminal } from "./terminal.js";

/** The ways to run OPA here, which of them is used and why, after the chosen one has been tried on a line of Rego. */
export async function examineEngine(env: Terminal["env"]): Promise<readonly Finding[]> {
  const report = await describeEngine({ env });
  const failure = report.chosen === undefined ? undefined : await tryOut(env);
  return report.candidates.map((candidate) => finding(candidate, report, failure));
}

async function tryOut(env: Terminal["env"]): Promise<string | undefined> {
  const engine = await openEngine({ env, cacheDir: false });
  try {
    await engine.format("package doctor\n", "doctor.rego");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await engine.close();
  }
}

function finding(candidate: Candidate, report: EngineReport, failure: string | undefined): Finding {
  const { source, location, version, problem } = candidate;
  const common = { name: `opa (${source})`, path: location, ...(version === undefined ? {} : { version }) };
  if (candidate.location === report.chosen?.location && candidate.source === report.chosen.source) {
    if (failure !== undefined) return { ...common, status: "unusable", note: `It does not work: ${failure}` };
    return { ...common, status: "ok", note: `Used: ${reason(source, report)}.` };
  }
  if (problem === undefined) return { ...common, status: "unused", note: "Not used: another one comes first." };
  if (source === "$OPA_BIN") {
    const todo = `Name OPA ${report.required} there, or unset it to use the embedded one.`;
    return { ...common, status: "unusable", note: `It cannot be used: ${problem}. ${todo}` };
  }
  if (report.chosen !== undefined || source === "PATH") {
    return { ...common, status: "unused", note: `Passed over: ${problem}.` };
  }
  return { ...common, status: "unusable", note: `It cannot be used: ${problem}.` };
}

function reason(source: Candidate["source"], { candidates }: EngineReport): string {
  if (source === "$OPA_BIN") return "$OPA_BIN names it";
  if (source === "PATH") return "it is on PATH, and $OPA_BIN is not set";
  const onPath = candidates.some((candidate) => candidate.source === "PATH");
  return `it is the one inside Gatewright; $OPA_BIN is not set, and ${onPath ? "the one on PATH is passed over" : "there is no opa on PATH"}`;
}
