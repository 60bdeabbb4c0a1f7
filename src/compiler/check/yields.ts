import type { SourceSpan } from "../../model.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { ts } from "../typescript.js";
import type { PolicyModule } from "./policy-module.js";
import { nodesOf } from "./reached-files.js";

/** What became of the `yield`s of a policy: which of them some object gets to, and which say what another one says anyway. */
export interface YieldFindings {
  readonly alive: readonly SourceSpan[];
  readonly covered: readonly { readonly span: SourceSpan; readonly by: SourceSpan }[];
}

/** The `yield`s in the generator itself that report nothing of their own. */
export function checkYields(
  { violations }: PolicyModule,
  { alive, covered }: YieldFindings,
  reporter: Reporter,
  excused: boolean,
): void {
  const living = new Set(alive.map((span) => JSON.stringify(span)));
  for (const node of ownYields(violations)) {
    const at = JSON.stringify(reporter.span(node));
    const twin = covered.find(({ span }) => JSON.stringify(span) === at);
    if (!living.has(at)) {
      // A condition that is always the same has been told already.
      if (!excused) reporter.report("GW5004", node);
    } else if (twin !== undefined && covered.length < alive.length)
      reporter.report("GW5005", node, { line: String(twin.by.line) });
  }
}

/** What the `yield`s of a generator yield, without those of functions inside of it. */
function ownYields(generator: ts.Node): readonly ts.Expression[] {
  return [...nodesOf(generator)]
    .filter(ts.isYieldExpression)
    .filter((node) => node.asteriskToken === undefined && ts.findAncestor(node, ts.isFunctionLike) === generator)
    .flatMap(({ expression }) => expression ?? []);
}
