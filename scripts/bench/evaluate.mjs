/** Reviews through our wrapper of policy.wasm and through OPA's SDK alone: the same bytes, in turns. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { median } from "./statistics.mjs";

const ROUNDS = 41;
/** About this long is a turn, so that what else the machine does hits both alike. */
const TURN_MS = 4;

/** The names and values of one policy of the standard library that every Pod below violates once for each container. */
const entrypoint = "k8spspcapabilities/violation";
const parameters = { requiredDropCapabilities: ["ALL"] };

/** Reviews of about that many bytes, one for each size: gives each with the microseconds of both and their ratio. */
export async function measureEvaluation(installation, wasm, sizes) {
  const { loadPolicies } = await import(pathToFileURL(join(installation, "dist/opa/index.js")).href);
  const require = createRequire(join(installation, "package.json"));
  const sdk = require("@open-policy-agent/opa-wasm");

  const ours = await loadPolicies(wasm);
  const raw = sdk.loadPolicySync(new WebAssembly.Module(wasm));
  const id = raw.entrypoints[entrypoint];
  return sizes.map((size) => {
    const input = { review: reviewOf(size), parameters };
    const wrapped = () => ours.evaluate(entrypoint, input);
    const alone = () => raw.evaluate(input, id)[0].result;
    const violations = wrapped();
    if (violations.length === 0 || !isDeepStrictEqual(violations, alone())) {
      throw new Error(`${entrypoint} does not give the same violations through the wrapper and through the SDK`);
    }
    return { bytes: JSON.stringify(input).length, violations: violations.length, ...compare(wrapped, alone) };
  });
}

function compare(wrapped, alone) {
  const calls = Math.max(1, Math.round(TURN_MS / Math.max(timeOf(alone, 200), timeOf(wrapped, 200))));
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    if (round % 2 === 0) return { wrapped: timeOf(wrapped, calls), alone: timeOf(alone, calls) };
    const second = timeOf(alone, calls);
    return { wrapped: timeOf(wrapped, calls), alone: second };
  });
  return {
    wrapped: median(rounds.map((round) => round.wrapped)) * 1000,
    alone: median(rounds.map((round) => round.alone)) * 1000,
    ratio: median(rounds.map((round) => round.wrapped / round.alone)),
  };
}

/** Milliseconds of one call. */
function timeOf(work, calls) {
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) work();
  return (performance.now() - start) / calls;
}

function reviewOf(bytes) {
  const containers = [];
  let review;
  do {
    containers.push({
      name: `container-${containers.length}`,
      image: "registry.example.com/team/application:1.2.3",
      resources: { limits: { cpu: "500m", memory: "256Mi" }, requests: { cpu: "100m", memory: "128Mi" } },
      securityContext: { runAsNonRoot: true, capabilities: { drop: ["NET_RAW"] } },
    });
    review = {
      operation: "CREATE",
      kind: { group: "", version: "v1", kind: "Pod" },
      name: "application",
      namespace: "default",
      userInfo: { username: "jane", groups: ["system:authenticated"] },
      object: {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "application", namespace: "default", labels: { app: "application" } },
        spec: { containers },
      },
      oldObject: null,
      namespaceObject: {},
    };
  } while (JSON.stringify(review).length < bytes);
  return review;
}
