/** What the documentation tells people to run and to read is there. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { commands } from "../../src/cli/commands/index.js";
import { findRecord } from "../../src/compiler/diagnostics/index.js";
import { blocksOf, checkout, pages, proseOf } from "./pages.js";

const { scripts } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as {
  scripts: { readonly [name: string]: string };
};

const program = new Command();
for (const add of commands) add(program, async () => {});

/** Lines of shell blocks, without comments, and code in sentences. */
const said = pages
  .filter(({ name }) => !/^docs\/(diagnostics|language)\.md$/.test(name))
  .map((page) => {
    const shell = blocksOf(page).filter(({ language }) => language === "sh");
    const lines = shell.flatMap(({ text }) => text.split("\n").map((line) => line.replace(/(^|\s)#.*/, "")));
    return {
      name: page.name,
      text: [...lines, ...[...proseOf(page).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code)],
    };
  });

describe.each(said.filter(({ text }) => text.length > 0))("$name", ({ text }) => {
  const all = text.join("\n");

  test("names scripts of package.json", () => {
    for (const [, name = ""] of all.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g))
      expect(scripts).toHaveProperty([name]);
  });

  test("names commands and options of gatewright", () => {
    for (const [call, name = "", rest = ""] of all.matchAll(/\bgatewright ([a-z]+)([^\n&|;]*)/g)) {
      const command = program.commands.find((one) => one.name() === name);
      expect(command, call).toBeDefined();
      const options = command?.options.flatMap(({ long, short }) => [long, short]) ?? [];
      for (const [option] of rest.matchAll(/(?<=\s)--?[a-z][a-z-]*/g))
        expect([...options, "--help"], call).toContain(option);
    }
  });

  test("names files that are there", () => {
    const paths = [...all.matchAll(/(?<![\w/.-])(?:src|test|scripts|stdlib|docs|bin|\.ci)\/[\w./-]*\w\/?/g)].map(
      ([path]) => path,
    );
    expect(paths.filter((path) => !existsSync(join(checkout, path)))).toEqual([]);
  });
});

describe.each(pages)("$name", (page) => {
  test("links to files that are there", () => {
    const links = [
      ...proseOf(page)
        .replaceAll(/`[^`\n]+`/g, "")
        .matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g),
    ].map(([, to = ""]) => to);
    const missing = links.filter((to) => !/^https:/.test(to) && !existsSync(join(checkout, dirname(page.name), to)));
    expect(missing).toEqual([]);
  });

  test("names diagnostics that there are", () => {
    const codes = new Set([...proseOf(page).matchAll(/\bGW\d{4}\b/g)].map(([code]) => code));
    expect([...codes].filter((code) => code !== "GW1234" && findRecord(code) === undefined)).toEqual([]);
  });
});
