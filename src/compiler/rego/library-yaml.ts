import {
  yamlContent,
  yamlEntry,
  yamlFlatList,
  yamlItem,
  yamlSpecials,
  yamlStart,
  yamlToken,
  yamlValue,
} from "../../yaml-lines.js";
import type { LibraryRule } from "./library-rule.js";

/** YAML in texts, which is made JSON level by level. OPA's own function and the one in the host of policy.wasm differ. */
export const yamlLibrary: { readonly [name: string]: LibraryRule } = {
  parsed_yaml: {
    needs: ["parsed_json"],
    text: `# The value that a text of YAML stands for, where all readers agree on it. Within, "\\r" begins a line of a deeper level, and
# "\\f" one that says nothing; blocks stand between U+0002, words between U+0003, and U+0007 for what is not read.
{parsed_yaml}(text) := {yaml_said}(replace(replace(written, "\\u0003~\\u0003", "null"), "\\u0003", "\\"")) if {
	count(text) <= 32768
	lines := replace(text, "\\r\\n", "\\n")
	regex.match(\`^[\\n -~\\x{A0}-\\x{2027}\\x{202A}-\\x{D7FF}\\x{E000}-\\x{FEFE}\\x{FF00}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]*$\`, lines)
	all := {yaml_lines}(lines)
	start := regex.find_all_string_submatch_n({yaml_start_pattern}, all, 1)[0][0]
	body := trim_prefix(all, start)
	startswith(concat("", [body, "\\n"]), "\\n")
	not regex.match(\`\\n(?:---|[.][.][.])\`, body)
	levels := {yaml_sixteen}({yaml_sixteen}({yaml_root}(body)))
	written := replace(levels, "\\u0003\\u0003", "")
	not regex.match({yaml_special_pattern}, written)
	not regex.match(\`[\\x02\\x07]\`, written)
}

# U+0006 stands for each value within another one, and U+0004 for brackets within brackets. With fewer values, a key was
# there twice; and policy.wasm takes null for a key.
{yaml_said}(written) := value if {
	not contains(written, "\\u0004")
	not contains(written, "null\\u0006:")
	value := json.unmarshal(replace(written, "\\u0006", ""))
	count([path | walk(value, [path, _])]) == count(split(written, "\\u0006"))
}

{yaml_said}(written) := {parsed_json}(replace(replace(written, "\\u0004", ""), "\\u0006", "")) if contains(written, "\\u0004")

{yaml_lines}(text) := concat("", [concat("\\f", [lines, gap]) | some [_, lines, gap] in found]) if {
	end := {true: "", false: "\\f\\u0001\\n"}[endswith(text, "\\n")]
	whole := concat("", ["\\n", text, end])
	found := regex.find_all_string_submatch_n(\`((?s:.*?))\\n( *(?:#[^\\n]*)?)(?m:$)\`, whole, -1)
}

{yaml_root}("") := "null"

{yaml_root}(body) := scalar if {
	body != ""
	scalar := {yaml_items}("", concat("", ["\\u0004 ", substring(body, 1, -1), "\\u0005"]))
	not contains(scalar, "\\u0002")
	not contains(scalar, "\\u0007")
} else := concat("", ["\\u0002", body, "\\u0002"]) if {
	body != ""
}

{yaml_sixteen}(written) := {yaml_four}({yaml_four}({yaml_four}({yaml_four}(written)))) if contains(written, "\\u0002")

{yaml_sixteen}(written) := written if not contains(written, "\\u0002")

{yaml_four}(written) := {yaml_level}({yaml_level}({yaml_level}({yaml_level}(written)))) if contains(written, "\\u0002")

{yaml_four}(written) := written if not contains(written, "\\u0002")

{yaml_level}(written) := concat("", [{yaml_part}(part) | some part in split(written, "\\u0002")])

{yaml_part}(part) := {yaml_block}(part, start) if {
	startswith(part, "\\n")
	start := regex.find_all_string_submatch_n(\`^\\n *\`, part, 1)[0][0]
} else := part

# A block whose lines begin with the same.
{yaml_block}(lines, start) := concat("", ["[\\u0006", {yaml_items}(indent, separated), "]"]) if {
	dash := concat("", [start, "-"])
	startswith(lines, dash)
	indent := substring(start, 1, -1)
	whole := replace(lines, concat("", [start, " "]), concat("", ["\\r", indent, " "]))
	separated := concat("", [replace(whole, dash, "\\u0005\\u0004"), "\\u0005"])
} else := concat("", ["{", {yaml_entries}(indent, separated), "}"]) if {
	dash := concat("", [start, "-"])
	indent := substring(start, 1, -1)
	whole := replace(lines, concat("", [start, " "]), concat("", ["\\r", indent, " "]))
	within := replace(whole, dash, concat("", ["\\r", indent, "-"]))
	separated := concat("", [replace(within, start, "\\u0005\\u0004"), "\\u0005"])
}

{yaml_entries}(indent, entries) := concat(",", [entry |
	some found in regex.find_all_string_submatch_n({yaml_entry_pattern}, entries, -1)
	value := {yaml_value}(indent, array.slice(found, 4, 10))
	entry := concat("\\u0006:", [{yaml_key}(found[1], found[2], found[3]), value])
])

{yaml_key}(quoted, single, words) := concat("", ["\\u0003", words, "\\u0003"]) if {
	words != ""
	count(words) <= 1000
} else := quoted if {
	quoted != ""
	count(quoted) <= 1000
} else := concat("", ["\\"", single, "\\""]) if {
	single != ""
	count(single) <= 1000
} else := "\\u0007"

{yaml_items}(indent, items) := concat("\\u0006,", [{yaml_item}(indent, found) |
	some found in regex.find_all_string_submatch_n({yaml_item_pattern}, items, -1)
])

{yaml_item}(indent, found) := concat("", ["\\u0002\\n", indent, " ", replace(found[7], "\\r", "\\n"), "\\u0002"]) if {
	found[7] != ""
} else := "\\u0007" if {
	found[8] != ""
} else := {yaml_value}(indent, array.slice(found, 1, 7))

{yaml_value}(indent, [same, words, single, flow, style, rest]) := same if {
	same != ""
} else := concat("", ["\\u0003", {yaml_escaped}(words), "\\u0003"]) if {
	words != ""
} else := concat("", ["\\u0002", replace(substring(rest, start, -1), "\\r", "\\n"), "\\u0002"]) if {
	style == ""
	start := indexof(rest, "\\r")
	start >= 0
} else := concat("", ["\\"", {yaml_escaped}(replace(inner, "''", "'")), "\\""]) if {
	single != ""
	inner := substring(single, 1, count(single) - 2)
} else := {yaml_flow}(flow) if {
	flow != ""
} else := {yaml_text}(indent, style, rest) if {
	style != ""
} else := "null"

{yaml_flow}(flow) := concat("\\u0006", {yaml_tokens}(flow)) if {
	regex.match({yaml_flat_list_pattern}, flow)
} else := concat("", ["\\u0004", concat("", {yaml_tokens}(flow))]) if {
	regex.match(concat("", ["^(?:", {yaml_token_pattern}, ")*$"]), flow)
} else := "\\u0007"

{yaml_tokens}(flow) := [token |
	some found in regex.find_all_string_submatch_n({yaml_token_pattern}, flow, -1)
	[_, sign, same, single, words, next] := found
	token := concat("", [sign, same, replace(single, "'", "\\""), "\\u0003", words, "\\u0003", next])
]

# A text in a block.
{yaml_text}(indent, style, rest) := concat("", ["\\"", said, end, "\\""]) if {
	{yaml_ends}(style, rest)
	lines := replace(replace(rest, "\\f\\u0001", ""), "\\f", "\\r")
	start := regex.find_all_string_submatch_n(\`^(?:\\r *)*(\\r +)[^ \\r]\`, lines, 1)[0][1]
	count(start) >= count(indent) + 2
	content := regex.find_all_string_submatch_n({yaml_content_pattern}, replace(lines, start, "\\n"), 1)[0][1]
	said := {yaml_text_of}(substring(style, 0, 1), content)
	end := {true: "", false: "\\\\n"}[endswith(style, "-")]
} else := "\\u0007"

# Readers differ about the end of a text that no line ends.
{yaml_ends}(style, _) if endswith(style, "-")

{yaml_ends}(_, rest) if not contains(rest, "\\f\\u0001")

{yaml_text_of}("|", content) := replace({yaml_escaped}(substring(replace(content, "\\r", "\\n"), 1, -1)), "\\n", "\\\\n")

{yaml_text_of}(">", content) := replace({yaml_escaped}(replace(folded, "\\n", " ")), "\\r", "\\\\n") if {
	not regex.match(\`\\n[ \\r\\n]\`, content)
	folded := trim_prefix(replace(content, "\\r\\n", "\\r"), "\\n")
}

{yaml_escaped}(text) := replace(replace(text, "\\\\", "\\\\\\\\"), "\\"", "\\\\\\"")

{yaml_entry_pattern} := concat({yaml_value_pattern}, [\`${yamlEntry[0]}\`, \`${yamlEntry[2]}\`])

{yaml_item_pattern} := concat({yaml_value_pattern}, [\`${yamlItem[0]}\`, \`${yamlItem[2]}\`])

{yaml_value_pattern} := \`${yamlValue}\`

{yaml_flat_list_pattern} := \`${yamlFlatList}\`

{yaml_token_pattern} := \`${yamlToken}\`

{yaml_content_pattern} := \`${yamlContent}\`

{yaml_special_pattern} := concat("", ["\\\\x03(?:", concat("|", {yaml_specials}), ")\\\\x03"])

# What some reader takes for no text: words of YAML 1.1, numbers, times.
{yaml_specials} := [
${yamlSpecials.map((pattern) => `\t\`${pattern}\`,`).join("\n")}
]

{yaml_start_pattern} := \`${yamlStart}\`
`,
  },
};
