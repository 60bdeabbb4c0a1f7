import { yamlContent, yamlEntry, yamlItem, yamlSpecials, yamlStart, yamlToken } from "../yaml-lines.js";
import { type Json, parseJson } from "./json.js";

const MOST_CHARACTERS = 32_768;
const MOST_OF_A_KEY = 1000;
const MOST_LEVELS = 32;

const READABLE = /^[\n -~\u{a0}-\u{2027}\u{202a}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
const ENTRY = new RegExp(yamlEntry.join(""), "g");
const ITEM = new RegExp(yamlItem.join(""), "g");
const TOKEN = new RegExp(yamlToken, "g");
const TOKENS = new RegExp(`^(?:${yamlToken})*$`);
const CONTENT = new RegExp(yamlContent);
const SPECIAL = new RegExp(`\\x03(?:${yamlSpecials.join("|")})\\x03`);
const START = new RegExp(yamlStart);

/** Stands for what is not read: JSON has no such character. */
const WRONG = "\u0007";

/**
 * The value that a text of YAML stands for, such as a ConfigMap may hold, where it is in the part of YAML that all readers take for the same:
 * mappings and lists by indentation, texts in one line with or without quotes, blocks of text (`|`, `|-`, and `>`, `>-` whose lines are
 * indented alike), lists and mappings in brackets on one line, comments.
 *
 *     const config = parseYaml(object.data?.["config.yaml"] ?? "");
 *     if (config === undefined) yield "config.yaml cannot be read";
 *     else if (typeof config === "object" && config !== null && !Array.isArray(config) && config["debug"] === true) yield "debug is on";
 *
 * @returns undefined for what is no YAML, and for what its readers take differently: without quotes, YAML 1.1's `yes`, `no`, `on`, `off`,
 *   `y` and `n`, `True` and `NULL`, numbers that JSON does not write so or that have more than 15 digits (8 before and 6 behind a point),
 *   `12:30`, dates, `.inf`; keys that are no texts, or are there twice; tags, anchors, aliases and `<<`; texts that go on in the next line;
 *   more documents than one; tabs. Also for more than 32 768 characters and 32 levels. What is none here may be something for others: take
 *   undefined for a violation.
 */
export function parseYaml(text: string): Json | undefined {
  const lines = text.replaceAll("\r\n", "\n");
  if ([...text].length > MOST_CHARACTERS || !READABLE.test(lines)) return undefined;
  const body = withoutGaps(lines).replace(START, "");
  if (!`${body}\n`.startsWith("\n") || /\n(?:---|[.][.][.])/.test(body)) return undefined;
  let json = jsonOfRoot(body);
  for (let level = 0; level < MOST_LEVELS && json.includes("\u0002"); level += 1) json = oneLevel(json);
  json = json.replaceAll("\u0003\u0003", "");
  return SPECIAL.test(json) ? undefined : parseJson(json.replaceAll("\u0003~\u0003", "null").replaceAll("\u0003", '"'));
}

/** With "\f" before lines that say nothing, and U+0001 behind it where no line ends the text. */
function withoutGaps(text: string): string {
  const lines = text.endsWith("\n") ? `\n${text}` : `\n${text}\f\u0001\n`;
  return lines.replace(/\n( *(?:#[^\n]*)?)(?=\n|$)/g, "\f$1");
}

function jsonOfRoot(body: string): string {
  if (body === "") return "null";
  const scalar = body.lastIndexOf("\n") === 0 ? itemsOf("", `\u0004 ${body.slice(1)}\u0005`) : WRONG;
  return scalar.includes("\u0002") || scalar.includes(WRONG) ? `\u0002${body}\u0002` : scalar;
}

/** With the blocks between U+0002, whose lines begin with "\n", in JSON, but for what is in them. */
function oneLevel(json: string): string {
  return json
    .split("\u0002")
    .map((part) => (part.startsWith("\n") ? jsonOfBlock(part, /^\n */.exec(part)?.[0] ?? "") : part))
    .join("");
}

/** @param start what each line begins with */
function jsonOfBlock(lines: string, start: string): string {
  const indent = start.slice(1);
  const whole = lines.replaceAll(`${start} `, `\r${indent} `);
  if (lines.startsWith(`${start}-`)) return `[${itemsOf(indent, separated(whole, `${start}-`))}]`;
  return `{${entriesOf(indent, separated(whole.replaceAll(`${start}-`, `\r${indent}-`), start))}}`;
}

function separated(lines: string, start: string): string {
  return `${lines.replaceAll(start, "\u0005\u0004")}\u0005`;
}

function entriesOf(indent: string, entries: string): string {
  return Array.from(entries.matchAll(ENTRY), ([, quoted, single, words, ...value]) => {
    const key = quoted ?? single ?? words;
    if (key === undefined || [...key].length > MOST_OF_A_KEY) return WRONG;
    const json = quoted ?? (single === undefined ? `\u0003${words}\u0003` : `"${single}"`);
    return `${json}:${jsonOfValue(indent, value)}`;
  }).join(",");
}

function itemsOf(indent: string, items: string): string {
  return Array.from(items.matchAll(ITEM), ([, ...parts]) => {
    const begun = parts[6];
    return begun === undefined ? jsonOfValue(indent, parts) : `\u0002\n${indent} ${begun.replaceAll("\r", "\n")}\u0002`;
  }).join(",");
}

function jsonOfValue(indent: string, parts: readonly (string | undefined)[]): string {
  const [same, words, single, flow, style, rest] = parts;
  if (same !== undefined) return same;
  if (words !== undefined) return `\u0003${escaped(words)}\u0003`;
  if (single !== undefined) return `"${escaped(single.slice(1, -1).replaceAll("''", "'"))}"`;
  if (flow !== undefined) return jsonOfFlow(flow);
  if (rest === undefined) return WRONG;
  if (style !== undefined) return textOfBlock(indent, style, rest);
  const at = rest.indexOf("\r");
  return at === -1 ? "null" : `\u0002${rest.slice(at).replaceAll("\r", "\n")}\u0002`;
}

function jsonOfFlow(flow: string): string {
  if (!TOKENS.test(flow)) return WRONG;
  return Array.from(
    flow.matchAll(TOKEN),
    ([, sign = "", same = "", single = "", words = "", next = ""]) =>
      `${sign}${same}${single.replaceAll("'", '"')}\u0003${words}\u0003${next}`,
  ).join("");
}

function textOfBlock(indent: string, style: string, rest: string): string {
  const lines = rest.replaceAll("\f\u0001", "").replaceAll("\f", "\r");
  const start = /^(?:\r *)*(\r +)[^ \r]/.exec(lines)?.[1] ?? "";
  if (start.length < indent.length + 2 || (rest.includes("\f\u0001") && !style.endsWith("-"))) return WRONG;
  const content = CONTENT.exec(lines.replaceAll(start, "\n"))?.[1];
  if (content === undefined) return WRONG;
  const end = style.endsWith("-") ? "" : "\\n";
  if (style.startsWith("|"))
    return `"${escaped(content.replaceAll("\r", "\n").slice(1)).replaceAll("\n", "\\n")}${end}"`;
  if (/\n[ \r\n]/.test(content)) return WRONG;
  const folded = content.replaceAll("\r\n", "\r").replace(/^\n/, "").replaceAll("\n", " ");
  return `"${escaped(folded).replaceAll("\r", "\\n")}${end}"`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}
