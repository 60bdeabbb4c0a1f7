import type { LibraryRule } from "./library-rule.js";

export const globLibrary: { readonly [name: string]: LibraryRule } = {
  matches_glob: {
    needs: ["code_point"],
    text: `# Whether a glob matches all of a text: "*" and "?" stand for what is no separator, "**" for anything.
{matches_glob}(glob, text, separators) if regex.match({glob_pattern}(glob, {glob_character}(separators)), text)

{glob_pattern}(glob, character) := concat("", ["(?s)^", concat("", parts), "$"]) if {
	parts := [{glob_part}(part[0], character) | some part in regex.find_all_string_submatch_n(\`[*]+|[?]|[^*?]+\`, glob, -1)]
}

{glob_character}("") := "."

{glob_character}(separators) := concat("", ["[^", concat("", codes), "]"]) if {
	codes := [concat("", ["\\\\x{", code, "}"]) |
		some separator in split(separators, "")
		code := format_int({code_point}(separator), 16)
	]
	codes != []
}

{glob_part}("*", character) := concat("", [character, "*"])

{glob_part}("?", character) := character

{glob_part}(text, _) := ".*" if startswith(text, "**")

# What stands for itself, between \\Q and \\E. policy.wasm ends a pattern at a zero.
{glob_part}(text, _) := concat("", ["\\\\Q", replace(escaped, "\\u0000", "\\\\E\\\\x00\\\\Q"), "\\\\E"]) if {
	not regex.match(\`[*?]\`, text)
	escaped := replace(text, "\\\\E", "\\\\E\\\\\\\\E\\\\Q")
}
`,
  },
};
