import type { ExternalData, ProviderAnswers } from "../model.js";
import { frozenCopy } from "./frozen-copy.js";

/** A policy asked a provider about what the question does not state. */
export class NoExternalDataError extends Error {
  override readonly name = "NoExternalDataError";
}

/** What providers say in the evaluations under way, the innermost last. */
const underWay: ExternalData[] = [];

/** What a provider says in the evaluation under way. Throws when there is none, or when nothing is stated about the provider. */
export function currentAnswers(provider: string): ProviderAnswers {
  const stated = underWay.at(-1);
  if (stated === undefined) {
    throw new Error(
      "externalData() can be called only while a policy runs: move the call into the policy's violations()",
    );
  }
  const answers = Object.hasOwn(stated, provider) ? stated[provider] : undefined;
  if (answers === undefined) {
    throw new NoExternalDataError(
      `it asks the provider ${provider}, about which nothing is stated: write \`externalData: { ${provider}: { responses: {} } }\`, with a value for each key`,
    );
  }
  return answers;
}

/** Runs `action` to its end with what these providers say. `action` must be synchronous. */
export function withExternalData<Result>(stated: ExternalData | undefined, action: () => Result): Result {
  underWay.push(frozenCopy(stated ?? {}, "the external data"));
  try {
    return action();
  } finally {
    underWay.pop();
  }
}

const FIELDS = ["responses", "errors", "systemError"];

/** Why a value does not state what providers say. */
export function externalDataProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return "it is not an object of providers";
  for (const [provider, answers] of Object.entries(value)) {
    const problem = problemOf(answers);
    if (problem !== undefined) return `of the provider ${JSON.stringify(provider)}: ${problem}`;
  }
  return undefined;
}

function problemOf(answers: unknown): string | undefined {
  if (!isRecord(answers)) return "it is not an object with `responses`, `errors` or `systemError`";
  const unknown = Object.keys(answers).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) return `it has no field ${JSON.stringify(unknown)}; it has ${FIELDS.join(", ")}`;
  const { responses = {}, errors = {}, systemError } = answers;
  if (!isRecord(responses)) return "`responses` is not an object of keys and their values";
  if (!isRecord(errors) || !Object.values(errors).every(isReason)) {
    return "`errors` is not an object of keys and the reasons why these have no value";
  }
  const twice = Object.keys(errors).find((key) => Object.hasOwn(responses, key));
  if (twice !== undefined) return `the key ${JSON.stringify(twice)} has a response and an error`;
  if (systemError === undefined) return undefined;
  if (!isReason(systemError)) return "`systemError` is not a text that says why";
  const isAlone = Object.keys(responses).length === 0 && Object.keys(errors).length === 0;
  return isAlone ? undefined : "with a `systemError` there are neither `responses` nor `errors`";
}

/** Gatekeeper takes the empty text for no error. */
function isReason(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
