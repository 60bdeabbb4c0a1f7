/** Lists and pairs with elements that may be undefined, values that may be null, and entries of what is written out. */
import { type Idiom, written } from "./scene.js";

const shows = (element: string, isNumber: boolean) =>
  isNumber
    ? [
        `${element} !== undefined`,
        `${element} === undefined`,
        `${element}`,
        `!${element}`,
        `${element} !== undefined && ${element} > 1`,
        `(${element} ?? 0) < 3`,
        `${element} === 80`,
      ]
    : [
        `${element} !== undefined`,
        `${element} === undefined`,
        `${element}`,
        `!${element}`,
        `${element}?.includes("a")`,
        `${element}?.length !== 1`,
        `(${element} ?? "a") === "a"`,
        `typeof ${element} === "string"`,
        `${element} == null`,
      ];

/** `map(c => c.x?.y)`, and everything that may be asked of the list. */
export const gaps: Idiom = ({ pick, chance, fresh, containers, maybeNumberOf, maybeTextOf, about }) => {
  const isNumber = chance(0.5);
  const [all, x, c] = [fresh("gaps"), fresh("x"), fresh("c")];
  const test = () => pick(shows(x, isNumber));
  const of = (isNumber ? maybeNumberOf : maybeTextOf)(c);
  const mapped = chance(0.7) ? of : `(${about(c)} ? ${of} : undefined)`;
  const asked = (): readonly string[] => {
    const name = fresh("got");
    return pick<() => readonly string[]>([
      () => [`if (${all}.some((${x}) => ${test()})) yield "some ${name}";`],
      () => [`if (!${all}.every((${x}) => ${test()})) yield "not every ${name}";`],
      () => [
        `const ${name} = ${all}.filter((${x}) => ${test()});`,
        `yield \`${name} \${${name}.length} of \${${all}.length}\`;`,
      ],
      () => [
        `const ${name} = ${all}.filter((${x}) => ${x} !== undefined);`,
        `yield { msg: \`${name} \${${name}.join()}\`, details: ${name} };`,
      ],
      () => [
        `const ${name} = ${all}.find((${x}) => ${x} !== undefined && ${test()});`,
        `yield { msg: \`${name} \${${name} ?? "none"}\`, details: ${name} ?? null };`,
      ],
      () => [`yield { msg: "${name}", details: ${all}.map((${x}) => ${x} ?? null) };`],
      () => [
        `for (const ${x} of ${all}) {`,
        `if (${test()}) ${pick(["continue", "break", 'yield "in"'])};`,
        `yield \`${name} \${${x} ?? "gap"}\`;`,
        "}",
      ],
      () => [`yield { msg: "${name}", details: ${all}.includes(${isNumber ? pick(["80", "1"]) : '"a"'}) };`],
      () => [`yield { msg: "${name}", details: ${all}.reduce<number>((n, ${x}) => (${test()} ? n + 1 : n), 0) };`],
      () => [`for (const [i, ${x}] of ${all}.entries()) if (${test()}) yield \`${name} at \${i}\`;`],
    ])();
  };
  return written([
    `const ${all} = ${containers()}.map((${c}) => ${mapped});`,
    ...asked(),
    ...asked(),
    ...(chance(0.5) ? asked() : []),
  ]);
};

/** `[name, value]` with values that may be undefined. */
export const pairs: Idiom = ({ pick, chance, fresh, containers, maybeTextOf }) => {
  const [all, c, key, value, kept] = [fresh("pairs"), fresh("c"), fresh("key"), fresh("value"), fresh("kept")];
  const source = pick([
    `${containers()}.map((${c}) => [${c}.name, ${maybeTextOf(c)}] as const)`,
    `parameters.words.map((${c}) => [${c}, object.metadata?.labels?.[${c}]] as const)`,
    `["a", "b", "ab"].map((${c}) => [${c}, object.metadata?.labels?.[${c}]] as const)`,
  ]);
  const test = () => pick(shows(value, false));
  const filtered = `${all}.filter(([, ${value}]) => ${test()})`;
  const told = pick<readonly string[]>([
    [`for (const [${key}, ${value}] of ${kept}) yield \`\${${key}}=\${${value} ?? "none"}\`;`],
    [`yield { msg: "${kept}", details: ${kept}.map(([${key}, ${value}]) => \`\${${key}}=\${${value} ?? ""}\`) };`],
    [`yield { msg: "${kept}", details: ${kept}.map(([${key}]) => ${key}) };`],
    [`const ${value} = ${kept}.find(([${key}]) => ${key} === "a")?.[1];`, `yield \`${kept} \${${value} ?? "none"}\`;`],
    [
      `yield { msg: "${kept}", details: ${kept}.length };`,
      `if (${kept}.some(([${key}, { length } = ""]) => length > 1 || ${key} === "")) yield "long";`,
    ],
    [
      `yield { msg: "${kept}", details: Object.fromEntries(${kept}.map(([${key}, ${value}]) => [${key}, ${value} ?? "-"])) };`,
    ],
    [
      `const ${value} = new Map(${kept});`,
      `yield { msg: "${kept}", details: { n: ${value}.size, a: ${value}.get("a") } };`,
    ],
  ]);
  return written([`const ${all} = ${source};`, `const ${kept} = ${chance(0.7) ? filtered : all};`, ...told]);
};

/** Object.entries, keys and values of what is written out, in its order. */
export const literals: Idiom = ({ pick, chance, fresh }) => {
  const [own, key, value] = [fresh("own"), fresh("key"), fresh("value")];
  const values = [
    "object.spec?.nodeName",
    "object.metadata?.name",
    "parameters.must",
    'object.metadata?.labels?.["a"]',
    "object.spec?.containers?.[0]?.image",
    '(parameters.on ? "yes" : undefined)',
  ];
  const names = ["b", "a", "z", '"a,b"', '"Z"'];
  const fields = Array.from(
    { length: 2 + (chance(0.5) ? 1 : 0) },
    () => `${names.splice(chance(0.5) ? 0 : names.length - 1, 1)[0]}: ${pick(values)}`,
  );
  const extra = chance(0.3)
    ? [`...(${pick(["object.spec?.hostNetwork", "parameters.on", "object.metadata?.name"])} ? { extra: "x" } : {})`]
    : [];
  const test = () => pick(shows(value, false));
  const told = pick<readonly string[]>([
    [
      `for (const [${key}, ${value}] of Object.entries(${own})) {`,
      `if (${test()}) ${pick(["continue", "break"])};`,
      `yield \`\${${key}}=\${${value} ?? "none"}\`;`,
      "}",
    ],
    [`yield { msg: "keys", details: Object.keys(${own}) };`],
    [`yield { msg: "values", details: Object.values(${own}).map((${value}) => ${value} ?? null) };`],
    [
      `yield Object.entries(${own}).filter(([, ${value}]) => ${test()}).map(([${key}, ${value}]) => \`\${${key}}=\${${value} ?? "none"}\`).join(", ") || "nothing";`,
    ],
    [
      `yield { msg: "n", details: { n: Object.values(${own}).filter((${value}) => ${test()}).length, every: Object.values(${own}).every((${value}) => ${test()}) } };`,
    ],
    [`yield { msg: "own", details: ${own} };`, `yield { msg: "first", details: Object.keys(${own})[0] ?? null };`],

    [
      `yield { msg: "from", details: Object.fromEntries(Object.entries(${own}).filter(([, ${value}]) => ${value} !== undefined)) };`,
    ],
  ]);
  return written([`const ${own} = { ${[...fields, ...extra].join(", ")} };`, ...told]);
};

/** Matches and functions that answer null. */
export const nulls: Idiom = ({ pick, chance, fresh, textOf, about, containers }) => {
  const [m, t, f, c] = [fresh("m"), fresh("t"), fresh("f"), fresh("c")];
  const source = pick([
    "parameters.must",
    '(object.metadata?.name ?? "")',
    '(object.spec?.containers?.[0]?.image ?? "ab")',
  ]);
  if (chance(0.4)) {
    const told = pick([
      `yield \`${f} \${${f}(${c})?.length ?? -1}\`;`,
      `yield ${f}(${c}) ?? "null";`,
      `if (${f}(${c}) === null) yield "null";`,
      `if (${f}(${c})) yield "given"; else yield "not given";`,
      `yield { msg: "${f}", details: ${f}(${c}) };`,
      `const ${t} = ${f}(${c});\nif (${t} !== null && ${t} !== "a") yield ${t};`,
      `const ${t} = ${f}(${c});\nif (${t} == null) continue;\nyield ${t};`,
      `if (${f}(${c})?.startsWith("a")) yield "starts"; else yield "does not";`,
      `if (${f}(${c})?.length !== 1) yield "not one";`,
    ]);
    const type = pick(["string | null", "string | null | undefined"]);
    const body = pick([
      `if (${about(c)}) return ${pick(["null", type.includes("undefined") ? "undefined" : "null", '""'])};\nreturn ${textOf(c)};`,
      `for (const x of ${c}.args ?? []) if (x.includes("a")) return x;\nreturn null;`,
      `return ${c}.image ? ${c}.image : null;`,
      `return ${c}.args?.find((x) => x !== "a") ?? null;`,
      `let best: string | null = null;\nfor (const x of ${c}.args ?? []) if (best === null || x > best) best = x;\nreturn best;`,
    ]);
    return written([
      `const ${f} = (${c}: Container): ${type} => {`,
      body,
      "};",
      `for (const ${c} of ${containers()}) {`,
      told,
      "}",
    ]);
  }
  const pattern = pick(["/a/g", "/[ab]/g", "/./g", "/b+/g"]);
  const one = pick(["/a(b)?/", "/^(a)(b)?$/", "/(?<x>b)/", "/:(.*)$/"]);
  return written([
    ...pick<readonly string[]>([
      [`yield \`\${${source}.match(${pattern})?.length ?? 0}\`;`],
      [
        `const ${m} = ${source}.match(${pattern});`,
        `if (${m}) yield { msg: "m", details: ${m}.length };`,
        `yield ${m}?.join("-") ?? "none";`,
      ],
      [`for (const ${t} of ${source}.match(${pattern}) ?? []) yield ${t};`],
      [
        `const ${m} = ${source}.match(${one});`,
        `yield \`\${${m}?.[1] ?? "none"}\`;`,
        `if (${m} === null) yield "no match";`,
      ],
      [
        `const ${m} = ${one}.exec(${source});`,
        `if (!${m}) yield "no match";`,
        `else yield { msg: "m", details: ${m}[1] ?? null };`,
      ],
      [`if ((${source}.match(${pattern}) ?? []).length > 1) yield "more than one";`],
      [`yield { msg: "m", details: ${source}.match(${pattern})?.map((${t}) => ${t} + ${t}) ?? null };`],
    ]),
  ]);
};
