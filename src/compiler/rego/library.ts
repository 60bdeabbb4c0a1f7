import { amountLibrary } from "./library-amounts.js";
import { base64Library } from "./library-base64.js";
import { cidrLibrary } from "./library-cidr.js";
import { globLibrary } from "./library-globs.js";
import { jsonLibrary } from "./library-json.js";
import { numberLibrary } from "./library-numbers.js";
import type { LibraryRule } from "./library-rule.js";
import { textLibrary } from "./library-texts.js";
import { timeLibrary } from "./library-times.js";
import { urlLibrary } from "./library-urls.js";
import { versionLibrary } from "./library-versions.js";
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

/** Texts as JavaScript and `fmt` write them, and what else OPA has no builtin for. */
export const library: { readonly [name: string]: LibraryRule } = {
  ...textLibrary,
  ...numberLibrary,
  ...amountLibrary,
  ...globLibrary,
  ...cidrLibrary,
  ...base64Library,
  ...urlLibrary,
  ...jsonLibrary,
  ...versionLibrary,
  ...timeLibrary,
  integer_text: {
    needs: [],
    text: `# All the digits of a whole number: policy.wasm formats 31 bits, and Go writes large numbers with an exponent.
{integer_text}(number) := format_int(number, 10) if {
	abs(number) < 2000000000
} else := concat("", [sign, {long_digits}(abs(number))]) if {
	abs(number) < 1000000000000000000000
	sign := {true: "-", false: ""}[number < 0]
} else := {large_text}(number, json.marshal(abs(number)))

{long_digits}(number) := concat("", [format_int(high, 10), {nine_digits}(number)]) if {
	number < 2000000000000000000
	high := (number - (number % 1000000000)) / 1000000000
}

{long_digits}(number) := concat("", [format_int(high, 10), {nine_digits}(middle), {nine_digits}(number)]) if {
	number >= 2000000000000000000
	middle := (number - (number % 1000000000)) / 1000000000
	high := (middle - (middle % 1000000000)) / 1000000000
}

{nine_digits}(number) := substring(format_int(1000000000 + (number % 1000000000), 10), 1, -1)

{large_text}(number, _) := {true: "-Infinity", false: "Infinity"}[number < 0] if abs(number) > 1.7976931348623157e308

{large_text}(number, text) := json.marshal(number) if {
	abs(number) <= 1.7976931348623157e308
	contains(text, "e")
}

{large_text}(number, text) := concat("", [sign, point, "e+", format_int(count(text) - 1, 10)]) if {
	abs(number) <= 1.7976931348623157e308
	not contains(text, "e")
	sign := {true: "-", false: ""}[number < 0]
	digits := trim_right(text, "0")
	point := trim_right(concat(".", [substring(digits, 0, 1), substring(digits, 1, -1)]), ".")
}
`,
  },
  number_text: {
    needs: ["integer_text", "is_whole"],
    text: `# A number as JavaScript writes it: exponents only where it writes them, and without zeros that say nothing.
{number_text}(number) := digits if {
	digits := json.marshal(number)
	regex.match(\`^(0|[1-9][0-9]{0,14})$\`, digits)
} else := {integer_text}(number) if {
	{is_whole}(number)
} else := concat("", [sign, {fraction_text}(abs(number))]) if {
	sign := {true: "-", false: ""}[number < 0]
}

{fraction_text}(number) := trim_right(text, "0") if {
	text := json.marshal(number)
	not contains(text, "e")
}

{fraction_text}(number) := concat("", [whole, ".", substring(digits, count(whole), -1)]) if {
	[mantissa, _] := split(json.marshal(number), "e+")
	whole := {integer_text}(floor(number))
	digits := replace(mantissa, ".", "")
}

{fraction_text}(number) := concat("", [zeros, replace(mantissa, ".", "")]) if {
	[mantissa, exponent] := split(json.marshal(number), "e-")
	zeros := {"05": "0.0000", "06": "0.00000"}[exponent]
}

{fraction_text}(number) := concat("", [shortest, "e-", trim_left(exponent, "0")]) if {
	[mantissa, exponent] := split(json.marshal(number), "e-")
	not exponent in {"05", "06"}
	shortest := {true: trim_right(trim_right(mantissa, "0"), "."), false: mantissa}[contains(mantissa, ".")]
}
`,
  },
  overlay: {
    needs: [],
    text: `# The entries of all objects; of those under one key, the last one.
{overlay}(base, others) := object.union(
	object.remove(base, {key | some other in others; some key, _ in other}),
	{key: value |
		some i, other in others
		some key, value in other
		every later in array.slice(others, i + 1, count(others)) {
			not key in object.keys(later)
		}
	},
)
`,
  },
  group_sets: {
    needs: [],
    text: `# Sets by key, with what the pairs of a key and a list add to them.
{group_sets}(groups, pairs) := object.union(groups, {key: all |
	some [key, _] in pairs
	added := {item | some [other, items] in pairs; other == key; some item in items}
	all := object.get(groups, key, set()) | added
})
`,
  },
  group_lists: {
    needs: [],
    text: `# Lists by key, with what the pairs of a key and a list add to them.
{group_lists}(groups, pairs) := object.union(groups, {key: array.concat(object.get(groups, key, []), added) |
	some [key, _] in pairs
	added := [item | some [other, items] in pairs; other == key; some item in items]
})
`,
  },
  group_sums: {
    needs: [],
    text: `# Numbers by key, with what the pairs of a key and a number add to them.
{group_sums}(groups, pairs) := object.union(groups, {key: total |
	some [key, _] in pairs
	total := object.get(groups, key, 0) + sum([number | some [other, number] in pairs; other == key])
})
`,
  },
  first_by_key: {
    needs: [],
    text: `# Entries by key, with what the first of the pairs of a new key and a value adds to them.
{first_by_key}(entries, pairs) := object.union(entries, {key: values[0] |
	some [key, _] in pairs
	not key in object.keys(entries)
	values := [value | some [other, value] in pairs; other == key]
})
`,
  },
  greatest_of: {
    needs: [],
    text: `# Of pairs of a measure and a value, the values with the greatest measure.
{greatest_of}(pairs) := [value | some [measure, value] in pairs; measure == greatest] if {
	greatest := max([measure | some [measure, _] in pairs])
}
`,
  },
  least_of: {
    needs: [],
    text: `# Of pairs of a measure and a value, the values with the least measure.
{least_of}(pairs) := [value | some [measure, value] in pairs; measure == least] if {
	least := min([measure | some [measure, _] in pairs])
}
`,
  },
  text: {
    needs: ["number_text"],
    text: `# A string, a number, a boolean or null as a template literal writes it.
{text}(value) := value if {
	is_string(value)
} else := {number_text}(value) if {
	is_number(value)
} else := json.marshal(value) if {
	value in {true, false, null}
}
`,
  },
  remainder: {
    needs: [],
    text: `# The remainder has the sign of the dividend.
{remainder}(number, divisor) := abs(number) % abs(divisor) if number >= 0

{remainder}(number, divisor) := 0 - (abs(number) % abs(divisor)) if number < 0
`,
  },
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
{quoted_list}(values) := concat("", ["[", concat(", ", [{quoted}(value) | some value in values]), "]"])
`,
  },
  quoted_set: {
    needs: ["quoted"],
    text: `# A set of strings as OPA prints it.
default {quoted_set}(_) := "set()"

{quoted_set}(values) := concat("", ["{", concat(", ", [{quoted}(value) | some value in sort(values)]), "}"]) if values != set()
`,
  },
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
