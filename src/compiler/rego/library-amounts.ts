import type { LibraryRule } from "./library-rule.js";

/** Exact amounts. OPA in Go keeps 64 bits of a sum or a product, so amounts are reckoned in parts of nine digits. */
export const amountLibrary: { readonly [name: string]: LibraryRule } = {
  quantity: {
    needs: ["carried", "product_parts"],
    text: `# A quantity of Kubernetes in parts of nine digits, from those before 10^36 to those after 10^-9: "1.5Gi" is
# [0, 0, 0, 1, 610612736, 0, 0]. What is finer than 1n is rounded up. Most need no more than 64 bits.
{quantity}(value) := [0, 0, 0, (whole - ones) / 1000000000, ones, rest * 1000000, 0] if {
	suffix := trim_left(value, "0123456789")
	digits := trim_suffix(value, suffix)
	count(digits) <= 15
	millis := to_number(digits) * {short_factors}[suffix]
	millis < 9000000000000000000
	rest := millis % 1000
	whole := (millis - rest) / 1000
	ones := whole % 1000000000
} else := [0, 0, 0, (whole - ones) / 1000000000, ones, rest * 1000000, 0] if {
	suffix := trim_left(value, "0123456789.")
	[digits, decimals] := split(trim_suffix(value, suffix), ".")
	count(digits) <= 3
	size := to_number(concat("", [digits, decimals])) * {1: 100, 2: 10, 3: 1}[count(decimals)]
	millis := (size * {short_factors}[suffix]) / 1000
	millis < 9000000000000000
	rest := millis % 1000
	whole := (millis - rest) / 1000
	ones := whole % 1000000000
} else := [0, 0, 0, (value - ones) / 1000000000, ones, 0, 0] if {
	is_number(value)
	value >= 0
	value < 1000000000000000
	ones := value % 1000000000
} else := {amount_of}(value) if {
	is_string(value)
} else := {amount_of}(json.marshal(value)) if {
	is_number(value)
}

{amount_of}(text) := {carried}([product([sign, part]) | some part in parts]) if {
	regex.match(\`^[+-]?[.]?[0-9]\`, text)
	pattern := \`^([+-]?)([0-9]*)(?:[.]([0-9]*))?([numkMGTPE]?|[KMGTPE]i|[eE][+-]?[0-9]{1,9})$\`
	[_, signs, whole, fraction, suffix] := regex.find_all_string_submatch_n(pattern, text, 1)[0]
	sign := {"-": -1, "+": 1, "": 1}[signs]
	decimal := {decimal_parts}(whole, fraction, {decimal_exponent}(suffix))
	factor := object.get({binary_factors}, suffix, [0, 0, 1])
	[e36, e27, e18, e9, ones, nanos, attos] := {carried}({product_parts}(decimal, factor))
	[e36, e27] == [0, 0]
	e18 < 1000
	parts := [0, 0, e18, e9, ones, nanos + min([attos, 1]), 0]
}

# Thousandths.
{short_factors} := {
	"m": 1,
	"": 1000,
	"k": 1000000,
	"M": 1000000000,
	"G": 1000000000000,
	"Ki": 1024000,
	"Mi": 1048576000,
	"Gi": 1073741824000,
	"T": 1000000000000000,
	"Ti": 1099511627776000,
}

# A decimal with its point moved, between zeros for what is not written. What its last part cannot hold is rounded up.
{decimal_parts}(whole, fraction, exponent) := [e18, e9, ones, nanos, attos + min([1, count(finer)])] if {
	zeros := "000000000000000000000000000000000000000000000"
	digits := concat("", [zeros, whole, fraction, zeros])
	point := max([27, min([count(digits) - 18, (count(zeros) + count(whole)) + exponent])])
	trim_left(substring(digits, 0, point - 27), "0") == ""
	[e18, e9, ones, nanos, attos] := [to_number(substring(digits, point + from, 9)) | some from in [-27, -18, -9, 0, 9]]
	finer := trim_left(substring(digits, point + 18, -1), "0")
}

{decimal_exponent}(suffix) := {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}[suffix]

{decimal_exponent}(suffix) := to_number(trim_left(substring(suffix, 1, -1), "+")) if regex.match(\`[0-9]\`, suffix)

{decimal_exponent}(suffix) := 0 if endswith(suffix, "i")

{binary_factors} := {
	"Ki": [0, 0, 1024],
	"Mi": [0, 0, 1048576],
	"Gi": [0, 1, 73741824],
	"Ti": [0, 1099, 511627776],
	"Pi": [0, 1125899, 906842624],
	"Ei": [1, 152921504, 606846976],
}
`,
  },
  product_of: {
    needs: ["carried", "product_parts"],
    text: `# The product of two amounts, the second of which is rarely large.
{product_of}(amount, factor) := [0, 0, (all - e9) / 1000000000, e9, ones, nanos, 0] if {
	[0, 0, 0, amount_e9, amount_ones, amount_nanos, 0] = amount
	[0, 0, 0, 0, times, 0, 0] = factor
	all_nanos := amount_nanos * times
	nanos := all_nanos % 1000000000
	all_ones := (amount_ones * times) + ((all_nanos - nanos) / 1000000000)
	ones := all_ones % 1000000000
	all := (amount_e9 * times) + ((all_ones - ones) / 1000000000)
	e9 := all % 1000000000
} else := [0, 0, (all - e9) / 1000000000, e9, ones, nanos, attos] if {
	[0, 0, 0, amount_e9, amount_ones, amount_nanos, 0] = amount
	[0, 0, 0, 0, factor_ones, factor_nanos, 0] = factor
	all_attos := amount_nanos * factor_nanos
	attos := all_attos % 1000000000
	all_nanos := sum([amount_nanos * factor_ones, amount_ones * factor_nanos, (all_attos - attos) / 1000000000])
	nanos := all_nanos % 1000000000
	all_ones := sum([amount_ones * factor_ones, amount_e9 * factor_nanos, (all_nanos - nanos) / 1000000000])
	ones := all_ones % 1000000000
	all := (amount_e9 * factor_ones) + ((all_ones - ones) / 1000000000)
	e9 := all % 1000000000
} else := {carried}({product_parts}({four_parts}(amount), {four_parts}(factor)))

{four_parts}([e36, e27, e18, e9, ones, nanos, _]) := [above, e9, ones, nanos] if {
	above := ((e36 * 1000000000000000000) + (e27 * 1000000000)) + e18
}
`,
  },
  total_of: {
    needs: ["carried"],
    text: `# The sum of amounts.
{total_of}(amounts) := {carried}([sum([amount[at] | some amount in amounts]) | some at in numbers.range(0, 6)])
`,
  },
  product_parts: {
    needs: [],
    text: `{product_parts}(parts, others) := [sum(products) |
	some position in numbers.range(0, (count(parts) + count(others)) - 2)
	products := [product([part, others[position - at]]) | some at, part in parts]
]
`,
  },
  carried: {
    needs: [],
    text: `# What a part holds beyond nine digits goes to the part before it.
{carried}([e36, e27, e18, e9, ones, nanos, attos]) := parts if {
	nanos_carried := nanos + {beyond}(attos)
	ones_carried := ones + {beyond}(nanos_carried)
	e9_carried := e9 + {beyond}(ones_carried)
	e18_carried := e18 + {beyond}(e9_carried)
	e27_carried := e27 + {beyond}(e18_carried)
	rest := [e27_carried, e18_carried, e9_carried, ones_carried, nanos_carried, attos]
	parts := array.concat([e36 + {beyond}(e27_carried)], [{nine_digits_of}(part) | some part in rest])
}

{nine_digits_of}(number) := ((number % 1000000000) + 1000000000) % 1000000000

{beyond}(number) := (number - {nine_digits_of}(number)) / 1000000000
`,
  },
};
