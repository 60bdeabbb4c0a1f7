/** Kubernetes' own judgement of Pods, and its own test Pods. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { build } from "../../scripts/build-pod-security.mjs";
import type { KubernetesObject } from "../../src/model.js";

export type Level = "baseline" | "restricted";

/** What Kubernetes says about a Pod: by profile, and which of its checks refuse it when each is asked by itself. */
export interface Verdict {
  readonly baseline: boolean;
  readonly restricted: boolean;
  readonly failed: readonly string[];
}

export interface Judgement {
  /** The newest version of the standards: `v1.37`. */
  readonly version: string;
  readonly checks: readonly { readonly id: string; readonly level: Level }[];
  /** One for each Pod. */
  readonly verdicts: readonly Verdict[];
}

/** A Pod of Kubernetes' own tests, and whether its profile allows it. */
export interface TestPod {
  readonly name: string;
  readonly level: Level;
  readonly allowed: boolean;
  readonly pod: KubernetesObject;
}

const folder = fileURLToPath(new URL("evaluator/", import.meta.url));

/** The program that judges, or why there is none: nothing is downloaded for a test. */
export const evaluator: { readonly path: string } | { readonly missing: string } = findEvaluator();

function findEvaluator(): typeof evaluator {
  try {
    return { path: build({ GOPROXY: "off" }) };
  } catch {
    return {
      missing: "Kubernetes' modules are not in Go's cache; `node scripts/build-pod-security.mjs` downloads them",
    };
  }
}

/** Has Kubernetes judge Pods. Throws for one that it cannot read. */
export function judge(pods: readonly KubernetesObject[]): Judgement {
  if ("missing" in evaluator) throw new Error(evaluator.missing);
  const input = pods.map((pod) => `${JSON.stringify(pod)}\n`).join("");
  const output = execFileSync(evaluator.path, { input, encoding: "utf8", maxBuffer: 2 ** 28 });
  const [about, ...verdicts] = output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { ...about, verdicts };
}

/** The Pods that Kubernetes' package is tested with, for a version of the standards; undefined where its module is not at hand. */
export function testPods(version: string): readonly TestPod[] | undefined {
  const tests = testData();
  if (tests === undefined) return undefined;
  return (["baseline", "restricted"] as const).flatMap((level) =>
    (["pass", "fail"] as const).flatMap((outcome) => {
      const place = `${tests}/${level}/${version}/${outcome}`;
      return readdirSync(place).map((file) => ({
        name: `${level} ${outcome} ${file}`,
        level,
        allowed: outcome === "pass",
        pod: parse(readFileSync(`${place}/${file}`, "utf8")) as KubernetesObject,
      }));
    }),
  );
}

function testData(): string | undefined {
  try {
    const args = ["mod", "download", "-json", "k8s.io/pod-security-admission"];
    const { GOFLAGS: _, ...env } = process.env;
    const json = execFileSync("go", args, {
      cwd: folder,
      env: { ...env, GOPROXY: "off" },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const path = `${JSON.parse(json).Dir}/test/testdata`;
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
