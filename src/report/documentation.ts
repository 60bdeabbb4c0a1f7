/** The pages of docs/ that are made from the compiler's own tables, as Markdown. */
import type { Deviation } from "../compiler/deviations.js";
import type { DiagnosticRecord } from "../compiler/diagnostics/record.js";
import { cell, code, escaped, fenced, generated, page, table } from "./markdown.js";

/** What the language reference needs to know of a builtin. */
export interface DocumentedBuiltin {
  readonly owner: string;
  readonly name: string;
  readonly samples: readonly string[];
}

export interface LanguageTables {
  readonly builtins: readonly DocumentedBuiltin[];
  readonly properties: readonly DocumentedBuiltin[];
  /** What to write instead of functions that cannot be compiled, by their names. */
  readonly rewrites: { readonly [name: string]: string };
  readonly deviations: readonly Deviation[];
}

const groups: readonly (readonly [prefix: string, title: string])[] = [
  ["GW10", "The policy language"],
  ["GW20", "Modules, policies and constraints"],
  ["GW30", "Parameters"],
  ["GW40", "What Gatekeeper and Kubernetes take"],
  ["GW50", "What is most likely a mistake"],
];

/** `docs/diagnostics.md`: every record, with its examples. */
export function diagnosticsPage(records: readonly DiagnosticRecord[]): string {
  const grouped = groups.map(([prefix, title]) => ({
    title,
    members: records.filter(({ code }) => code.startsWith(prefix)),
  }));
  return page([
    "# Diagnostics",
    generated("src/compiler/diagnostics"),
    "Every diagnostic of the compiler has a code that is never given to another one. `gatewright explain GW1001` prints what stands here. Codes that begin with `TS` are TypeScript's own.",
    ...grouped.flatMap(({ title, members }) => [
      `## ${title}`,
      members.map(({ code, title: name }) => `- [${code}](#${code.toLowerCase()}) ${escaped(name)}`).join("\n"),
    ]),
    ...grouped.flatMap(({ members }) => members.flatMap(recordSection)),
  ]);
}

function recordSection({ code, title, message, help, why, bad, good }: DiagnosticRecord): readonly string[] {
  return [
    `<a id="${code.toLowerCase()}"></a>\n\n### ${code}: ${escaped(title)}`,
    `> ${places(message)}\n>\n> ${places(help)}`,
    why,
    `Gets it:\n\n${fenced(bad, `ts ${code}`)}`,
    `Put right:\n\n${fenced(good, "ts")}`,
  ];
}

/** `{name}` in a record stands for what a diagnostic names. */
function places(template: string): string {
  return escaped(template.replaceAll(/\{(\w+)\}/g, "‹$1›"));
}

const owners: { readonly [owner: string]: readonly [title: string, call: (name: string) => string] } = {
  gatewright: ["Of gatewright", (name) => `${name}()`],
  InventoryReader: ["The inventory", (name) => `inventory.${name}()`],
  Array: ["Lists", (name) => `list.${name}()`],
  ArrayConstructor: ["Lists", (name) => `Array.${name}()`],
  String: ["Texts", (name) => `text.${name}()`],
  Number: ["Numbers", (name) => `number.${name}()`],
  NumberConstructor: ["Numbers", (name) => `Number.${name}()`],
  Math: ["Numbers", (name) => `Math.${name}()`],
  ObjectConstructor: ["Objects", (name) => `Object.${name}()`],
  Set: ["Sets", (name) => `set.${name}()`],
  SetConstructor: ["Sets", (name) => `Set.${name}()`],
  DateConstructor: ["Everywhere", (name) => `Date.${name}()`],
  global: ["Everywhere", (name) => `${name}()`],
};

/** `docs/language.md`: what can be compiled, what to write instead of the rest, and the known deviations. */
export function languagePage({ builtins, properties, rewrites, deviations }: LanguageTables): string {
  const rows = [
    ...properties.map((row) => ({ ...row, spelling: spelling(row).replace("()", "") })),
    ...builtins.map((row) => ({ ...row, spelling: spelling(row) })),
  ];
  const titles = [...new Set([...Object.values(owners).map(([title]) => title), ...rows.map(titleOf)])];
  return page([
    "# The policy language",
    generated("src/compiler/builtins and src/compiler/deviations.ts"),
    "A policy is ordinary TypeScript. This page lists the functions that can be compiled; whatever else is used is a [diagnostic](diagnostics.md) at its place, never a silent difference.",
    "## Functions and properties",
    "The examples are the project's own tests: each of them is run as TypeScript, as `policy.wasm` and by Gatekeeper, and the three answers are compared. `text` is a string, `texts` a list of strings, `numbers` a list of numbers, `record` an object of strings, and `other` any of these.",
    ...titles.flatMap((title) => {
      const members = rows.filter((row) => titleOf(row) === title);
      return members.length === 0 ? [] : [`### ${title}`, table(["", "Examples"], members.map(builtinRow))];
    }),
    "## What to write instead",
    table(
      ["Instead of", ""],
      Object.entries(rewrites).map(([name, rewrite]) => [code(nameOf(name)), cell(rewrite)]),
    ),
    "## Known deviations",
    "For every policy that compiles, and every review that fits its types, TypeScript, `policy.wasm` and Gatekeeper give the same violations, except for what stands here. A test shows each entry by running all three.",
    ...[...new Set(deviations.map(({ reason }) => reason))].flatMap((why) => [
      table(
        ["", "TypeScript", "Rego"],
        deviations
          .filter(({ reason }) => reason === why)
          .map(({ topic, typescript, rego }) => [topic, typescript, rego].map(cell)),
      ),
      escaped(why),
    ]),
  ]);
}

function titleOf({ owner }: DocumentedBuiltin): string {
  return owners[owner]?.[0] ?? owner;
}

function spelling({ owner, name }: DocumentedBuiltin): string {
  return owners[owner]?.[1](name) ?? `${owner}.${name}()`;
}

function nameOf(declared: string): string {
  const [owner, name] = declared.split(".");
  return name === undefined ? `${declared}()` : spelling({ owner: owner as string, name, samples: [] });
}

function builtinRow({ spelling, samples }: { readonly spelling: string; readonly samples: readonly string[] }) {
  return [code(spelling), samples.map(code).join("<br>")];
}
