import type { LibraryRule } from "./library-rule.js";

/** Of an exponent: too large, or too small, for a double. */
const beyond308 = "0*(309|3[1-9][0-9]|[4-9][0-9][0-9]|[1-9][0-9][0-9][0-9])";

/** Numbers in texts, as JavaScript reads them, and how it rounds them. A text that is none has none: the rule is undefined. */
export const numberLibrary: { readonly [name: string]: LibraryRule } = {
  number_of: {
    needs: ["digits_of"],
    text: `# The number that a text is, with space around it; 0 where there is nothing.
{number_of}(text) := 0 if trim_space(text) == ""

{number_of}(text) := {decimal_of}(trim_space(text)) if {
	regex.match(\`^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?$\`, trim_space(text))
}

{number_of}(text) := {true: -1e400, false: 1e400}[startswith(trim_space(text), "-")] if {
	regex.match(\`^[+-]?Infinity$\`, trim_space(text))
}

{number_of}(text) := {digits_of}(substring(digits, 2, -1), base) if {
	digits := lower(trim_space(text))
	regex.match(\`^(0x[0-9a-f]+|0o[0-7]+|0b[01]+)$\`, digits)
	base := {"x": 16, "o": 8, "b": 2}[substring(digits, 1, 1)]
}

# Beyond 1e308, numbers are too large or too small to be any but Infinity and 0.
{decimal_of}(text) := to_number(trim_left(text, "+")) + 0 if not regex.match(\`[eE][+-]?${beyond308}\`, text)

{decimal_of}(text) := 0 if regex.match(\`[eE]-${beyond308}\`, text)

{decimal_of}(text) := 0 if regex.match(\`^[+-]?[0.]*[eE]\\+?${beyond308}\`, text)

{decimal_of}(text) := {true: -1e400, false: 1e400}[startswith(text, "-")] if {
	regex.match(\`[1-9].*[eE]\\+?${beyond308}\`, text)
}
`,
  },
  leading_number: {
    needs: ["number_of"],
    text: `# The number that a text begins with.
{leading_number}(text) := {number_of}(parts[0]) if {
	pattern := \`^[+-]?(Infinity|([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?)\`
	parts := regex.find_all_string_submatch_n(pattern, trim_space(text), 1)[0]
}
`,
  },
  leading_integer: {
    needs: [],
    text: `# The whole number that a text begins with.
{leading_integer}(text) := to_number(trim_left(parts[0], "+")) + 0 if {
	parts := regex.find_all_string_submatch_n(\`^[+-]?[0-9]+\`, trim_space(text), 1)[0]
}
`,
  },
  leading_digits: {
    needs: ["digits_of"],
    text: `# The whole number that a text begins with, in digits to a base.
{leading_digits}(text, pattern, base) := {digits_of}(lower(parts[2]), base) * {true: -1, false: 1}[parts[1] == "-"] if {
	parts := regex.find_all_string_submatch_n(pattern, trim_space(text), 1)[0]
}
`,
  },
  digits_of: {
    needs: [],
    text: `# The value of digits to a base.
{digits_of}(text, base) := sum([value |
	some at, digit in split(strings.reverse(text), "")
	value := indexof("0123456789abcdefghijklmnopqrstuvwxyz", digit) * product([base | some other in numbers.range(0, at); other < at])
])
`,
  },
  rounded_down: {
    needs: [],
    text: `# The next whole number below. OPA's floor takes what lies between -1 and 0 for 0.
{rounded_down}(number) := floor(number) if number >= 0

{rounded_down}(number) := 0 - ceil(abs(number)) if number < 0
`,
  },
  rounded_up: {
    needs: [],
    text: `# The next whole number above. OPA's ceil takes what lies between -1 and 0 for 1.
{rounded_up}(number) := ceil(number) if number >= 0

{rounded_up}(number) := 0 - floor(abs(number)) if number < 0
`,
  },
  is_whole: {
    needs: [],
    text: `# Numbers beyond 2^53 have no fractions, and OPA's floor is not exact for the largest.
{is_whole}(number) if number == floor(number)

{is_whole}(number) if abs(number) >= 9007199254740992
`,
  },
  remainder: {
    needs: [],
    text: `# The remainder has the sign of the dividend.
{remainder}(number, divisor) := abs(number) % abs(divisor) if number >= 0

{remainder}(number, divisor) := 0 - (abs(number) % abs(divisor)) if number < 0
`,
  },
  remainder_of_fractions: {
    needs: ["remainder", "is_whole"],
    text: `# Rego's % takes whole numbers only.
{remainder_of_fractions}(number, divisor) := {remainder}(number, divisor) if {
	{is_whole}(number)
	{is_whole}(divisor)
} else := abs(number) - (abs(divisor) * floor(abs(number / divisor))) if {
	number >= 0
} else := (abs(divisor) * floor(abs(number / divisor))) - abs(number)
`,
  },
  fixed_text: {
    needs: ["integer_text", "repeated", "padding"],
    text: `# A number with a fixed number of digits after the point.
{fixed_text}(number, digits) := concat("", [sign, whole, point, fraction]) if {
	scaled := {integer_text}(floor((abs(number) * product([10 | some at in numbers.range(0, digits); at < digits])) + 0.5))
	padded := concat("", [{padding}(scaled, digits + 1, "0"), scaled])
	sign := {true: "-", false: ""}[number < 0]
	whole := substring(padded, 0, count(padded) - digits)
	point := {true: ".", false: ""}[digits > 0]
	fraction := substring(padded, count(padded) - digits, digits)
}
`,
  },
};
