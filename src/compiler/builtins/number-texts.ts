// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
/** Numbers in texts: `Number(text)`, `parseInt` and `parseFloat`. What is none is NaN. */
import { mayBeNaN } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { compare, test } from "../ir/steps.js";
import { call, choose, constant, notANumber } from "../ir/terms.js";
import { isSame, isTold } from "../lower/facts.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import { numberAt, plainNumber } from "../lower/not-a-number.js";
import { isComposite } from "../lower/shape.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";
import { groupRead } from "./pattern-matches.js";
import { patternQuietly } from "./patterns.js";

/** What JavaScript makes of an expression where it wants a number. */
export function numberOf(node: ts.Expression, scope: Scope, to: Lowering): Term {
  const shape = to.shape(node);
  if (isComposite(shape) || shape.function || shape.any || shape.unknown)
    return to.deny(node, "GW1024", {
      method: `a number made of ${to.checker.typeToString(to.typeOf(node))}`,
      instead: "Number(text)",
    });
  const term = to.value(node, scope);
  if (term.kind === "undefined") return notANumber;
  if (shape.number && !(shape.string || shape.null || shape.true || shape.false))
    return shape.undefined ? orNaN(term) : term;
  const cases = [
    ...(shape.number ? [{ when: test(call("isNumber", term)), answer: term }] : []),
    ...(shape.null ? [{ when: compare("equal", term, constant(null)), answer: constant(0) }] : []),
    ...(shape.true ? [{ when: compare("equal", term, constant(true)), answer: constant(1) }] : []),
    ...(shape.false ? [{ when: compare("equal", term, constant(false)), answer: constant(0) }] : []),
  ];
  return choose(cases, shape.string ? call("numberOfText", term) : notANumber);
}

/** A number that may be absent: as a number, that is NaN. */
function orNaN(term: Term): Term {
  return choose([{ when: test(call("isNumber", term)), answer: term }], notANumber);
}

/** True for a text that a pattern has found to be a number. */
function isNumeral(node: ts.Expression, to: Lowering): boolean {
  if (isTold(node, tellsNumeral, to)) return true;
  const inner = unwrap(node);
  if (ts.isStringLiteralLike(inner)) return /^[+-]?[0-9]+(?:\.[0-9]+)?$/.test(inner.text);
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    const isNumber = groupRead(inner.left, to)?.isNumber ?? isTold(inner.left, tellsNumeral, to);
    return isNumber && isNumeral(inner.right, to);
  }
  const group = groupRead(node, to);
  return group?.isNumber === true && (!group.mayBeAbsent || !to.shape(node).undefined);
}

/** `/^[0-9]+$/.test(text)` and `text.match(/^[0-9]+$/)`, of that text. */
function tellsNumeral(condition: ts.Expression, truth: boolean, subject: ts.Expression, to: Lowering): boolean {
  if (!truth || !ts.isCallExpression(condition) || !ts.isPropertyAccessExpression(condition.expression)) return false;
  const { expression: receiver, name } = condition.expression;
  const [argument] = condition.arguments;
  if (argument === undefined || !to.isOfLibrary(name)) return false;
  const [pattern, text] = name.text === "match" ? [argument, receiver] : [receiver, argument];
  if (!["test", "exec", "match"].includes(name.text) || !isSame(text, subject, to)) return false;
  return patternQuietly(pattern, to)?.isNumeral === true;
}

/** A number made of a text, as a plain one where the text is known to be one. */
function numberFrom(site: CallSite, term: Term, to: Lowering): Term {
  const [text] = site.args;
  return text !== undefined && mayBeNaN(term) && isNumeral(text, to)
    ? plainNumber(term, to)
    : numberAt(site.node, term, to);
}

function ofText(site: CallSite, to: Lowering, read: (text: Term) => Term): Term {
  const [node] = site.args;
  const {
    string,
    number,
    null: none,
    true: yes,
    false: no,
    any,
    unknown,
  } = node === undefined ? nothing : to.shape(node);
  if (node === undefined || !string || number || none || yes || no || any || unknown)
    return to.deny(site.node, "GW1024", {
      method: `${site.node.expression.getText()} of what is no text`,
      instead: "Math.trunc(n) for a number",
    });
  return numberFrom(site, read(to.value(node, site.scope)), to);
}

const nothing = { string: false, number: false, null: false, true: false, false: false, any: false, unknown: false };

/** `parseInt(text, base)`. Without a base, a text may begin with 0x. */
function parseInteger(site: CallSite, to: Lowering): Term {
  const [, node] = site.args;
  const base = node === undefined ? 0 : Number(node.getText());
  if (base === 10) return ofText(site, to, (text) => call("integerOfText", text));
  if (base === 0)
    return ofText(site, to, (text) =>
      choose(
        [
          {
            when: test(call("matches", constant("^[+-]?0[xX]"), call("trimSpace", text))),
            answer: inDigits(text, 16),
          },
        ],
        call("integerOfText", text),
      ),
    );
  if (!Number.isInteger(base) || base < 2 || base > 36)
    return to.deny(node ?? site.node, "GW1024", {
      method: "parseInt with a base that is no literal",
      instead: "parseInt(text, 10)",
    });
  return ofText(site, to, (text) => inDigits(text, base));
}

function inDigits(text: Term, base: number): Term {
  const letters = "abcdefghijklmnopqrstuvwxyz".slice(0, Math.max(0, base - 10));
  const digits = `0-${Math.min(9, base - 1)}${letters === "" ? "" : `a-${letters.at(-1)}A-${letters.at(-1)?.toUpperCase()}`}`;
  const prefix = base === 16 ? "(?:0[xX])?" : "";
  return call("digitsOfText", text, constant(`^([+-]?)${prefix}([${digits}]+)`), constant(base));
}

function reading(owner: string, name: string, value: Builtin["value"], samples: readonly string[]): Builtin {
  return {
    owner,
    name,
    value,
    samples: owner === "global" ? samples : samples.slice(0, 1).map((sample) => `Number.${sample}`),
  };
}

const parseFloatOf: Builtin["value"] = (site, to) => ofText(site, to, (text) => call("floatOfText", text));
const owners = ["global", "NumberConstructor"] as const;

const texts =
  '["1", "-5", "+7", "007", " 12 ", "", "1.50", ".5", "5.", "1e3", "12e-8", "0x1F", "0b101", "10x", "1.2.3", "-", "1_000", "Infinity", "-Infinity", "1e100", "-1.5e+299", "2e-100", "1e999", "1e-999", "NaN", "1e21", "123456789.125", "0.00001"]';

export const numberTexts: readonly Builtin[] = [
  {
    owner: "global",
    name: "Number",
    samples: [
      "Number.isNaN(Number(text))",
      "`${Number(text)}`",
      "texts.map((x) => `${Number(x)}`)",
      "texts.map((x) => Number(x) || 0)",
      "texts.map((x) => (Number.isNaN(Number(x)) ? -1 : Number(x)))",
      "texts.filter((x) => Number(x) > 0 || !(Number(x) <= 0))",
      "texts.filter((x) => Number(x) !== Number(x))",
      `${texts}.map((x) => \`\${Number(x)}\`)`,
      `${texts}.map((x) => Number.isInteger(Number(x)))`,
      `${texts}.map((x) => Number.isFinite(Number(x)))`,
      "[Number(true), Number(false), Number(null)]",
      "numbers.map((n) => Number(n))",
      "`${Number(record.none)}`",
      "`${Number(text) * 2}, ${-Number(text)}, ${Math.max(1, Number(text))}`",
    ],
    value: (site, to) => {
      const [node] = site.args;
      return node === undefined ? constant(0) : numberFrom(site, numberOf(node, site.scope, to), to);
    },
  },
  ...owners.map((owner) =>
    reading(owner, "parseInt", parseInteger, [
      "parseInt(text, 10) || 0",
      `${texts}.map((x) => \`\${parseInt(x, 10)}\`)`,
      `${texts}.map((x) => \`\${parseInt(x)}\`)`,
      `${texts}.map((x) => \`\${parseInt(x, 16)}\`)`,
      `${texts}.map((x) => \`\${parseInt(x, 2)}\`)`,
      "texts.map((x) => isNaN(parseInt(x, 10)))",
      'parseInt(text || "12px", 36) > 10',
    ]),
  ),
  ...owners.map((owner) =>
    reading(owner, "parseFloat", parseFloatOf, [
      "parseFloat(text) || 0",
      `${texts}.map((x) => \`\${parseFloat(x)}\`)`,
      "texts.map((x) => `${parseFloat(x)}`)",
    ]),
  ),
];
