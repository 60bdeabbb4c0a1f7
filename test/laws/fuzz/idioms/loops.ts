/** What loops keep: records, Maps and Sets that grow, the best so far, flags, texts; and the ways out of loops. */
import { type Idiom, written } from "./scene.js";

/** Counts, sums, groups, and the first and last of a key. */
export const grown: Idiom = ({ pick, chance, fresh, containers, textOf, numberOf, about }) => {
  const [all, c, key] = [fresh("kept"), fresh("c"), fresh("key")];
  const byNumber = chance(0.35);
  const keyType = byNumber ? "number" : "string";
  const at = byNumber ? numberOf(c) : textOf(c);
  const start = (type: string, before: string) =>
    `const ${all}: Record<${keyType}, ${type}> = ${chance(0.06) ? `{ ${byNumber ? 1 : "a"}: ${before} }` : "{}"};`;
  const [declared, step, shown] = pick<readonly [string, string, string]>([
    [start("number", "2"), `${all}[${key}] = (${all}[${key}] ?? 0) + 1;`, "n"],
    [start("number", "2"), `${all}[${key}] = (${all}[${key}] ?? ${pick(["0", "5"])}) + ${numberOf(c)};`, "n"],
    [start("string[]", '["z"]'), `(${all}[${key}] ??= []).push(${textOf(c)});`, "list"],
    [start("string[]", '["z"]'), `${all}[${key}] = [...(${all}[${key}] ?? []), ${textOf(c)}];`, "list"],
    [start("string", '"z"'), `${all}[${key}] = ${textOf(c)};`, "text"],
    [start("string", '"z"'), `${all}[${key}] ??= ${textOf(c)};`, "text"],
    [start("string", '"z"'), `if (!(${key} in ${all})) ${all}[${key}] = ${textOf(c)};`, "text"],
    [start("number", "2"), `${all}[${key}] = Math.max(${all}[${key}] ?? 0, ${numberOf(c)});`, "n"],
    [start("string", '"z"'), `${all}[${key}] = (${all}[${key}] ?? "") + ${textOf(c)};`, "text"],
  ]);
  const skip = chance(0.4) ? [`if (${about(c)}) ${chance(0.85) ? "continue" : "break"};`] : [];
  const value = fresh("value");
  const told = pick<readonly string[]>([
    [`yield { msg: "${all}", details: ${all} };`],
    [
      `yield { msg: "${all}", details: ${all}[${byNumber ? pick(["0", "1", "2"]) : pick(['"a"', '"b"', '""'])}] ?? null };`,
    ],
    [`for (const [${key}, ${value}] of Object.entries(${all})) yield { msg: ${key}, details: ${value} };`],
    [`yield { msg: "${all}", details: Object.keys(${all}).toSorted() };`],
    [
      `yield { msg: "${all}", details: Object.entries(${all}).filter(([, ${value}]) => ${shownTest(value, shown)}).length };`,
    ],
    [`if (Object.values(${all}).some((${value}) => ${shownTest(value, shown)})) yield "${all} some";`],
    [
      `for (const ${value} of ${containers()}) if (${all}[${(byNumber ? numberOf : textOf)(value)}] === undefined) yield \`${all} lacks \${${value}.name}\`;`,
    ],
  ]);
  return written([
    declared,
    `for (const ${c} of ${containers()}) {`,
    ...skip,
    `const ${key} = ${at};`,
    step,
    "}",
    ...told,
  ]);
};

function shownTest(value: string, sort: string): string {
  return sort === "n" ? `${value} > 1` : sort === "list" ? `${value}.length > 1` : `${value} !== "a"`;
}

export const maps: Idiom = ({ pick, chance, fresh, containers, textOf, numberOf, about }) => {
  const [all, c, key, value] = [fresh("map"), fresh("c"), fresh("key"), fresh("value")];
  const byNumber = chance(0.3);
  const keyType = byNumber ? "number" : "string";
  const before = chance(0.06) ? `[[${byNumber ? "1" : '"a"'}, ` : "";
  const [declared, step, shown] = pick<readonly [string, string, string]>([
    [
      `const ${all} = new Map<${keyType}, number>(${before && `${before}3]]`});`,
      `${all}.set(${key}, (${all}.get(${key}) ?? 0) + 1);`,
      "n",
    ],
    [
      `const ${all} = new Map<${keyType}, string[]>(${before && `${before}["z"]]]`});`,
      `${all}.set(${key}, [...(${all}.get(${key}) ?? []), ${textOf(c)}]);`,
      "list",
    ],
    [
      `const ${all} = new Map<${keyType}, string>(${before && `${before}"z"]]`});`,
      `if (!${all}.has(${key})) ${all}.set(${key}, ${textOf(c)});`,
      "text",
    ],
    [
      `const ${all} = new Map<${keyType}, string>(${before && `${before}"z"]]`});`,
      `${all}.set(${key}, ${textOf(c)});`,
      "text",
    ],
    [
      `const ${all} = new Map<${keyType}, number>(${before && `${before}3]]`});`,
      `${all}.set(${key}, Math.max(${all}.get(${key}) ?? 0, ${numberOf(c)}));`,
      "n",
    ],
  ]);
  const skip = chance(0.4) ? [`if (${about(c)}) continue;`] : [];
  const order = byNumber ? pick(["(a, b) => a - b", "(a, b) => b - a"]) : "";
  const told = pick<readonly string[]>([
    [`for (const [${key}, ${value}] of ${all}) yield { msg: \`${all} \${${key}}\`, details: ${value} };`],
    [`yield { msg: "${all}", details: ${all}.size };`],
    [`yield { msg: "${all}", details: [...${all}.keys()].toSorted(${order}) };`],
    [`yield { msg: "${all}", details: { n: ${all}.size, v: [...${all}.values()].length } };`],
    [
      `yield { msg: "${all}", details: [...${all}].filter(([, ${value}]) => ${shownTest(value, shown)}).map(([${key}]) => ${key}).toSorted(${order}) };`,
    ],
    [`yield { msg: "${all}", details: ${all}.get(${byNumber ? "1" : '"a"'}) ?? null };`],
    [`yield { msg: "${all}", details: [...${all}.entries()].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };`],
  ]);
  return written([
    declared,
    `for (const ${c} of ${containers()}) {`,
    ...skip,
    `const ${key} = ${byNumber ? numberOf(c) : textOf(c)};`,
    step,
    "}",
    ...told,
  ]);
};

export const seen: Idiom = ({ pick, chance, fresh, containers, textOf, about }) => {
  const [all, c, key, twice] = [fresh("seen"), fresh("c"), fresh("key"), fresh("twice")];
  const told = pick([`yield \`twice \${${key}}\`;`, `${twice}.push(${key});`, `${twice}.push(${key});`]);
  const body = pick<readonly string[]>([
    [`if (${all}.has(${key})) ${told}`, `${all}.add(${key});`],
    [`if (${all}.has(${key})) { ${told} continue; }`, `${all}.add(${key});`],
    [`if (!${all}.has(${key})) ${all}.add(${key});`, `else ${told}`],
  ]);
  const skip = chance(0.3) ? [`if (${about(c)}) continue;`] : [];
  return written([
    `const ${all} = new Set<string>(${chance(0.3) ? '["a"]' : ""});`,
    `const ${twice}: string[] = [];`,
    `for (const ${c} of ${containers()}) {`,
    ...skip,
    `const ${key} = ${textOf(c)};`,
    ...body,
    "}",
    `yield { msg: "${all}", details: { n: ${all}.size, twice: ${twice}, all: [...${all}].toSorted() } };`,
  ]);
};

/** The best so far, and flags beside it. */
export const best: Idiom = ({ pick, chance, fresh, containers, numberOf, textOf, about }) => {
  const [top, most, c, n, any] = [fresh("top"), fresh("most"), fresh("c"), fresh("n"), fresh("any")];
  const compare = pick([">", ">=", "<", "<="]);
  // What is compared is of one sort.
  const measure = numberOf("ITEM");
  const measureOf = (name: string) => measure.replaceAll("ITEM", name);
  const way = pick<readonly string[]>([
    [
      `let ${top} = "";`,
      `let ${most} = ${pick(["0", "-1", "2"])};`,
      `for (const ${c} of ${containers()}) {`,
      `const ${n} = ${numberOf(c)};`,
      `if (${n} ${compare} ${most}) {`,
      `${most} = ${n};`,
      `${top} = ${textOf(c)};`,
      "}",
      "}",
      `yield { msg: ${top}, details: ${most} };`,
    ],
    [
      `let ${top}: Container | undefined;`,
      `for (const ${c} of ${containers()}) {`,
      `if (${top} === undefined || ${measureOf(c)} ${compare} ${measureOf(top)}) ${top} = ${c};`,
      "}",
      `yield ${top}?.name ?? "none";`,
    ],
    [
      `let ${top}: { name: string; n: number } | null = null;`,
      `for (const ${c} of ${containers()}) {`,
      `const ${n} = ${numberOf(c)};`,
      `if (${top} === null || ${n} ${compare} ${top}.n) ${top} = { name: ${c}.name, n: ${n} };`,
      "}",
      `if (${top} !== null) yield { msg: ${top}.name, details: ${top}.n };`,
    ],
    [
      `const ${top} = ${containers()}.reduce<{ name: string; n: number } | undefined>((${most}, ${c}) => {`,
      `const ${n} = ${numberOf(c)};`,
      `return ${most} === undefined || ${n} ${compare} ${most}.n ? { name: ${c}.name, n: ${n} } : ${most};`,
      "}, undefined);",
      `yield { msg: ${top}?.name ?? "none", details: ${top}?.n ?? null };`,
    ],
    [
      `let ${any} = ${pick(["true", "false"])};`,
      `let ${top} = 0;`,
      `for (const ${c} of ${containers()}) {`,
      `if (${about(c)}) ${any} = ${pick(["true", "false"])};`,
      `${chance(0.5) ? "else " : ""}${top} += ${numberOf(c)};`,
      `if (${any}${chance(0.5) ? ` && ${top} > 1` : ""}) ${pick(["break", "continue"])};`,
      `${top} += 1;`,
      "}",
      `yield { msg: "${any}", details: { ${any}, ${top} } };`,
    ],
    [
      `let ${any}: string | undefined;`,
      `for (const ${c} of ${containers()}) {`,
      `if (${about(c)}) {`,
      `${any} = ${textOf(c)};`,
      chance(0.6) ? "break;" : "",
      "}",
      "}",
      `yield ${any} ?? "none";`,
    ],
    [
      `let ${any} = "";`,
      `for (const [i, ${c}] of ${containers()}.entries()) {`,
      `if (${pick(["i > 0", `${any} !== ""`, `${any}`])}) ${any} += ", ";`,
      `${any} += ${textOf(c)};`,
      "}",
      `yield ${any};`,
    ],
  ]);
  return written(way);
};

/** Labels, indices, and loops in loops. */
export const ways: Idiom = ({ pick, chance, fresh, containers, about, textOf, word }) => {
  const [c, arg, label, count, i, list] = [
    fresh("c"),
    fresh("arg"),
    fresh("outer"),
    fresh("count"),
    fresh("i"),
    fresh("list"),
  ];
  const out = () => pick([`continue ${label};`, `break ${label};`, "continue;", "break;"]);
  return written(
    pick<readonly string[]>([
      [
        `let ${count} = 0;`,
        `${label}: for (const ${c} of ${containers()}) {`,
        `if (${about(c)}) ${pick(["continue;", `${count} += 10;`, "break;"])}`,
        `for (const ${arg} of ${c}.args ?? []) {`,
        `if (${arg} === ${word()}) ${out()}`,
        `${count} += 1;`,
        ...(chance(0.06) ? [`if (${count} > 2) ${out()}`] : []),
        "}",
        ...(chance(0.5) ? [`yield \`\${${c}.name} \${${count}}\`;`] : []),
        "}",
        `yield { msg: "${count}", details: ${count} };`,
      ],
      [
        `${label}: for (const ${c} of ${containers()}) {`,
        `for (const ${arg} of ${c}.args ?? []) {`,
        `if (${arg} === ${word()}) ${out()}`,
        `yield \`\${${c}.name} \${${arg}}\`;`,
        "}",
        `yield \`\${${textOf(c)}} done\`;`,
        "}",
      ],
      [
        `const ${list} = ${containers()};`,
        `for (let ${i} = ${pick(["0", "1"])}; ${i} < ${list}.length; ${i}++) {`,
        `const ${c} = ${list}[${i}];`,
        `if (!${c}) continue;`,
        `if (${about(c)}) ${pick(["continue", "break"])};`,
        `yield \`\${${i}} \${${c}.name} \${${list}[${i} ${pick(["+", "-"])} 1]?.name ?? "none"}\`;`,
        "}",
      ],
      [
        `const ${list} = ${containers()};`,
        `for (let ${i} = ${list}.length - 1; ${i} >= 0; ${i}--) {`,
        `if (${list}[${i}]?.name === ${word()}) ${pick(["continue", "break"])};`,
        `yield \`\${${i}} \${${list}[${i}]?.image ?? "none"}\`;`,
        "}",
      ],
      [
        `const ${list} = ${containers()};`,
        `for (let ${i} = 0; ${i} < ${list}.length; ${i} += 1) {`,
        `for (let j = ${i} + 1; j < ${list}.length; j += 1) {`,
        `if (${list}[${i}]?.name === ${list}[j]?.name) yield \`\${${i}} and \${j}\`;`,
        "}",
        "}",
      ],
      [
        `const ${list}: string[] = [];`,
        `for (const ${c} of ${containers()}) {`,
        `if (${list}.includes(${c}.name)) continue;`,
        `${list}.push(${c}.name);`,
        ...(chance(0.4) ? [`if (${list}.length > 1) break;`] : []),
        "}",
        `yield { msg: ${list}.join(), details: ${list} };`,
      ],
    ]),
  );
};
