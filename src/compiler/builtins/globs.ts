// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
/** Globs, which are regular expressions in Rego: OPA's own differ between Go and policy.wasm. */
import type { Body, Term } from "../ir/nodes.js";
import { test } from "../ir/steps.js";
import { call, constant, orElse } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { asValue } from "../syntax/binary.js";
import type { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";

const none = constant("");

function matchesGlob(site: CallSite, to: Lowering): Body {
  const [glob, text, bars] = site.args as readonly [ts.Expression, ts.Expression, ts.Expression?];
  const pattern = to.value(glob, site.scope);
  const subject = to.value(text, site.scope);
  const separators = bars === undefined ? none : separatorsOf(bars, site, to);
  if (pattern.kind === "constant" && separators.kind === "constant") {
    const expression = expressionOf(String(pattern.value), String(separators.value));
    return test(call("matches", constant(expression), subject));
  }
  return test(call("matchesGlob", pattern, subject, separators));
}

function separatorsOf(node: ts.Expression, site: CallSite, to: Lowering): Term {
  const term = to.value(node, site.scope);
  return to.shape(node).undefined ? orElse(term, none) : term;
}

/** The regular expression that a glob means. */
function expressionOf(glob: string, separators: string): string {
  const one = separators === "" ? "." : `[^${separators.replaceAll(/[\\\]^-]/g, "\\$&").replaceAll("\0", "\\x00")}]`;
  const parts = (glob.match(/\*+|[^*]/gsu) ?? []).map((token) => {
    if (token.startsWith("**")) return ".*";
    if (token === "*") return `${one}*`;
    return token === "?" ? one : token.replace(/[\\^$.+()[\]{}|]/, "\\$&").replace("\0", "\\x00");
  });
  const reachesLineEnds = parts.some((part) => part === "." || part === ".*");
  return `${reachesLineEnds ? "(?s)" : ""}^${parts.join("")}$`;
}

export const globs: readonly Builtin[] = [
  {
    owner: "gatewright",
    name: "matchesGlob",
    samples: [
      'matchesGlob("a*", text)',
      "texts.filter((x) => matchesGlob(x, text))",
      "texts.filter((x) => matchesGlob(`*${x}`, text))",
      'matchesGlob("**.example.com", `${text}.example.com`, ".")',
      '!matchesGlob(`${text}/*`, `${text}/a/b`, "/")',
      'texts.map((x) => matchesGlob("?b*", x, record.a))',
    ],
    value: (site, to) => asValue(matchesGlob(site, to)),
    holds: matchesGlob,
  },
];
