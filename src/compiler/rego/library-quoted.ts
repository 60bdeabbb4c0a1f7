import type { LibraryRule } from "./library-rule.js";
import { quotedText } from "./quoted-text.js";

const letters: { readonly [character: string]: string } = {
  '"': '\\"',
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** What Go escapes beside backslashes, which come first: policy.wasm replaces one after the other. */
const goEscapes = ['"', ...controls(), "\u007f"].map((character) => {
  const code = character.charCodeAt(0).toString(16).padStart(2, "0");
  return [quotedText(character), quotedText(letters[character] ?? `\\x${code}`)] as const;
});

/** The same for JSON. */
const jsonEscapes = ['"', ...controls()].map(
  (character) => [JSON.stringify(character), JSON.stringify(JSON.stringify(character).slice(1, -1))] as const,
);

function controls(): readonly string[] {
  return Array.from({ length: 32 }, (_, code) => String.fromCharCode(code));
}

/** Strings in quotes, as Go and as JSON.stringify write them. */
export const quotedLibrary: { readonly [name: string]: LibraryRule } = {
  quoted: {
    needs: [],
    text: `# A string in quotes, as Go writes it.
{quoted}(value) := concat("", ["\\"", value, "\\""]) if {
	not regex.match(\`["\\\\\\x00-\\x1f\\x7f]\`, value)
} else := concat("", ["\\"", strings.replace_n({escapes}, replace(value, "\\\\", "\\\\\\\\")), "\\""])

{escapes} := {
${goEscapes.map(([from, to]) => `\t${from}: ${to},`).join("\n")}
}
`,
  },
  json_text: {
    needs: [],
    text: `# A string in quotes, as JSON.stringify writes it.
{json_text}(value) := concat("", ["\\"", value, "\\""]) if {
	not regex.match(\`["\\\\\\x00-\\x1f]\`, value)
} else := concat("", ["\\"", strings.replace_n({json_escapes}, replace(value, "\\\\", "\\\\\\\\")), "\\""])

{json_escapes} := {
${jsonEscapes.map(([from, to]) => `\t${from}: ${to},`).join("\n")}
}
`,
  },
  quoted_list: {
    needs: ["quoted"],
    text: `# A list of strings as OPA prints it.
{quoted_list}(values) := concat("", ["[\\"", concat("\\", \\"", values), "\\"]"]) if {
	not regex.match(\`^$|["\\\\\\x00-\\x1f\\x7f]\`, concat("", values))
} else := concat("", ["[", concat(", ", [{quoted}(value) | some value in values]), "]"])
`,
  },
  quoted_set: {
    needs: ["quoted"],
    text: `# A set of strings as OPA prints it.
{quoted_set}(values) := concat("", ["{\\"", concat("\\", \\"", sort(values)), "\\"}"]) if {
	not regex.match(\`^$|["\\\\\\x00-\\x1f\\x7f]\`, concat("", values))
} else := "set()" if {
	values == set()
} else := concat("", ["{", concat(", ", [{quoted}(value) | some value in sort(values)]), "}"])
`,
  },
};
