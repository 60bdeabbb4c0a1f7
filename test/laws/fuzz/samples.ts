/** The samples of the builtins, with expressions in the place of their values. */
import { builtins, properties } from "../../../src/compiler/builtins/index.js";
import type { Environment } from "./environment.js";
import { list, number, record, sure, type Type, text } from "./types.js";
import type { Writer } from "./writer.js";

const values: Readonly<Record<string, Type>> = {
  text,
  texts: list(text),
  numbers: list(number),
  record: record(text),
};

/** Names of values, and not of methods, properties or types. */
const places = /(?<![\w$"']|(?<!\.\.)\.)(?:texts?|numbers|record)(?![\w"':])/g;

const samples = [...builtins, ...properties]
  .flatMap((row) => row.samples)
  .filter(
    (sample) =>
      !/\b(?:other|inventory|externalData)\b|\{[^{}()]*(?<=[{,] ?)(?:texts?|numbers|record) ?[,}]/.test(sample),
  );

/** One sample, as a value that details can show. */
export function sample(env: Environment, to: Writer): string {
  const code = to.random.pick(samples);
  const chosen = new Map<string, string>();
  return code.replaceAll(places, (name) => {
    const value = chosen.get(name) ?? to.value(sure(values[name] as Type), env, 1);
    chosen.set(name, value);
    return value;
  });
}
