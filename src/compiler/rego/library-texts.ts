import type { LibraryRule } from "./library-rule.js";

/** What JavaScript's strings can do and OPA's builtins cannot. */
export const textLibrary: { readonly [name: string]: LibraryRule } = {
  last_index: {
    needs: [],
    text: `# Where a part is found last, or -1.
{last_index}(text, "") := count(text)

{last_index}(text, part) := (count(text) - count(part)) - position if {
	part != ""
	position := indexof(strings.reverse(text), strings.reverse(part))
	position >= 0
}

{last_index}(text, part) := -1 if {
	part != ""
	not contains(text, part)
}
`,
  },
  index_from: {
    needs: [],
    text: `# Where a part is found first from a position on, or -1.
{index_from}(text, "", start) := min([start, count(text)])

{index_from}(text, part, start) := start + position if {
	part != ""
	position := indexof(substring(text, start, -1), part)
	position >= 0
}

{index_from}(text, part, start) := -1 if {
	part != ""
	not contains(substring(text, start, -1), part)
}
`,
  },
  replaced_first: {
    needs: [],
    text: `# A text with the first occurrence of a part replaced.
{replaced_first}(text, "", by) := concat("", [by, text])

{replaced_first}(text, part, by) := concat("", [substring(text, 0, start), by, substring(text, end, -1)]) if {
	part != ""
	start := indexof(text, part)
	start >= 0
	end := start + count(part)
}

{replaced_first}(text, part, _) := text if {
	part != ""
	not contains(text, part)
}
`,
  },
  replacement: {
    needs: [],
    text: `# What JavaScript puts in the place of a part: "$&" is the part, and what stands before and behind it has a sign too.
{replacement}(by, part, before, after) := concat("$", [concat(part, between) |
	some one in split(by, "$$")
	between := [{sides_in}(piece, before, after) | some piece in split(one, "$&")]
])

{sides_in}(text, before, after) := concat(before, [concat(after, split(piece, "$'")) | some piece in split(text, "$\`")])
`,
  },
  replaced_first_by: {
    needs: ["replacement"],
    text: `# A text with the first occurrence of a part replaced by a text in which "$" has a meaning.
{replaced_first_by}(text, part, by) := concat("", [before, {replacement}(by, part, before, after), after]) if {
	contains(text, part)
	start := {true: 0, false: indexof(text, part)}[part == ""]
	before := substring(text, 0, start)
	after := substring(text, start + count(part), -1)
} else := text
`,
  },
  replaced_all_by: {
    needs: ["replacement"],
    text: `# A text with every occurrence of a part replaced by a text in which "$" has a meaning.
{replaced_all_by}(text, part, by) := concat("", array.concat(replaced, [last])) if {
	pieces := {pieces_between}(text, part)
	last := pieces[count(pieces) - 1]
	replaced := [concat("", [pieces[index], {replacement}(by, part, before, after)]) |
		some index in numbers.range(0, count(pieces) - 2)
		before := concat(part, array.slice(pieces, 0, index + 1))
		after := concat(part, array.slice(pieces, index + 1, count(pieces)))
	]
	contains(text, part)
} else := text

{pieces_between}(text, part) := split(text, part) if part != ""

{pieces_between}(text, "") := array.concat(array.concat([""], [one | some one in split(text, ""); one != ""]), [""])
`,
  },
  repeated: {
    needs: [],
    text: `# A text, some times over.
{repeated}(text, times) := concat("", [text | some _ in numbers.range(1, times)]) if times >= 1

{repeated}(_, times) := "" if times < 1
`,
  },
  padding: {
    needs: ["repeated"],
    text: `# What a text lacks to be of a length.
{padding}(text, length, filler) := substring({repeated}(filler, missing), 0, missing) if {
	missing := length - count(text)
	missing > 0
}

{padding}(text, length, _) := "" if length <= count(text)
`,
  },
  code_point: {
    needs: [],
    text: `# The code point of a character, from the six bits of each digit of its UTF-8 in base64.
{code_point}(character) := {code_point_of}([bits |
	some digit in split(trim_right(base64.encode(character), "="), "")
	bits := indexof("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", digit)
])

{code_point_of}([a, b]) := (a * 4) + floor(b / 16)

{code_point_of}([a, b, c]) := ((((a % 8) * 256) + (floor(b / 16) * 64)) + ((b % 4) * 16)) + floor(c / 4)

{code_point_of}([a, b, c, d]) := sum([(a % 4) * 16384, floor(b / 16) * 4096, (b % 4) * 1024, floor(c / 4) * 64, d])

{code_point_of}([a, b, c, d, e, f]) := sum([
	(a % 2) * 1048576,
	floor(b / 16) * 262144,
	(b % 4) * 65536,
	floor(c / 4) * 4096,
	d * 64,
	(e % 16) * 4,
	floor(f / 16),
])
`,
  },
  char_code: {
    needs: ["code_point"],
    text: `# The first UTF-16 unit of a character.
{char_code}(character) := code if {
	code := {code_point}(character)
	code < 65536
}

{char_code}(character) := 55296 + floor((code - 65536) / 1024) if {
	code := {code_point}(character)
	code >= 65536
}
`,
  },
};
