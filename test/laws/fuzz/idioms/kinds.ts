/** Types as authors declare them: unions that a field tells apart, guards, enums, tables, tuples and generic functions. */
import { type Idiom, written } from "./scene.js";

/** What is found, as one of several sorts, and a switch that describes it. */
export const unions: Idiom = ({ to, pick, chance, fresh, containers, apart }) => {
  const [Finding, describe, find, c, f] = [fresh("Finding"), fresh("describe"), fresh("find"), fresh("c"), fresh("f")];
  const { about, textOf, numberOf } = apart;
  to.declare(`type ${Finding} =
  | { readonly sort: "gone"; readonly field: string }
  | { readonly sort: "wrong"; readonly field: string; readonly value: string | number; readonly why?: string }
  | { readonly sort: "fine" };`);
  const last = pick([
    'case "fine": return "fine";',
    'default: return "other";',
    `case "fine": { const { sort } = ${f}; return sort; }`,
  ]);
  const wrong = pick([
    `\`\${${f}.field} is \${${f}.value}\``,
    `${f}.why ?? \`\${${f}.value}\``,
    `typeof ${f}.value === "number" ? \`number \${${f}.value + 1}\` : ${f}.value.toUpperCase()`,
  ]);
  to.declare(
    pick([
      `function ${describe}(${f}: ${Finding}): string {
  switch (${f}.sort) {
    case "gone": return \`\${${f}.field} is gone\`;
    case "wrong": return ${wrong};
    ${last}
  }
}`,
      `function ${describe}(${f}: ${Finding}): string {
  if (${f}.sort === "gone") return ${f}.field;
  if ("value" in ${f}) return ${wrong};
  return ${f}.sort;
}`,
      `const ${describe} = (${f}: ${Finding}): string => (${f}.sort === "wrong" ? ${wrong} : ${f}.sort === "gone" ? ${f}.field : "fine");`,
    ]),
  );
  const made = [
    `{ sort: "gone", field: ${textOf(c)} }`,
    `{ sort: "wrong", field: "x", value: ${pick([textOf, numberOf])(c)} }`,
    `{ sort: "wrong", field: ${textOf(c)}, value: ${numberOf(c)}, why: ${textOf(c)} }`,
  ];
  const isMany = chance(0.4);
  to.declare(
    isMany
      ? `function ${find}(${c}: Container): readonly ${Finding}[] {
  if (${about(c)}) return [];
  ${chance(0.5) ? `const found: ${Finding}[] = [];\n  if (${about(c)}) found.push(${pick(made)});\n  if (${about(c)}) found.push(${pick(made)});\n  return found;` : `return [${pick(made)}, ...(${about(c)} ? [${pick(made).replace(/sort: "(\w+)"/, 'sort: "$1" as const')}] : [])];`}
}`
      : `function ${find}(${c}: Container): ${Finding} {
  if (${about(c)}) return ${pick(made)};
  if (${about(c)}) return ${pick(made)};
  return { sort: "fine" };
}`,
  );
  const all = isMany ? `${containers()}.flatMap(${find})` : `${containers()}.map(${find})`;
  const own = fresh("found");
  return written(
    pick<readonly string[]>([
      [
        `for (const ${f} of ${all}) {`,
        `if (${f}.sort === "fine") continue;`,
        `yield { msg: ${describe}(${f}), details: ${f} };`,
        "}",
      ],
      [`yield { msg: "sorts", details: ${all}.filter((${f}) => ${f}.sort !== "gone").map(({ sort }) => sort) };`],
      [
        `const ${own} = ${all};`,
        `if (${own}.some((${f}) => ${f}.sort === "wrong" && typeof ${f}.value === "number" && ${f}.value > 1)) yield "wrong";`,
        `yield { msg: ${own}.map(${describe}).join(", "), details: ${own} };`,
      ],
      [`for (const ${f} of ${all}) yield ${describe}(${f});`],
      [
        `const ${own} = ${all}.find((${f}) => ${f}.sort === "wrong");`,
        `if (${own} !== undefined) yield { msg: ${describe}(${own}), details: ${own}.sort };`,
        `else yield "nothing wrong";`,
      ],
      [`for (const ${f} of ${all}) if ("field" in ${f}) yield \`\${${f}.field}:\${${f}.sort}\`;`],
    ]),
  );
};

/** Type guards, generic functions, and functions as arguments. */
export const guards: Idiom = ({ to, pick, fresh, containers, maybeTextOf, maybeNumberOf, apart }) => {
  const [isThere, by, c, all, key] = [fresh("isThere"), fresh("by"), fresh("c"), fresh("all"), fresh("key")];
  const way = pick(["guard", "generic", "pick", "either", "result"]);
  if (way === "guard") {
    to.declare(
      pick([
        `const ${isThere} = <T>(value: T | undefined | null): value is T => value !== undefined && value !== null;`,
        `function ${isThere}<T>(value: T | undefined): value is T {\n  return value !== undefined;\n}`,
      ]),
    );
    const of = pick([maybeTextOf, maybeNumberOf])(c);
    return written([
      `const ${all} = ${containers()}.map((${c}) => ${of}).filter(${isThere});`,
      pick([
        `yield { msg: \`n \${${all}.length}\`, details: ${all} };`,
        `yield { msg: "first", details: ${all}[0] ?? null };`,
        `for (const ${key} of ${all}) yield \`\${${key}}\`;`,
      ]),
    ]);
  }
  if (way === "generic") {
    to.declare(`function ${by}<T>(items: readonly T[], key: (item: T) => string): Record<string, T[]> {
  const groups: Record<string, T[]> = {};
  for (const item of items) {
    const at = key(item);
    ${pick(["(groups[at] ??= []).push(item);", "groups[at] = [...(groups[at] ?? []), item];"])}
  }
  return groups;
}`);
    const keyed = `(${c}) => ${apart.textOf(c)}`;
    return written([
      `const ${all} = ${by}(${containers()}, ${keyed});`,
      ...pick<readonly string[]>([
        [
          `for (const [${key}, ${c}] of Object.entries(${all})) if (${c}.length > 1) yield \`\${${key}} \${${c}.length}\`;`,
        ],
        [`yield { msg: "keys", details: Object.keys(${all}).toSorted() };`],
        [
          `yield { msg: "groups", details: Object.fromEntries(Object.entries(${all}).map(([${key}, ${c}]) => [${key}, ${c}.map(({ name }) => name)])) };`,
        ],
        [`yield { msg: "a", details: (${all}["a"] ?? []).length };`],
      ]),
    ]);
  }
  if (way === "pick") {
    to.declare(
      `function ${by}<T, R>(items: readonly T[] | undefined, make: (item: T, at: number) => R, none: R): R {
  ${pick(["const [first] = items ?? [];", "const first = items?.[0];", "const first = items?.at(-1);"])}
  return first === undefined ? none : make(first, ${pick(["0", "items?.length ?? 0"])});
}`,
    );
    return written([
      `yield { msg: ${by}(object.spec?.containers, (${c}) => ${apart.textOf(c)}, "none"), details: ${by}(parameters.words, (${key}, at) => ${key}.length + at, -1) };`,
    ]);
  }
  if (way === "either") {
    to.declare(
      `const ${by} = (value: string | readonly string[] | undefined): readonly string[] => ${pick([
        'value === undefined ? [] : typeof value === "string" ? [value] : value',
        'typeof value === "string" ? value.split(",") : (value ?? [])',
      ])};`,
    );
    return written([
      `for (const ${c} of ${containers()}) {`,
      `const ${all} = ${by}(${pick([`${c}.args`, `${c}.image`, `${c}.args ?? ${c}.image`, `${c}.name`])});`,
      `yield { msg: ${all}.join("|"), details: ${all} };`,
      "}",
    ]);
  }
  const Result = fresh("Result");
  to.declare(
    `type ${Result}<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };`,
  );
  to.declare(`function ${by}(${c}: Container): ${Result}<number> {
  if (${apart.about(c)}) return { ok: false, error: ${apart.textOf(c)} };
  return { ok: true, value: ${apart.numberOf(c)} };
}`);
  return written([
    `for (const ${c} of ${containers()}) {`,
    `const ${all} = ${by}(${c});`,
    ...pick<readonly string[]>([
      [`if (!${all}.ok) yield ${all}.error;`, `else if (${all}.value > 1) yield \`\${${all}.value}\`;`],
      [`yield ${all}.ok ? \`value \${${all}.value}\` : ${all}.error;`],
      [`if (${all}.ok) continue;`, `yield { msg: ${all}.error, details: ${all} };`],
    ]),
    "}",
  ]);
};

/** Enums, tables of constants, tuples, and `satisfies`. */
export const tables: Idiom = ({ to, pick, chance, fresh, containers, apart, about }) => {
  const [Level, levelOf, c, table, key, pair] = [
    fresh("Level"),
    fresh("levelOf"),
    fresh("c"),
    fresh("TABLE"),
    fresh("key"),
    fresh("pair"),
  ];
  const way = pick(["enum", "texts", "const", "tuples", "record", "pair"]);
  if (way === "enum") {
    to.declare(`enum ${Level} { None, Low${pick(["", " = 3"])}, High }`);
    to.declare(`function ${levelOf}(${c}: Container): ${Level} {
  if (${apart.about(c)}) return ${Level}.High;
  return ${apart.about(c)} ? ${Level}.Low : ${Level}.None;
}`);
    return written([
      `for (const ${c} of ${containers()}) {`,
      `const level = ${levelOf}(${c});`,
      pick([
        `if (level >= ${Level}.Low) yield \`level \${level}\`;`,
        `yield { msg: "level", details: level };`,
        `switch (level) {\ncase ${Level}.None: yield "none"; break;\ncase ${Level}.Low: yield "low";\ndefault: yield "high";\n}`,
        `if (level === ${Level}.None) continue;\nyield \`\${level}\`;`,
      ]),
      "}",
    ]);
  }
  if (way === "texts") {
    to.declare(`enum ${Level} { Always = "a", Never = "b" }`);
    return written([
      `for (const ${c} of ${containers()}) {`,
      `if (${c}.name === ${Level}.Always) ${pick(['yield "always";', "continue;"])}`,
      `yield ${c}.image === ${Level}.Never ? "never" : ${Level}.Always;`,
      "}",
    ]);
  }
  if (way === "const") {
    to.declare(
      `const ${table} = { small: 1, medium: 5, large: 10 } as const${pick(["", " satisfies Record<string, number>"])};`,
    );
    to.declare(`type ${Level} = keyof typeof ${table};`);
    to.declare(`const ${levelOf} = (n: number): ${Level} => (n > 3 ? "large" : n > 1 ? "medium" : "small");`);
    return written([
      `for (const ${c} of ${containers()}) {`,
      `const size = ${levelOf}(${apart.numberOf(c)});`,
      pick([
        `yield { msg: size, details: ${table}[size] };`,
        `if (${table}[size] > 1) yield \`\${size} \${${table}[size]}\`;`,
        `switch (size) {\ncase "small": continue;\ncase "medium":\ncase "large": yield size;\n}`,
      ]),
      "}",
    ]);
  }
  if (way === "tuples") {
    to.declare(
      `const ${table} = [["a", ${pick(["1", "5"])}], ["ab", 2], ["", 0]] as const satisfies readonly (readonly [string, number])[];`,
    );
    return written(
      pick<readonly string[]>([
        [
          `for (const [${key}, weight] of ${table}) {`,
          `if (${containers()}.some((${c}) => ${c}.name === ${key})) ${pick(["continue", `yield \`has \${weight}\``])};`,
          `yield { msg: ${key}, details: weight };`,
          "}",
        ],
        [
          `yield { msg: "sum", details: ${table}.reduce((sum, [${key}, weight]) => (parameters.words.includes(${key}) ? sum + weight : sum), 0) };`,
        ],
        [
          `yield { msg: ${table}.filter(([, weight]) => weight > 1).map(([${key}]) => ${key}).join(), details: ${table}.length };`,
        ],
        [
          `const ${c} = ${table}.find(([${key}]) => ${key} === parameters.must);`,
          `yield \`\${${c}?.[0] ?? "none"} \${${c}?.[1] ?? -1}\`;`,
        ],
      ]),
    );
  }
  if (way === "record") {
    to.declare(
      `const ${table}: Readonly<Record<string, ${pick(["number", "number"])}>> = ${pick(["Object.freeze({ a: 3, b: 0, ab: 1 })", "{ a: 3, b: 0 }"])};`,
    );
    return written([
      `for (const ${c} of ${containers()}) {`,
      ...pick<readonly string[]>([
        [
          `const weight = ${table}[${apart.textOf(c)}];`,
          `if (weight === undefined) continue;`,
          `yield \`weighs \${weight}\`;`,
        ],
        [`yield { msg: "weight", details: ${table}[${apart.textOf(c)}] ?? -1 };`],
        [`if (${apart.textOf(c)} in ${table}) yield "known";`],
        [`if (Object.hasOwn(${table}, ${c}.name) && ${about(c)}) yield "known";`],
        [
          `yield { msg: "heavy", details: Object.entries(${table}).filter(([${key}, weight]) => weight > 0 && ${key} !== ${c}.name).length };`,
        ],
      ]),
      "}",
    ]);
  }
  to.declare(
    `function ${pair}(${c}: Container): ${pick(["readonly [string, number]", "readonly [name: string, count: number]"])} {
  ${chance(0.5) ? `if (${apart.about(c)}) return ["", 0];\n  ` : ""}return [${apart.textOf(c)}, ${apart.numberOf(c)}];
}`,
  );
  return written([
    `for (const ${c} of ${containers()}) {`,
    ...pick<readonly string[]>([
      [`const [${key}, count] = ${pair}(${c});`, `yield { msg: ${key}, details: count };`],
      [`yield \`\${${pair}(${c})[0]} \${${pair}(${c})[1] + 1}\`;`],
      [`const [, count] = ${pair}(${c});`, `if (count > 1) yield \`many \${count}\`;`],
    ]),
    "}",
  ]);
};
