import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import * as text from "./words.js";
import quote, { LIMIT as limit } from "./words.js";

const settings = { prefix: "app-", sizes: [1, 2, 3], nested: { on: true } };
const {
  prefix,
  sizes,
  nested: { on = false, off = true } = {},
} = settings as {
  readonly prefix: string;
  readonly sizes: readonly number[];
  readonly nested?: { readonly on?: boolean; readonly off?: boolean };
};
const [first, , third = 0, ...others] = sizes;

const compose =
  <A, B, C>(f: (a: A) => B, g: (b: B) => C) =>
  (a: A) =>
    g(f(a));
const shout = compose(
  (word: string) => word.trim(),
  (word) => word.toUpperCase(),
);

export default policy({
  kind: "ModuleNames",
  title: "Names of modules",
  description: "Modules that are imported as a whole, and constants of patterns.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    for (const { name } of object.spec?.containers ?? []) {
      if (name.length > limit) yield text.shorten(`${quote(name)} is longer than ${text.LIMIT}`);
      if (text.words.includes(name)) yield `${text.default(name)} is a word, ${text.Tone.High}`;
      if (text.checks.isShort(name)) yield shout(name);
    }
    if (on && off && !(object.metadata?.name ?? "").startsWith(prefix)) yield `no ${prefix}`;
    yield { msg: `${first ?? 0} ${third}`, details: others };
  },
});
