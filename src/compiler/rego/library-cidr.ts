import type { LibraryRule } from "./library-rule.js";

/** Blocks of addresses. OPA's own functions for them take other texts in Go than in policy.wasm. */
export const cidrLibrary: { readonly [name: string]: LibraryRule } = {
  cidr: {
    needs: ["digits_of"],
    text: `# A block of addresses, as its first and its last one, each with its family before its parts: "10.0.0.0/8" is
# [[4, 10, 0, 0, 0], [4, 10, 255, 255, 255]].
{cidr}(text) := [array.concat([family], first), array.concat([family], last)] if {
	pattern := \`^([0-9A-Fa-f:.]{1,45})(?:/(0|[1-9][0-9]{0,2}))?$\`
	[_, address, length] := regex.find_all_string_submatch_n(pattern, text, 1)[0]
	[family, width, parts] := {address_parts}(address)
	bits := {prefix_bits}(length, count(parts) * width)
	sizes := [{powers_of_two}[width - max([0, min([width, bits - (at * width)])])] | some at, _ in parts]
	first := [(part - (part % sizes[at])) | some at, part in parts]
	last := [(part + (sizes[at] - 1)) | some at, part in first]
}

{powers_of_two} := [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536]

{prefix_bits}("", most) := most

{prefix_bits}(length, most) := to_number(length) if to_number(length) <= most

{address_parts}(address) := [4, 8, [to_number(part) | some part in split(address, ".")]] if {
	regex.match(concat("", ["^", {dotted}, "$"]), address)
}

{address_parts}(address) := [6, 16, groups] if {
	halves := split({without_dots}(address), "::")
	sides := [{groups_of}(half, count(halves)) | some half in halves]
	count(sides) == count(halves)
	missing := 8 - sum([count(side) | some side in sides])
	{fits}(count(halves), missing)
	zeros := array.slice([0, 0, 0, 0, 0, 0, 0, 0], 0, missing)
	groups := array.concat(array.concat(sides[0], zeros), [group | some group in sides[1]])
	array.slice(groups, 0, 6) != [0, 0, 0, 0, 0, 65535]
}

# The pattern of an address of IPv4.
{dotted} := concat("", ["(?:", byte, "[.]){3,3}", byte]) if byte := \`(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\`

{fits}(1, 0)

{fits}(2, missing) if missing > 0

{groups_of}("", 2) := []

{groups_of}(half, _) := [{digits_of}(lower(group), 16) | some group in split(half, ":")] if {
	regex.match(\`^[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*$\`, half)
}

# An address of IPv6 whose last two groups may be written as one of IPv4.
{without_dots}(address) := address if not contains(address, ".")

{without_dots}(address) := concat("", [head, format_int((a * 256) + b, 16), ":", format_int((c * 256) + d, 16)]) if {
	pattern := concat("", ["^(.*:)(", {dotted}, ")$"])
	[_, head, tail] := regex.find_all_string_submatch_n(pattern, address, 1)[0]
	[a, b, c, d] := [to_number(part) | some part in split(tail, ".")]
}
`,
  },
  contains_block: {
    needs: [],
    text: `{contains_block}([first, last], [from, to]) if {
	first <= from
	to <= last
}
`,
  },
  overlaps_block: {
    needs: [],
    text: `{overlaps_block}([first, last], [from, to]) if {
	first <= to
	from <= last
}
`,
  },
};
