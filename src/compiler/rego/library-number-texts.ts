import type { LibraryRule } from "./library-rule.js";

/** Numbers, and what else has no parts, as JavaScript writes them. */
export const numberTextLibrary: { readonly [name: string]: LibraryRule } = {
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
};
