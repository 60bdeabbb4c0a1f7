import type { LibraryRule } from "./library-rule.js";

const hex = "[0-9A-Fa-f]";
const unit = `u(?:[0-9A-Ca-cEeFf]${hex}${hex}${hex}|[Dd][0-7]${hex}${hex})`;
const pair = `u[Dd][89ABab]${hex}${hex}\\\\u[Dd][C-Fc-f]${hex}${hex}`;
const string = `"(?:[^"\\\\\\x00-\\x1f]|\\\\(?:["\\\\/bfnrt]|${unit}|${pair}))*"`;
const number = "-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?";
const token = `[\\[\\]{},:]|true|false|null|${string}|${number}`;

/** JSON in texts. Go takes JSON and nothing else; policy.wasm takes whatever it can make something of. */
export const jsonLibrary: { readonly [name: string]: LibraryRule } = {
  parsed_json: {
    needs: [],
    text: `# The value that a text of JSON stands for, where all readers agree on it.
{parsed_json}(text) := value if {
	regex.match(concat("", ["^(?:[ \\t\\r\\n]|", {json_token}, ")*$"]), text)
	tokens := [found[0] | some found in regex.find_all_string_submatch_n({json_token}, text, -1)]
	every token in tokens {
		{plain_token}(token)
	}
	kinds := concat("", [{token_kind}(token) | some token in tokens])
	{well_placed}(kinds)
	value := json.unmarshal(text)
	nodes := count([path | walk(value, [path, _])])
	{kinds_count}(kinds, \`[sv\\[{]\`) - {kinds_count}(kinds, ":") == nodes
}

{json_token} := \`${token}\`

{kinds_count}(kinds, kind) := count(regex.find_all_string_submatch_n(kind, kinds, -1))

# A number that all readers take for the same.
{plain_token}(token) if not regex.match(\`^[-0-9]\`, token)

{plain_token}(token) if {
	regex.match(\`^[-0-9]\`, token)
	not regex.match(\`^(?:-0(?:[.]0+)?|-?0[.]000000.*)$\`, token)
	count(replace(trim_left(token, "-"), ".", "")) <= 15
}

# The sign that a token is, "s" for a string, and "v" for what has no parts and is none.
{token_kind}(token) := object.get({"\\"": "s", "[": "[", "]": "]", "{": "{", "}": "}", ",": ",", ":": ":"}, first, "v") if {
	first := substring(token, 0, 1)
}

# Every token stands where one of its kind may, and no more than 64 lists and objects are within each other.
{well_placed}(kinds) if {
	not regex.match(\`[sv\\]}][sv\\[{]|[\\[{,:][,:]|[,:](?:[\\]}]|$)|\\{[^s}]|[^s]:|^[,:\\]}]|^$\`, kinds)
	not regex.match(\`(?:^|[^{,])s:|\\{s[^:]|\\[\\}\`, kinds)
	brackets := replace(replace({only_brackets}(kinds), "{", "["), "}", "]")
	halves := {without_pairs}({without_pairs}({without_pairs}({without_pairs}(brackets))))
	{without_pairs}({without_pairs}({without_pairs}({without_pairs}(halves)))) == ""
}

{only_brackets}(kinds) := replace(replace(replace(replace(kinds, "s", ""), "v", ""), ",", ""), ":", "")

# Without the eight innermost levels.
{without_pairs}(brackets) := {without_four}({without_four}(brackets))

{without_four}(brackets) := replace(replace(replace(replace(brackets, "[]", ""), "[]", ""), "[]", ""), "[]", "")
`,
  },
};
