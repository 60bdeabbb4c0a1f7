// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
import type { ArrayTerm, Collect, Term } from "../ir/nodes.js";
import { compare, not, some, test } from "../ir/steps.js";
import { call, choose, constant, element, member, unnamed } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import type { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";

/** As the names of Kubernetes' objects are. */
const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/** What Gatekeeper's driver cannot ask about; src/language/external-data.ts says the same to TypeScript. */
const ODD = "[\\p{Cc}\\x{10000}-\\x{10ffff}]";
const UNASKABLE = "the key has characters that cannot be asked about";

/** `externalData(provider, keys)`: Gatekeeper's pairs as objects, and null, which it gives beside a system error, as no pairs. */
function externalData(site: CallSite, to: Lowering): Term {
  const [provider, list] = site.args as readonly [ts.Expression, ts.Expression];
  const name = unnamed(to.value(provider, site.scope));
  if (name.kind !== "constant") return to.deny(provider, "GW1045", { what: "what is not known" });
  if (typeof name.value !== "string" || !NAME.test(name.value))
    return to.deny(provider, "GW1045", { what: "what is no name of an object" });
  to.asks(name.value);
  const keys = to.value(list, site.scope);
  const odd = oddKeys(keys, to);
  const answers = to.named("answers", call("externalData", name, odd === undefined ? keys : plainKeys(keys, to)));
  const errors = pairs(member(answers, constant("errors"), true), "error", to);
  const failure = member(answers, constant("system_error"), true);
  return {
    kind: "object",
    entries: [
      {
        key: constant("responses"),
        value: pairs(member(answers, constant("responses"), true), "value", to),
      },
      { key: constant("errors"), value: odd === undefined ? errors : call("concatArrays", errors, odd) },
      {
        key: constant("systemError"),
        value: choose([{ when: compare("notEqual", failure, constant("")), answer: failure }]),
      },
    ],
  };
}

/** The pairs of a key and something else as objects. */
function pairs(list: Term, what: string, to: Lowering): Collect {
  const pair = to.fresh("answer");
  const at = (position: number) => element(pair, constant(position), true);
  return {
    kind: "collect",
    into: "array",
    body: [some(list, pair)],
    value: {
      kind: "object",
      entries: [
        { key: constant("key"), value: at(0) },
        { key: constant(what), value: at(1) },
      ],
    },
    unordered: true,
  };
}

function plainKeys(keys: Term, to: Lowering): Collect {
  const key = to.fresh("key");
  const body = [some(keys, key), ...not(test(call("matches", constant(ODD), key)))];
  return { kind: "collect", into: "array", body, value: key, unordered: true };
}

/** An error for each key that is not asked about; undefined when all keys are written out, and plain. */
function oddKeys(keys: Term, to: Lowering): Collect | undefined {
  const target = unnamed(keys);
  if (target.kind === "array" && target.items.every(isPlain)) return undefined;
  const key = to.fresh("key");
  return {
    kind: "collect",
    into: "array",
    body: [some(keys, key), ...test(call("matches", constant(ODD), key))],
    value: {
      kind: "object",
      entries: [
        { key: constant("key"), value: key },
        { key: constant("error"), value: constant(UNASKABLE) },
      ],
    },
    unordered: true,
  };
}

function isPlain(item: ArrayTerm["items"][number]): boolean {
  return item.kind === "constant" && typeof item.value === "string" && /^[\x20-\x7e]*$/.test(item.value);
}

export const external: readonly Builtin[] = [
  {
    owner: "gatewright",
    name: "externalData",
    samples: [
      'externalData("samples", ["a", "b"]).responses.map(({ key, value }) => `${key}${typeof value}`).toSorted()',
      'externalData("samples", ["a", "none", "none"]).errors.map(({ error }) => error).toSorted()',
      'externalData("samples", ["a"]).responses.some(({ value }) => value === text)',
      'externalData("samples", texts.filter((x) => x.length > 99)).responses.length',
      'externalData("failing", ["a", "b"]).systemError ?? null',
    ],
    value: externalData,
  },
];
