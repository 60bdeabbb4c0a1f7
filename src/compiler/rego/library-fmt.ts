import type { LibraryRule } from "./library-rule.js";

/** What JSON escapes, a DEL, which it does not, and the numbers that it may write in another way than JavaScript. */
const otherwiseInJson = "\\\\|\\x7f|(?:^|[\\[{ ])(?:-0|0[0-9]|[-0-9][0-9]*[.eE]|[-0-9][0-9]{15,15})";

/** What prints a value by printing its parts. */
function fmtLevel(rule: string, inner: string): string {
  return `{${rule}}(value) := concat("", ["{", concat(", ", entries), "}"]) if {
	is_object(value)
	entries := [entry |
		some key in sort(object.keys(value))
		entry := concat(": ", [json.marshal(key), {${inner}}(value[key])])
	]
} else := concat("", ["[", concat(", ", parts), "]"]) if {
	is_array(value)
	parts := [{${inner}}(part) | some part in value]
} else := concat("", [left, concat(", ", parts), right]) if {
	is_set(value)
	parts := [{${inner}}(part) | some part in sort(value)]
	[left, right] := {true: ["set(", ")"], false: ["{", "}"]}[parts == []]
} else := json.marshal(value)
`;
}

/** Values of any kind as OPA prints them. */
export const fmtLibrary: { readonly [name: string]: LibraryRule } = {
  scalar: {
    needs: ["quoted", "number_text"],
    text: `# A value without parts, as it stands inside of others.
{scalar}(value) := {quoted}(value) if {
	is_string(value)
} else := {number_text}(value) if {
	is_number(value)
} else := json.marshal(value) if {
	value in {true, false, null}
}
`,
  },
  fmt: {
    needs: ["scalar"],
    text: `# Any value as OPA prints it. Most are three levels deep at the most, and JSON writes what is in them as OPA does.
# A backslash stands for what is deeper.
{fmt}(value) := value if {
	is_string(value)
} else := printed if {
	printed := {fmt_value}(value)
	not regex.match(\`${otherwiseInJson}\`, printed)
} else := {deep_fmt}(value)

${fmtLevel("fmt_value", "fmt_part")}
${fmtLevel("fmt_part", "fmt_inner_part")}
${fmtLevel("fmt_inner_part", "fmt_innermost")}
{fmt_innermost}(value) := "\\\\" if {
	type_name(value) in {"array", "object", "set"}
} else := json.marshal(value)

# A value of any depth. Its parts become pairs of a place and a text, in the order of their places.
{deep_fmt}(value) := concat("", [text | some [_, text] in sort({part | some part in {fmt_parts}(value)})])

{fmt_parts}(value) := {part |
	walk(value, [path, node])
	some part in {fmt_node}(value, path, node)
}

{fmt_node}(value, path, node) := {[path, concat("", [{fmt_key}(value, path), {scalar}(node)])]} if not {has_parts}(node)

{fmt_node}(value, path, node) := {
	[path, concat("", [{fmt_key}(value, path), {fmt_brackets}(node)[0]])],
	[array.concat(path, [set()]), {fmt_brackets}(node)[1]],
} if {
	{has_parts}(node)
}

{has_parts}(node) if is_array(node)

{has_parts}(node) if is_object(node)

{has_parts}(node) if is_set(node)

{fmt_brackets}(node) := ["[", "]"] if is_array(node)

{fmt_brackets}(node) := ["{", "}"] if is_object(node)

{fmt_brackets}(node) := ["{", "}"] if {
	is_set(node)
	node != set()
}

{fmt_brackets}(node) := ["set(", ")"] if node == set()

# What stands before a part: a comma unless it is the first, and its key in an object.
{fmt_key}(_, path) := "" if path == []

{fmt_key}(value, path) := concat("", [{fmt_comma}(siblings, key), {fmt_label}(siblings, key)]) if {
	path != []
	parent := array.slice(path, 0, count(path) - 1)
	walk(value, [parent, siblings])
	key := path[count(path) - 1]
}

default {fmt_comma}(_, _) := ", "

{fmt_comma}(siblings, key) := "" if {
	is_array(siblings)
	key == 0
}

{fmt_comma}(siblings, key) := "" if {
	is_object(siblings)
	key == min(object.keys(siblings))
}

{fmt_comma}(siblings, key) := "" if {
	is_set(siblings)
	key == min(siblings)
}

default {fmt_label}(_, _) := ""

{fmt_label}(siblings, key) := concat("", [{quoted}(key), ": "]) if is_object(siblings)
`,
  },
};
