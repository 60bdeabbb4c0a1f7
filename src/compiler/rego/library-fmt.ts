import type { LibraryRule } from "./library-rule.js";

/** What JSON escapes, a DEL, which it does not, and the numbers that it may write in another way than JavaScript. */
const otherwiseInJson = "\\\\|\\x7f|(?:^|[\\[{ ])(?:-0|0[0-9]|[-0-9][0-9]*[.eE]|[-0-9][0-9]{15,15})";

/** JSON in which commas and colons stand between values only, and which differs from what OPA prints by the spaces behind them. */
const almostPrinted = '^(?:(?:"[^",:\\\\\\x7f]*"|[a-z]+|0|-?[1-9][0-9]{0,14})?(?:[\\[\\]{},:]|$))*$';

/** What stands between the spaces of what OPA prints. */
const printedParts = '(?:"[^"]*"|[^",:])*[,:]?';

/** What prints a value by its JSON, where that is all of it. */
function fmtOf(rule: string, whole?: string): string {
  const sorted = { a: 1, b: 2, c: 3, d: 4 };
  const started = whole === undefined ? "" : "\tnot is_set(value)\n";
  const more = whole === undefined ? "" : `\t${whole}\n`;
  return `# Any value as OPA prints it: JSON with spaces, mostly.
{${rule}}(value) := value if {
	is_string(value)
} else := strings.replace_n({",": ", ", ":": ": "}, text) if {
${started}	{writes_sorted_json}
	text := json.marshal(value)
	regex.match(\`${almostPrinted}\`, text)
${more}} else := printed if {
${started}	{writes_sorted_json}
	text := json.marshal(value)
${more}	parts := regex.find_all_string_submatch_n(\`${printedParts}\`, text, -1)
	printed := concat(" ", [part | some [part] in parts])
	not regex.match(\`${otherwiseInJson}\`, printed)
} else := {fmt_any}(value)

# Gatekeeper writes the keys of JSON in order, policy.wasm does not.
{writes_sorted_json} if json.marshal(${JSON.stringify(sorted).replaceAll(/[,:]/g, "$& ")}) == \`${JSON.stringify(sorted)}\`
`;
}

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
    needs: ["fmt_any"],
    text: fmtOf("fmt"),
  },
  /** The same where the module has sets, which JSON writes as lists. */
  fmt_with_sets: {
    needs: ["fmt_any"],
    text: fmtOf("fmt_with_sets", "json.unmarshal(text) == value"),
  },
  fmt_any: {
    needs: ["scalar"],
    text: `# Most values are three levels deep at the most, and JSON writes what is in them as OPA does. A backslash stands for
# what is deeper.
{fmt_any}(value) := printed if {
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
