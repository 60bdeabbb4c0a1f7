/**
 * TypeScript's library as programs get it. Binary data and reflection are a third of it, no policy that compiles uses them, and
 * parsing and binding them takes a tenth of a check; so they are left out of programs that do not speak of them.
 */
const names =
  "(?:(?:Big)?(?:Int|Uint|Float)\\d+(?:Clamped)?Array|(?:Shared)?ArrayBuffer|Atomics|DataView|Proxy|Reflect|WeakRef|FinalizationRegistry)";
const mentioned = new RegExp(`\\b${names}`);
const declares = new RegExp(
  `^(?:interface|type|declare (?:var|namespace)) ${names}(?:Constructor|Types|Like|View|Handler)?\\b`,
);
const isBlock = /^(?:interface|declare namespace) /;

/** Whether a file of the project speaks of what `withoutRareTypes` leaves out. */
export function mentionsRareTypes(text: string): boolean {
  return mentioned.test(text);
}

/** A file of TypeScript's library, as `getLibFiles` has it, without the declarations of binary data and reflection. */
export function withoutRareTypes(text: string): string {
  const [references = ""] = /^(?:\/\/\/.*\n)*/.exec(text) ?? [];
  const kept = statements(text.slice(references.length)).filter((statement) => !declares.test(statement));
  return references + kept.join("");
}

/** The top-level statements of declarations that have neither comments nor signs in strings. */
function statements(text: string): readonly string[] {
  const found: string[] = [];
  let start = 0;
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/[{}();]/g)) {
    if (sign === "{" || sign === "(") depth += 1;
    if (sign === "}" || sign === ")") depth -= 1;
    const ends = sign === ";" || (sign === "}" && isBlock.test(text.slice(start, start + 20)));
    if (depth > 0 || !ends) continue;
    found.push(text.slice(start, index + 1));
    start = index + 1;
  }
  return [...found, text.slice(start)];
}
