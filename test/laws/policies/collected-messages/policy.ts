import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

type Problem = { readonly path: string; readonly text: string };

function check(container: Container, index: number): Problem[] {
  const problems: Problem[] = [];
  const at = `containers[${index}]`;
  if (!container.image) problems.push({ path: `${at}.image`, text: "is missing" });
  else if (container.image.endsWith(":latest")) problems.push({ path: `${at}.image`, text: "is latest" });
  const { securityContext: context } = container;
  if (context?.privileged) {
    problems.push({ path: `${at}.securityContext`, text: "is privileged" });
    return problems;
  }
  for (const [i, { hostPort }] of (container.ports ?? []).entries()) {
    if (hostPort) problems.push({ path: `${at}.ports[${i}]`, text: `uses ${hostPort}` });
  }
  return problems;
}

export default policy({
  kind: "CollectedMessages",
  title: "Messages at the end",
  description: "Problems collected in a list, yielded at the end in one.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const problems = (object.spec?.containers ?? []).flatMap((container, index) => check(container, index));
    if (problems.length === 0) return;
    const lines = problems.map(({ path, text }) => `${path} ${text}`);
    yield { msg: lines.join("; "), details: { count: problems.length, problems } };
    let worst: Problem | undefined;
    for (const problem of problems) {
      if (problem.text === "is privileged") worst = problem;
    }
    if (worst) yield `worst: ${worst.path}`;
  },
});
