import type { LibraryRule } from "./library-rule.js";

/** Durations and times, as exact amounts in seconds. */
export const timeLibrary: { readonly [name: string]: LibraryRule } = {
  duration: {
    needs: ["carried", "product_parts", "total_of"],
    text: `# A duration of Go in seconds: "1h30m" is [0, 0, 0, 0, 5400, 0, 0]. What is finer than a nanosecond is cut off.
{duration}(text) := {carried}([product([sign, part]) | some part in parts]) if {
	regex.match(\`^[+-]?(?:0|(?:(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:ns|us|µs|μs|ms|s|m|h)){1,20})$\`, text)
	found := regex.find_all_string_submatch_n(\`([0-9]*)[.]?([0-9]*)(ns|us|µs|μs|ms|s|m|h)\`, text, -1)
	spans := [{span}(trim_left(whole, "0"), fraction, unit) | some [_, whole, fraction, unit] in found]
	count(spans) == count(found)
	parts := {total_of}(spans)
	sign := {true: -1, false: 1}[startswith(text, "-")]
	last := {-1: 854775808, 1: 854775807}[sign]
	parts <= [0, 0, 0, 9, 223372036, last, 0]
}

{span}(whole, fraction, unit) := [0, 0, e18, e9, ones, nanos, 0] if {
	count(whole) < 20
	nines := concat("", [substring("000000000000000000000000000", 0, 27 - count(whole)), whole, fraction, "000000000000000000"])
	digits := [to_number(substring(nines, from, 9)) | some from in [0, 9, 18, 27, 36]]
	products := {product_parts}(digits, {unit_parts}[unit])
	[_, e18, e9, ones, nanos, _, _] := {carried}(array.concat([0], products))
}

{unit_parts} := {
	"ns": [0, 1],
	"us": [0, 1000],
	"µs": [0, 1000],
	"μs": [0, 1000],
	"ms": [0, 1000000],
	"s": [1, 0],
	"m": [60, 0],
	"h": [3600, 0],
}
`,
  },
  seconds_of: {
    needs: ["carried"],
    text: `{seconds_of}(nanos) := {carried}([0, 0, 0, 0, {beyond}(nanos), {nine_digits_of}(nanos), 0])
`,
  },
  time_of: {
    needs: ["carried"],
    text: `# A time of RFC 3339 in seconds since 1970.
{time_of}(text) := {carried}([0, 0, 0, 0, seconds, nanos, 0]) if {
	day := \`([0-9]{4,4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\`
	clock := \`([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:[.]([0-9]+))?\`
	offset := \`(?:Z|([+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))\`
	pattern := concat("", ["^", day, "T", clock, offset, "$"])
	found := regex.find_all_string_submatch_n(pattern, text, 1)[0]
	[years, months, days, hours, minutes, rest] := [to_number(part) | some part in array.slice(found, 1, 7)]
	days <= {days_of_month}(years, months)
	midnight := {days_since_epoch}(years, months, days) * 86400
	seconds := (midnight + (((hours * 3600) + (minutes * 60)) + rest)) - {offset_of}(found[8])
	nanos := to_number(substring(concat("", [found[7], "000000000"]), 0, 9))
}

{offset_of}("") := 0

{offset_of}(offset) := {"+": 1, "-": -1}[substring(offset, 0, 1)] * ((hours * 3600) + (minutes * 60)) if {
	[hours, minutes] := [to_number(part) | some part in split(substring(offset, 1, -1), ":")]
}

{days_of_month}(_, month) := 31 if month in {1, 3, 5, 7, 8, 10, 12}

{days_of_month}(_, month) := 30 if month in {4, 6, 9, 11}

{days_of_month}(year, 2) := 28 if not {leap_year}(year)

{days_of_month}(year, 2) := 29 if {leap_year}(year)

{leap_year}(year) if year % 400 == 0

{leap_year}(year) if {
	year % 4 == 0
	year % 100 > 0
}

# Years begin in March here, so that the day that some do not have is their last; 400 years more keep them above zero.
{days_since_epoch}(year, month, day) := (((years * 365) + leap_days) + of_year) - 865565 if {
	years := (year + 399) + {true: 1, false: 0}[month > 2]
	leap_days := ({quotient}(years, 4) - {quotient}(years, 100)) + {quotient}(years, 400)
	of_year := ({quotient}((((month + 9) % 12) * 153) + 2, 5) + day) - 1
}

{quotient}(number, divisor) := (number - (number % divisor)) / divisor
`,
  },
};
