/** Functions in functions: closures, optional calls, generators that are given something, blocks with labels. */
import { type Idiom, written } from "./scene.js";

export const closures: Idiom = ({ pick, fresh, containers, about, textOf, numberOf, word, chance }) => {
  const [make, c, limit, count, check] = [fresh("make"), fresh("c"), fresh("limit"), fresh("count"), fresh("check")];
  return written(
    pick<readonly string[]>([
      [
        `const ${limit} = ${pick(["parameters.min", "parameters.words.length", "object.spec?.containers?.length ?? 0"])};`,
        `const ${check} = (${c}: Container) => ${numberOf(c)} ${pick([">", "<=", "==="])} ${limit};`,
        `yield { msg: "checked", details: ${containers()}.filter(${check}).map(({ name }) => name) };`,
        `if (${containers()}.every((${c}) => !${check}(${c}))) yield "none";`,
      ],
      [
        `const ${make} = (prefix: string, ${limit} = ${pick(["1", "parameters.min"])}) => (${c}: Container): string => (${about(c)} ? \`\${prefix}\${${textOf(c)}}\` : \`\${${limit}}\`);`,
        `for (const ${c} of ${containers()}) yield ${make}(${word()}${chance(0.5) ? ", 3" : ""})(${c});`,
      ],
      [
        `const ${make} = (all: readonly Container[], test: (${c}: Container, at: number) => boolean) => all.filter(test).map(({ name }) => name).join();`,
        `yield { msg: ${make}(${containers()}, (${c}) => !!(${about(c)})), details: ${make}(${containers()}, (${c}, at) => at > 0 && ${c}.name !== ${word()}) };`,
      ],
      [
        `const ${count} = (test: (${c}: Container) => unknown) => ${containers()}.reduce((n, ${c}) => (test(${c}) ? n + 1 : n), 0);`,
        `yield \`\${${count}((${c}) => ${about(c)})} of \${${count}(() => true)}\`;`,
      ],
      // The compiler takes no function that may be absent.
      ...(chance(0.1)
        ? ([
            [
              `const ${make} = (${c}: Container | undefined, f?: (text: string) => string) => f?.(${c}?.name ?? "none") ?? ${c}?.image;`,
              `yield ${make}(object.spec?.containers?.[0], (text) => \`<\${text}>\`) ?? "no image";`,
              `yield ${make}(object.spec?.containers?.at(-1)) ?? "no image";`,
            ],
            [
              `const ${check}: ((${c}: Container) => boolean) | undefined = parameters.on ? (${c}) => !!(${about(c)}) : undefined;`,
              `for (const ${c} of ${containers()}) if (${check}?.(${c})${pick([" === true", " ?? true", " !== false"])}) yield ${c}.name;`,
            ],
          ] as const)
        : []),
    ]),
  );
};

export const labels: Idiom = ({ pick, fresh, containers, about, textOf, word, chance }) => {
  const [block, c, level, arg] = [fresh("block"), fresh("c"), fresh("level"), fresh("arg")];
  const out = () => pick([`break ${block};`, `break ${block};`, "continue;"]);
  return written(
    pick<readonly string[]>([
      [
        `for (const ${c} of ${containers()}) {`,
        `${block}: {`,
        `if (${about(c)}) ${out()}`,
        ...(chance(0.5) ? [`if (${about(c)}) ${out()}`] : []),
        `yield \`in \${${textOf(c)}}\`;`,
        "}",
        `yield \`after \${${c}.name}\`;`,
        "}",
      ],
      [
        `for (const ${c} of ${containers()}) {`,
        `let ${level} = ${word()};`,
        `${block}: {`,
        `if (${about(c)}) break ${block};`,
        `${level} = ${textOf(c)};`,
        `if (${about(c)}) ${pick([`break ${block};`, "continue;"])}`,
        `${level} += "!";`,
        "}",
        `yield ${level};`,
        "}",
      ],
      [
        `const ${level} = (${c}: Container): number => {`,
        `let weight = 1;`,
        `${block}: {`,
        `for (const ${arg} of ${c}.args ?? []) if (${arg} === ${word()}) ${pick([`break ${block};`, "return 0;"])}`,
        `if (${about(c)}) return -1;`,
        "weight += 2;",
        "}",
        `return weight${pick(["", ` + ${c}.name.length`])};`,
        "};",
        `yield { msg: "levels", details: ${containers()}.map(${level}) };`,
      ],
    ]),
  );
};

/** Helpers that yield violations, with parts of their own. */
export const parts: Idiom = ({ to, pick, fresh, containers, apart, word, chance }) => {
  const [part, c, where, other] = [fresh("part"), fresh("c"), fresh("where"), fresh("other")];
  const { about, textOf, numberOf } = apart;
  const said = () =>
    pick([
      textOf(c),
      `\`\${${where}}: \${${textOf(c)}}\``,
      `{ msg: ${where}, details: { n: ${numberOf(c)}, ${where} } }`,
    ]);
  to.declare(`function* ${part}(${c}: Container, ${where}${pick([": string", ' = "x"', ": string"])}) {
  ${pick([
    `if (${about(c)}) return;\n  yield ${said()};`,
    `if (${about(c)}) yield ${said()};\n  else yield ${said()};`,
    `for (const arg of ${c}.args ?? []) {\n    if (arg === ${word()}) ${pick(["continue", "break", "return"])};\n    yield \`\${${where}} \${arg}\`;\n  }`,
    `switch (${c}.name) {\n    case "a": yield ${said()};\n    case "b": yield "b"; break;\n    default: if (${about(c)}) return;\n  }\n  yield ${said()};`,
  ])}
}`);
  const nested = chance(0.4);
  if (nested)
    to.declare(`function* ${other}(all: readonly Container[]) {
  for (const [at, ${c}] of all.entries()) {
    ${pick(["", `if (${about(c)}) continue;`, `if (at > 1) return;`])}
    yield* ${part}(${c}, \`\${at}\`);
  }
}`);
  return written(
    nested
      ? [`yield* ${other}(${containers()});`]
      : pick<readonly string[]>([
          [`for (const ${c} of ${containers()}) yield* ${part}(${c}, ${word()});`],
          [
            `for (const [list, all] of Object.entries({ init: object.spec?.initContainers, main: object.spec?.containers })) for (const ${c} of all ?? []) yield* ${part}(${c}, list);`,
          ],
          [`const [${c}] = ${containers()};`, `if (${c} !== undefined) yield* ${part}(${c}, ${word()});`],
        ]),
  );
};

/** Groups, entries, and the best of a list. */
export const groupings: Idiom = ({ pick, fresh, containers, textOf, numberOf, about }) => {
  const [groups, c, key, list] = [fresh("groups"), fresh("c"), fresh("key"), fresh("list")];
  return written(
    pick<readonly string[]>([
      [
        `const ${groups} = ${containers()}.reduce<Record<string, string[]>>((all, ${c}) => ({ ...all, [${c}.name]: [...(all[${c}.name] ?? []), ${textOf(c)}] }), {});`,
        `yield { msg: "reduced", details: ${groups} };`,
      ],
      [
        `const ${groups} = Object.fromEntries(${containers()}.map((${c}) => [${textOf(c)}, ${numberOf(c)}]));`,
        pick([
          `for (const [${key}, n] of Object.entries(${groups})) if (n > 1) yield \`\${${key}} \${n}\`;`,
          `yield { msg: "of", details: Object.fromEntries(Object.entries(${groups}).filter(([${key}, n]) => n > 0 && ${key} !== "a")) };`,
          `yield { msg: "sum", details: Object.values(${groups}).reduce((sum, n) => sum + n, 0) };`,
          `yield { msg: Object.entries(${groups}).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([${key}, n]) => \`\${${key}}=\${n}\`).join() };`,
        ]),
      ],
      [
        `const ${groups} = new Map<string, Container[]>();`,
        `for (const ${c} of ${containers()}) {`,
        `const ${list} = ${groups}.get(${c}.name) ?? [];`,
        `${groups}.set(${c}.name, [...${list}, ${c}]);`,
        "}",
        `for (const [${key}, all] of ${groups}) if (all.length > 1) yield { msg: ${key}, details: all.map((${c}) => ${textOf(c)}) };`,
      ],
      [
        `const ${groups} = new Map(${containers()}.map((${c}) => [${textOf(c)}, ${c}] as const));`,
        `yield ${groups}.get(parameters.must)?.image ?? "none";`,
        `if (${groups}.has("a")) yield \`\${${groups}.size}\`;`,
      ],
      [
        `const ${list} = [...new Set(${containers()}.map((${c}) => ${textOf(c)}))];`,
        `yield { msg: ${list}.toSorted().join(), details: ${list}.length };`,
        `if (${list}.length !== ${containers()}.length) yield "twice";`,
      ],
      [
        `const ${list} = ${containers()}.filter((${c}, i, all) => all.findIndex((other) => other.name === ${c}.name) ${pick(["!== i", "=== i"])});`,
        `yield { msg: "duplicates", details: ${list}.map((${c}) => ${textOf(c)}) };`,
      ],
      [
        `const ${list} = ${containers()}.toSorted((a, b) => b.name.length - a.name.length)[0];`,
        `yield \`\${${list}?.name ?? "none"} \${${list} !== undefined && ${about(list)} ? "yes" : "no"}\`;`,
      ],
      [
        `const ${list} = Math.max(0, ...${containers()}.map((${c}) => ${numberOf(c)}));`,
        `yield { msg: "most", details: ${containers()}.filter((${c}) => ${numberOf(c)} === ${list}).length };`,
      ],
    ]),
  );
};
