/** Functions in lists and tables, generators, spreads that depend on something, sorting, and patterns. */
import { patternOf } from "../patterns.js";
import { container } from "../types.js";
import { type Idiom, written } from "./scene.js";

export const checks: Idiom = ({ pick, chance, fresh, containers, about, textOf, word }) => {
  const [all, c, check, problem] = [fresh("checks"), fresh("c"), fresh("check"), fresh("problem")];
  const way = pick(["said", "said", "tests", "rules", "table", "closure"]);
  const tests = () => `(${c}: Container) => !!(${about(c)})`;
  if (way === "said") {
    const said = () => `(${c}) => (${about(c)} ? ${pick(["undefined", "undefined", '""'])} : ${textOf(c)})`;
    return written([
      `const ${all}: readonly ((${c}: Container) => string | undefined)[] = [${[said(), said(), ...(chance(0.5) ? [said()] : [])].join(", ")}];`,
      `for (const ${c} of ${containers()}) {`,
      ...pick<readonly string[]>([
        [
          `const ${problem} = ${all}.map((${check}) => ${check}(${c})).filter((x) => ${pick(["x !== undefined", "x", "x === undefined"])});`,
          `yield { msg: "${problem}", details: ${problem}.length };`,
        ],
        [
          `const ${problem} = ${all}.map((${check}) => ${check}(${c})).filter((x) => x !== undefined);`,
          `if (${problem}.length) yield ${problem}.join("; ");`,
        ],
        [
          `for (const ${check} of ${all}) {`,
          `const ${problem} = ${check}(${c});`,
          `if (${problem}${chance(0.5) ? " !== undefined" : ""}) yield ${problem};`,
          ...(chance(0.3) ? [`if (${problem} === "a") break;`] : []),
          "}",
        ],
        [
          `yield ${all}.map((${check}) => ${check}(${c})).find((x) => ${pick(["x", "x !== undefined", 'x !== "a"'])}) ?? "fine";`,
        ],
        ...(chance(0.1)
          ? [
              [
                `yield { msg: "found", details: ${all}.findIndex((${check}) => ${check}(${c}) ${pick(["=== undefined", '=== "a"', "!== undefined"])}) };`,
              ],
            ]
          : []),
        [`yield { msg: "flat", details: ${all}.flatMap((${check}) => ${check}(${c}) ?? []) };`],
      ]),
      "}",
    ]);
  }
  if (way === "tests")
    return written([
      `const ${all} = [${tests()}, ${tests()}];`,
      `for (const ${c} of ${containers()}) {`,
      pick([
        `if (${all}.every((${check}) => ${check}(${c}))) yield \`\${${c}.name} every\`;`,
        `if (!${all}.some((${check}) => ${check}(${c}))) yield \`\${${c}.name} none\`;`,
        `yield \`\${${all}.filter((${check}) => ${check}(${c})).length} pass\`;`,
        ...(chance(0.1)
          ? [`yield { msg: "each", details: ${all}.map((${check}, i) => (${check}(${c}) ? i : -1)) };`]
          : []),
      ]),
      "}",
    ]);
  if (way === "rules")
    return written([
      `const ${all}: readonly { readonly name: string; readonly weight?: number; readonly check: (${c}: Container) => boolean }[] = [`,
      `{ name: "b", check: ${tests()} },`,
      `{ name: "a", weight: ${pick(["0", "2"])}, check: ${tests()} },`,
      "];",
      `for (const ${c} of ${containers()}) {`,
      ...pick<readonly string[]>([
        [
          `const ${problem} = ${all}.filter(({ check }) => !check(${c})).map(({ name }) => name);`,
          `yield \`\${${c}.name} fails \${${problem}.join()}\`;`,
        ],
        [`for (const { name, weight = 1, check } of ${all}) if (check(${c})) yield { msg: name, details: weight };`],
        [
          `let ${problem} = 0;`,
          `for (const rule of ${all}) ${problem} += rule.check(${c}) ? (rule.weight ?? 1) : 0;`,
          `yield { msg: "sum", details: ${problem} };`,
        ],
        ...(chance(0.1)
          ? [
              [`yield ${all}.filter((rule) => rule.check(${c}))[0]?.name ?? "none";`],
              [
                `yield { msg: "sum", details: ${all}.reduce((n, { weight, check }) => (check(${c}) ? n + (weight ?? 1) : n), 0) };`,
              ],
            ]
          : []),
      ]),
      "}",
    ]);
  if (way === "table")
    return written([
      `const ${all}: Record<string, (${c}: Container) => string | undefined> = {`,
      `b: (${c}) => (${about(c)} ? ${textOf(c)} : undefined),`,
      `a: (${c}) => ${c}.image,`,
      "};",
      `for (const ${c} of ${containers()}) {`,
      ...pick<readonly string[]>([
        [
          `for (const [key, ${check}] of Object.entries(${all})) {`,
          `const ${problem} = ${check}(${c});`,
          `if (${problem} !== undefined) yield \`\${key}: \${${problem}}\`;`,
          "}",
        ],
        [
          `const ${problem} = ${all}[${c}.name];`,
          `yield ${problem} === undefined ? "unknown" : (${problem}(${c}) ?? "fine");`,
        ],
        [`yield ${all}[${c}.name]?.(${c}) ?? "nothing";`],
      ]),
      "}",
    ]);
  return written([
    `const ${all} = (wanted: string) => (${c}: Container) => ${pick([`${c}.name === wanted`, `${c}.image?.includes(wanted) === true`, `(${c}.args ?? []).includes(wanted)`])};`,
    pick([
      `yield { msg: "closed", details: ${containers()}.filter(${all}(${word()})).map(({ name }) => name) };`,
      `for (const wanted of parameters.words) if (${containers()}.some(${all}(wanted))) yield \`some \${wanted}\`;`,
      `if (!${containers()}.every(${all}(parameters.must))) yield "not every";`,
    ]),
  ]);
};

/** Generators that call generators, and return what they yield last. */
export const generators: Idiom = ({ pick, chance, fresh, containers, about, textOf, word }) => {
  const [outer, inner, c, arg] = [fresh("outer"), fresh("inner"), fresh("c"), fresh("arg")];
  const innerBody = pick<readonly string[]>([
    [`if (${about(c)}) return yield ${textOf(c)};`, `for (const ${arg} of ${c}.args ?? []) yield ${arg};`],
    [
      `for (const ${arg} of ${c}.args ?? []) {`,
      `if (${arg} === ${word()}) return${chance(0.5) ? ' yield "out"' : ""};`,
      `yield \`arg \${${arg}}\`;`,
      "}",
      `yield "end";`,
    ],
    [`if (!${c}.image) return;`, `yield ${textOf(c)};`, `if (${about(c)}) return;`, 'yield "more";'],
    [
      `switch (${c}.name) {`,
      'case "a": return yield "is a";',
      'case "b": yield "is b"; break;',
      `default: yield* [${textOf(c)}];`,
      "}",
      'yield "after";',
    ],
  ]);
  const outerBody = pick<readonly string[]>([
    [
      `for (const ${c} of all) {`,
      `if (${about(c)}) ${pick(["continue", "return", "break"])};`,
      `yield* ${inner}(${c});`,
      "}",
    ],
    [`const [${c}] = all;`, `if (${c} === undefined) return yield "none";`, `return yield* ${inner}(${c});`],
    [`if (all.length > 1) return yield "many";`, `for (const ${c} of all) yield* ${inner}(${c});`],
    [`for (const ${c} of all) for (const text of ${inner}(${c})) if (text !== ${word()}) yield text;`],
  ]);
  return written([
    `function* ${inner}(${c}: Container): Generator<string> {`,
    ...innerBody,
    "}",
    `function* ${outer}(all: readonly Container[]): Generator<string> {`,
    ...outerBody,
    "}",
    ...pick<readonly string[]>([
      [`yield* ${outer}(${containers()});`],
      [`if (parameters.on) yield* ${outer}(${containers()});`],
      [`for (const text of ${outer}(${containers()})) yield \`: \${text}\`;`],
      [`const ${arg} = [...${outer}(${containers()})];`, `yield { msg: ${arg}.join(), details: ${arg} };`],
      [`if (parameters.on) return yield* ${outer}(${containers()});`],
    ]),
  ]);
};

/** Objects whose fields depend on something. */
export const spreads: Idiom = ({ pick, chance, fresh, containers, about, textOf, numberOf, maybeTextOf, word }) => {
  const [own, c, x] = [fresh("facts"), fresh("c"), fresh("x")];
  const part = () =>
    pick([
      `...(${about(c)} ? { [${textOf(c)}]: 1 } : {})`,
      `...(${c}.tty && { tty: ${c}.tty })`,
      `...(${x} === undefined ? {} : { ${x} })`,
      `...(${x} !== undefined && { ${x} })`,
      `...(${c}.image ? { image: ${c}.image } : null)`,
      `[${textOf(c)}]: ${numberOf(c)}`,
      `[\`k-\${${c}.name}\`]: ${x} ?? null`,
      `name: ${c}.name`,
      "...object.metadata?.labels",
      `...(${c}.ports?.length === 1 && { port: ${c}.ports[0]?.containerPort ?? 0 })`,
      `...Object.fromEntries((${c}.args ?? []).map((a) => [a, a.length]))`,
    ]);
  const told = pick<readonly string[]>(
    [
      [`yield { msg: "${own}", details: ${own} };`],
      [
        `yield { msg: "${own}", details: { n: Object.keys(${own}).length, has: ${word()} in ${own}, own: Object.hasOwn(${own}, ${c}.name) } };`,
      ],
      [
        `const list = [${c}.name, ...(${about(c)} ? [${textOf(c)}] : []), ...(${x} === undefined ? [] : [${x}])];`,
        "yield { msg: list.join(), details: list };",
      ],
      [
        `const { name: ${x}n = "none", ...others } = { ...${own} } as Record<string, unknown>;`,
        `yield { msg: "${own}", details: Object.keys(others).length };`,
      ],
    ].filter((_, index) => index !== 3 || chance(0)),
  );
  return written([
    `for (const ${c} of ${containers()}) {`,
    `const ${x} = ${maybeTextOf(c)};`,
    `const ${own} = { ${Array.from({ length: 2 }, part).join(", ")}, n: ${numberOf(c)}, ${part()} };`,
    ...told,
    "}",
  ]);
};

export const sorts: Idiom = ({ pick, chance, fresh, containers, numberOf, textOf }) => {
  const [all, c] = [fresh("sorted"), fresh("c")];
  const byText = (a: string, b: string) => {
    const at = pick(["NAME.name", '(NAME.image ?? "")', '(NAME.args?.[0] ?? "a")']);
    const [l, r] = [at.replace("NAME", a), at.replace("NAME", b)];
    return pick([`(${l} < ${r} ? -1 : ${l} > ${r} ? 1 : 0)`, `(${l} === ${r} ? 0 : ${l} < ${r} ? -1 : 1)`]);
  };
  const byNumber = (a: string, b: string) => {
    const at = pick([
      "(NAME.ports?.length ?? 0)",
      "NAME.name.length",
      "(NAME.securityContext?.runAsUser ?? 0)",
      "Number(NAME.tty ?? false)",
    ]);
    return `${at.replace("NAME", a)} - ${at.replace("NAME", b)}`;
  };
  const criterion = () => {
    const [a, b] = chance(0.5) ? ["a", "b"] : ["b", "a"];
    return pick([byText, byNumber])(a as string, b as string);
  };
  const compare = pick([
    criterion,
    () => `${criterion()} || ${criterion()}`,
    () => `${criterion()} || ${criterion()} || ${criterion()}`,
  ])();
  const sorted = chance(0.7)
    ? `${containers()}.toSorted((a, b) => ${compare})`
    : `[...${containers()}].sort((a, b) => ${compare})`;
  return written([
    `const ${all} = ${sorted};`,
    ...pick<readonly string[]>([
      [`for (const ${c} of ${all}) yield ${textOf(c)};`],
      [`yield { msg: "${all}", details: ${all}.map((${c}) => ${textOf(c)}) };`],
      [
        `yield { msg: "${all}", details: { first: ${all}[0]?.name, last: ${all}.at(-1)?.name, second: ${all}.at(1)?.image } };`,
      ],
      [
        `yield { msg: "${all}", details: ${all}.slice(${pick(["0, 1", "-1", "1", "0, -1"])}).map(({ name }) => name) };`,
      ],
      [`yield { msg: "${all}", details: ${all}.toReversed().map((${c}) => ${numberOf(c)}) };`],
      [
        `for (const [i, ${c}] of ${all}.entries()) if (i > 0 && ${all}[i - 1]?.name === ${c}.name) yield \`again \${i}\`;`,
      ],

      [
        `const [${c}, ...${c}s] = ${all};`,
        `yield \`\${${c}?.name ?? "none"} \${${c}s.map(({ name }) => name).join()}\`;`,
      ],
    ]),
  ]);
};

/** Patterns of loops, constants and callbacks over containers. */
export const patterns: Idiom = ({ to, env, pick, fresh, containers }) => {
  const { code, bound } = patternOf(container, env, 2, to);
  const shown = bound.map(({ name, slot }) => (slot.optional ? `${name}: ${name} ?? null` : name)).join(", ");
  const all = fresh("taken");
  return written(
    pick<readonly string[]>([
      [`for (const ${code} of ${containers()}) yield { msg: "${all}", details: { ${shown} } };`],
      [`yield { msg: "${all}", details: ${containers()}.map((${code}) => ({ ${shown} })) };`],
      [
        `const ${all} = (${code}: Container) => ({ ${shown} });`,
        `yield { msg: "${all}", details: ${containers()}.map(${all}) };`,
      ],
      [
        `for (const one of ${containers()}) {`,
        `const ${code} = one;`,
        `yield { msg: "${all}", details: { ${shown} } };`,
        "}",
      ],
    ]),
  );
};
