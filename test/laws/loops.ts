/** Random loops that assign to names around them, in every order and nesting that the language has. */
import type { Random } from "./fuzz/random.js";

interface Writer {
  readonly random: Random;
  /** Expressions that the place knows, by type. */
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  readonly names: readonly string[];
  readonly depth: number;
  readonly inLoop: boolean;
  readonly labels: readonly string[];
}

const kinds = [
  "count",
  "sum",
  "flag",
  "list",
  "text",
  "last",
  "first",
  "most",
  "least",
  "set",
  "groups",
  "lists",
  "record",
] as const;
type Kind = (typeof kinds)[number];

const declared: { readonly [kind in Kind]: string } = {
  count: "let count = 0;",
  sum: "let sum = 1;",
  flag: "let flag = false;",
  list: "const list: string[] = [];",
  text: 'let text = "";',
  last: 'let last = "none";',
  first: "let first: string | undefined;",
  most: "let most = -1;",
  least: "let least: number | undefined;",
  set: "const set = new Set<string>();",
  groups: "const groups: Record<string, number> = {};",
  lists: "const lists: Record<string, number[]> = {};",
  record: "const record: Record<string, string> = {};",
};

const details = `{
  count, sum, flag, list, text, last, first: first ?? null, most, least: least ?? null, set, groups, lists, record,
}`;

/** The body of a generator over \`items\`, a list of { n: number, t: string, xs: string[] }. */
export function loopProgram(random: Random): string {
  const names = kinds.filter(() => random.chance(0.45));
  const used = names.length === 0 ? (["count"] as const) : names;
  const writer: Writer = { random, numbers: ["two"], texts: ["a"], names: used, depth: 0, inLoop: false, labels: [] };
  const lines = ["const two: number = 2;", 'const a: string = "a";', ...kinds.map((kind) => declared[kind])];
  for (let count = 1 + random.below(2); count > 0; count -= 1) lines.push(...loop(writer, count));
  lines.push(`yield { msg: "end", details: ${details} };`);
  return lines.join("\n");
}

function loop(to: Writer, number: number): readonly string[] {
  const { random, depth } = to;
  const label = random.chance(0.25) ? [`l${depth}${number}`] : [];
  const x = `x${depth}`;
  const i = `i${depth}`;
  const inside = (numbers: readonly string[], texts: readonly string[]): Writer => ({
    ...to,
    depth: depth + 1,
    inLoop: true,
    numbers: [...to.numbers, ...numbers],
    texts: [...to.texts, ...texts],
    labels: [...to.labels, ...label],
  });
  const head = label.map((name) => `${name}:`).join("");
  const inner = `x${depth - 1}`;
  if (depth > 0 && random.chance(0.6))
    return [`${head} for (const ${x} of ${inner}.xs) {`, ...block(inside([`${x}.length`], [x])), "}"].map((line) =>
      line.replace(`${inner}.xs`, to.texts.includes(`${inner}.t`) ? `${inner}.xs` : '["b", "a"]'),
    );
  if (random.chance(0.3))
    return [
      `${head} for (let ${i} = 0; ${i} < items.length; ${i}++) {`,
      `const ${x} = items[${i}] ?? { n: 0, t: "", xs: [] };`,
      ...block(inside([i, `${x}.n`], [`${x}.t`])),
      "}",
    ];
  if (random.chance(0.3))
    return [`${head} for (const [${i}, ${x}] of items.entries()) {`, ...block(inside([i, `${x}.n`], [`${x}.t`])), "}"];
  return [`${head} for (const ${x} of items) {`, ...block(inside([`${x}.n`], [`${x}.t`])), "}"];
}

function block(to: Writer): readonly string[] {
  const lines: string[] = [];
  for (let count = 1 + to.random.below(3); count > 0; count -= 1) lines.push(...statement(to, count));
  return lines;
}

function statement(to: Writer, number: number): readonly string[] {
  const { random } = to;
  const roll = random.below(100);
  if (roll < 30 && to.depth < 3) {
    const yes = block({ ...to, depth: to.depth + 1 });
    return random.chance(0.3)
      ? [`if (${condition(to)}) {`, ...yes, "} else {", ...block({ ...to, depth: to.depth + 1 }), "}"]
      : [`if (${condition(to)}) {`, ...yes, "}"];
  }
  if (roll < 38 && to.depth < 2) return loop(to, number);
  if (roll < 50) return [`if (${condition(to)}) ${leave(to)}`];
  if (roll < 56) return [`yield \`at \${${number_(to)}} \${${text(to)}}\`;`];
  return [change(to)];
}

function leave({ random, labels }: Writer): string {
  const roll = random.below(10);
  if (roll < 5) return "continue;";
  if (roll < 8) return "break;";
  if (labels.length > 0) return `${random.chance(0.5) ? "continue" : "break"} ${random.pick(labels)};`;
  return "return;";
}

function change(to: Writer): string {
  const { random } = to;
  switch (random.pick(to.names) as Kind) {
    case "count":
      return random.chance(0.7) ? "count++;" : "count -= 2;";
    case "sum":
      return `sum += ${number_(to)};`;
    case "flag":
      return random.chance(0.6)
        ? `flag = ${random.chance(0.8)};`
        : `flag = flag ${random.chance(0.5) ? "||" : "&&"} ${condition(to)};`;
    case "list":
      if (random.chance(0.3)) return `if (!list.includes(${to.texts.at(-1)})) list.push(${to.texts.at(-1)});`;
      return `list.push(${text(to)}${random.chance(0.2) ? `, ${text(to)}` : ""});`;
    case "text":
      return random.chance(0.3) ? `text += (text === "" ? "" : ",") + ${text(to)};` : `text += ${text(to)};`;
    case "last":
      return `last = ${text(to)};`;
    case "first":
      return random.chance(0.5) ? `first ??= ${text(to)};` : `if (first === undefined) first = ${text(to)};`;
    case "most": {
      const value = number_(to);
      return random.chance(0.5) ? `most = Math.max(most, ${value});` : `if (${value} > most) most = ${value};`;
    }
    case "least": {
      const value = number_(to);
      return `if (least === undefined || ${value} < least) least = ${value};`;
    }
    case "set":
      return random.chance(0.3)
        ? `if (set.has(${to.texts.at(-1)})) continue; set.add(${to.texts.at(-1)});`
        : `set.add(${text(to)});`;
    case "groups": {
      const key = text(to);
      return `groups[${key}] = (groups[${key}] ?? 0) + ${number_(to)};`;
    }
    case "lists": {
      const key = text(to);
      return `(lists[${key}] ??= []).push(${number_(to)});`;
    }
    case "record":
      return `record[${text(to)}] = ${text(to)};`;
  }
}

function number_(to: Writer): string {
  return to.random.pick(to.numbers);
}

function text(to: Writer): string {
  return to.random.pick(to.texts);
}

function condition(to: Writer): string {
  const { random, names } = to;
  const roll = random.below(10);
  if (roll < 4) return `${number_(to)} ${random.pick([">", "<", "===", "!=="])} ${random.pick(["0", "1", "2"])}`;
  if (roll < 7) return `${text(to)} ${random.pick(["===", "!==", ">"])} ${random.pick(['"a"', '"b"', '""'])}`;
  const reads: { readonly [kind in Kind]: string } = {
    count: "count > 1",
    sum: "sum > 4",
    flag: random.chance(0.5) ? "flag" : "!flag",
    list: `list.includes(${text(to)})`,
    text: `text === ""`,
    last: `last === ${text(to)}`,
    first: "first === undefined",
    most: "most > 1",
    least: "least !== undefined",
    set: `set.has(${text(to)})`,
    groups: `(groups[${text(to)}] ?? 0) > 2`,
    lists: `lists[${text(to)}] === undefined`,
    record: `record[${text(to)}] === "a"`,
  };
  return reads[random.pick(names) as Kind];
}
