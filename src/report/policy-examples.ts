import type { Json } from "../model.js";
import type { FixtureCase } from "../testing/fixtures/read-fixture.js";

/** What shows best what a policy does: a constraint's parameters, and objects that are allowed and denied under them. */
export interface PolicyExamples {
  readonly parameters: { readonly [name: string]: Json } | undefined;
  readonly allowed: FixtureCase | undefined;
  readonly denied: FixtureCase | undefined;
}

/**
 * Chooses among the cases of a policy's fixtures: parameters under which something is denied, and something else allowed where
 * that can be, and of those the ones that most cases have; then objects that are short and alike.
 */
export function chooseExamples(cases: readonly FixtureCase[]): PolicyExamples {
  const named = cases.filter(isNamed);
  const asObjects = named.filter(isPlain);
  const plain = asObjects.some(({ verdict }) => verdict === "denied") ? asObjects : named;
  const stated = ({ question }: FixtureCase) => JSON.stringify(question.parameters);
  const groups = [...new Set(plain.map(stated))].map((text) => plain.filter((one) => stated(one) === text));
  const rated = groups.map((group) => ({ ...examplesOf(group), cases: group.length }));
  const [best] = rated.toSorted((left, right) => rank(right) - rank(left) || right.cases - left.cases);
  if (best === undefined) return { parameters: undefined, allowed: undefined, denied: undefined };
  const others = examplesOf(plain);
  const { parameters, allowed = others.allowed, denied = others.denied } = best;
  return { parameters, allowed, denied };
}

/** The shortest denied object, and the allowed one that is most like it in length. */
function examplesOf(cases: readonly FixtureCase[]): PolicyExamples {
  const nearest = (verdict: FixtureCase["verdict"], to: number) => {
    const distance = (one: FixtureCase) => Math.abs(length(one) - to);
    return cases
      .filter((one) => one.verdict === verdict)
      .toSorted((left, right) => distance(left) - distance(right))[0];
  };
  const denied = nearest("denied", 0);
  const allowed = nearest("allowed", denied === undefined ? 0 : length(denied));
  return { parameters: cases[0]?.question.parameters, allowed, denied };
}

/** A pair that can be compared comes first, then a denied object, then parameters that are stated. */
function rank({ parameters, allowed, denied }: PolicyExamples): number {
  return (allowed && denied ? 4 : denied ? 2 : 0) + (Object.keys(parameters ?? {}).length > 0 ? 1 : 0);
}

function isNamed({ question: { review } }: FixtureCase): boolean {
  return review.name !== undefined && review.name !== "";
}

/** An object as it stands in a manifest; what an AdmissionReview says besides is told where no such object is denied. */
function isPlain({ question: { review } }: FixtureCase): boolean {
  return review.operation === "";
}

function length({ question: { review, inventory } }: FixtureCase): number {
  return JSON.stringify([review.object, review.oldObject]).length + JSON.stringify(inventory).length;
}
