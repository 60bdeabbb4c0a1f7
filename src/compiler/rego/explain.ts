/** Which rules of a module come from where: each is written with a mark before it, by which it is found again once it is formatted. */
import type { ExplainedRule, SourceSpan } from "../../model.js";
import { bodiesOf, keyOf, termsOf } from "../ir/inspect.js";
import type { Body, Step, Term } from "../ir/nodes.js";
import type { Origins } from "../ir/origins.js";
import type { Emission } from "./emission.js";
import { isGlobal } from "./named.js";

/** The rules that are explained so far, and the places of those that are being written. */
export interface Explaining {
  readonly origins: Origins;
  readonly rules: ExplainedRule[];
  readonly open: (readonly SourceSpan[])[];
}

/** What a rule is made of. */
interface Parts {
  readonly span?: SourceSpan;
  readonly body?: Body;
  readonly terms?: readonly Term[];
}

export const markOf = (index: number): string => `#~${index}`;

/** A rule's text, below its mark. One whose parts say nothing of themselves comes from where the rule does that needs it. */
export function explained(to: Emission, name: string, parts: Parts, write: () => string): string {
  const { explaining } = to;
  if (explaining === undefined) return write();
  const own = placesOf(to, parts, explaining.origins);
  const places = own.length > 0 ? own : (explaining.open.at(-1) ?? []);
  const index = explaining.rules.length;
  explaining.rules.push({ name, origins: places });
  explaining.open.push(places);
  const text = write();
  explaining.open.pop();
  return `${markOf(index)}\n${text}`;
}

/** A rule of ours: it is in the module for others to call, and comes from no line. */
export function unexplained(to: Emission, name: string, text: string): string {
  if (to.explaining === undefined) return text;
  to.explaining.rules.push({ name, origins: [] });
  return `${markOf(to.explaining.rules.length - 1)}\n${text}`;
}

function placesOf(to: Emission, { span, body = [], terms = [] }: Parts, { ids, keys }: Origins): readonly SourceSpan[] {
  const found = new Map<string, SourceSpan>();
  const add = (place: SourceSpan | undefined) => {
    if (place !== undefined) found.set(JSON.stringify(place), place);
  };
  const inTerm = (term: Term): void => {
    // What is a rule of its own is told there.
    if (term.kind === "named" && isGlobal(to, term) && !terms.includes(term)) return;
    add(keys.get(keyOf(term)));
    if (term.kind === "named") add(ids.get(term.id));
    for (const inner of bodiesOf(term)) inBody(inner);
    for (const inner of termsOf(term)) inTerm(inner);
  };
  const inStep = (step: Step): void => {
    add(keys.get(keyOf(step)));
    switch (step.kind) {
      case "some":
        add(step.value && ids.get(step.value.id));
        add(step.key && ids.get(step.key.id));
        inTerm(step.in);
        break;
      case "let":
        add(ids.get(step.variable.id));
        inTerm(step.term);
        break;
      case "test":
      case "defined":
        inTerm(step.term);
        break;
      case "any":
        for (const one of step.bodies) inBody(one);
        break;
      default:
        inBody(step.body);
    }
  };
  const inBody = (steps: Body): void => {
    for (const step of steps) inStep(step);
  };
  add(span);
  for (const term of terms) inTerm(term);
  inBody(body);
  const [first, ...others] = [...found.values()];
  if (first === undefined) return [];
  const outer = others.filter((place) => ![first, ...others].some((other) => other !== place && holds(other, place)));
  return [first, ...outer.toSorted(bySource)];
}

/** True when the first place has the second one within it. */
function holds(outer: SourceSpan, inner: SourceSpan): boolean {
  const before = outer.line < inner.line || (outer.line === inner.line && outer.column <= inner.column);
  const after =
    outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return outer.file === inner.file && before && after;
}

function bySource(left: SourceSpan, right: SourceSpan): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}
