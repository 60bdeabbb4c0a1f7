import { Document, isScalar, Scalar, visit } from "yaml";
import type { Json } from "../model.js";

/**
 * A value as a YAML document that YAML 1.1 and 1.2 parsers read alike: those of kubectl, kustomize and the commands of gator differ.
 * A string stays plain only where no parser could take it for anything else, as key and as value: `y`, `on`, `0x1`, `1e3`
 * and `2024-01-01` are quoted. Texts of several lines are block literals; lines are never folded. Same value, same bytes.
 */
export function toYaml(value: Json): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (key, node) => {
      if (typeof node.value === "string") node.type = styleOf(node.value, key === "key");
    },
    Pair: (_, { key }) => {
      if (isScalar(key) && typeof key.value === "string") key.type = styleOf(key.value, true);
    },
  });
  return escapeUnprintable(document.toString({ lineWidth: 0, minContentWidth: 0 }));
}

function styleOf(text: string, isKey: boolean): Scalar.Type {
  if (!isKey && isBlock(text)) return Scalar.BLOCK_LITERAL;
  return isPlain(text) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
}

/** Several printable lines that no parser and no editor would change: the first is not indented, none has spaces behind. */
function isBlock(text: string): boolean {
  return /^[^\s#][^\n]*\n./s.test(text) && !/[ \t]$/m.test(text) && isPrintable(text);
}

/** What YAML's own grammar leaves out, or would break a line at: parsers refuse it, or change it. */
const unprintable =
  /[^\n\t\x20-\x7e\u{a0}-\u{2027}\u{202a}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function isPrintable(text: string): boolean {
  return text.search(unprintable) < 0;
}

/** Only quoted scalars can have such characters, for no other style is chosen then. */
function escapeUnprintable(yaml: string): string {
  return yaml.replaceAll(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Words that some parser takes for a boolean, for nothing, or for a number. */
const words = /^(?:y|n|yes|no|true|false|on|off|null|nan|inf|e[-+]?\d+)$/i;

/** Words of letters, digits and a few signs, separated by single spaces; a letter first, so that nothing looks like a number. */
function isPlain(text: string): boolean {
  return (
    /^[\p{L}/][\p{L}\p{N}_./@+()=-]*(?:(?:[:,;] ?| )[\p{L}\p{N}_./@+()=-]+)*[.;]?$/u.test(text) && !words.test(text)
  );
}
