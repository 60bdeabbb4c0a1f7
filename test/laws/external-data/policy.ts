import { externalData, policy, type Review } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly keys: readonly string[]; readonly more: readonly string[] };
}

const PROVIDER = "facts";

function reasons(keys: readonly string[]): readonly string[] {
  return externalData(PROVIDER, keys)
    .errors.map(({ key, error }) => `${key}: ${error}`)
    .toSorted();
}

export default policy({
  kind: "Facts",
  title: "Facts",
  description: "Says what a provider says.",

  *violations({ object }: Review<Sample>) {
    const { keys, more } = object.spec;
    const { responses, errors, systemError } = externalData(PROVIDER, keys);
    yield { msg: "counts", details: { responses: responses.length, errors: errors.length } };
    if (systemError !== undefined) yield `no answers: ${systemError}`;
    else if (errors.length === 0) yield "no errors";
    for (const { key, error } of errors) yield { msg: `${key}: ${error}`, details: { key } };
    for (const { key, value } of responses) {
      yield { msg: "response", details: { key, value } };
      if (typeof value === "string") yield `${key} is ${value}`;
      else if (typeof value === "object" && value !== null && !Array.isArray(value))
        yield { msg: "object", details: { key, signed: value["signed"] ?? null } };
    }
    const missing = keys.filter((key) => !responses.some((one) => one.key === key));
    for (const key of missing) yield { msg: "missing", details: { key } };
    yield { msg: "reasons", details: { both: reasons([...keys, ...more]), again: reasons(keys) } };
    yield { msg: "of others", details: externalData("others", ["fixed"]).responses.length };
    yield { msg: "whole", details: { none: externalData("others", []).systemError ?? "none" } };
  },
});
