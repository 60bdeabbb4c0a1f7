/** How policies differ from those of Gatekeeper's community library: a paragraph of their doc comments, which names its fixtures. */
import { cell, escaped, generated, page, table } from "./markdown.js";
import { fixtureLink, paragraphs } from "./policy-text.js";

/** What a doc comment says, as Markdown. */
export interface Differences {
  /** Each with links to its fixtures at the end. */
  readonly differences: readonly string[];
  /** The other paragraphs. */
  readonly said: readonly string[];
}

const unlike = "Unlike the community library's:";

/** Tells the differences of a policy from what else its doc comment says. Throws when one names no fixture. */
export function differencesOf(name: string, comment: string): Differences {
  const all = paragraphs(comment);
  return {
    differences: all.filter(isDifference).map((text) => {
      const { told, fixtures } = read(name, text);
      return `${escaped(told)} See ${fixtures.join(" and ")}.`;
    }),
    said: all.filter((text) => !isDifference(text)),
  };
}

/** `docs/policies/differences.md` */
export function differencesPage(
  policies: readonly { readonly name: string; readonly comment: string; readonly policy: { readonly title: string } }[],
): string {
  const rows = policies.flatMap(({ name, comment, policy: { title } }) =>
    paragraphs(comment)
      .filter(isDifference)
      .map((text) => {
        const { told, fixtures } = read(name, text);
        return [`[${escaped(title)}](${name}.md)`, cell(told), fixtures.join("<br>")];
      }),
  );
  return page([
    "# Differences from the community library",
    generated("stdlib"),
    "Policies have the kinds, the parameters and the messages of [Gatekeeper's community library](https://github.com/open-policy-agent/gatekeeper-library), and say the same but for what stands here: there, the library's do something else than their documentation promises. A fixture shows each.",
    table(["Policy", "What differs", "Fixtures"], rows),
  ]);
}

function isDifference(text: string): boolean {
  return text.startsWith(unlike);
}

function read(name: string, text: string): { readonly told: string; readonly fixtures: readonly string[] } {
  const found = /^(.*[.]) See (`[a-z0-9-]+`(?: and `[a-z0-9-]+`)*)[.]$/.exec(text.slice(unlike.length).trim());
  if (found === null)
    throw new Error(`stdlib/${name}: a difference names its fixtures in its end, such as: See \`denied-missing\`.`);
  const [, told = "", fixtures = ""] = found;
  const names = fixtures.replaceAll("`", "").split(" and ");
  return {
    told: told.charAt(0).toUpperCase() + told.slice(1),
    fixtures: names.map((fixture) => fixtureLink(name, `${fixture}.yaml`)),
  };
}
