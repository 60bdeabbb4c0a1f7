import type { LibraryRule } from "./library-rule.js";

/** The 32 bits that JavaScript's operators take of a number, kept without a sign. */
export const bitLibrary: { readonly [name: string]: LibraryRule } = {
  bits_of: {
    needs: [],
    text: `# The 32 bits of a number that JavaScript takes, without a sign. A float64 beyond 2^84 has none of them.
{bits_of}(number) := floor(number) % 4294967296 if {
	number >= 0
	number < 19342813113834066795298816
}

{bits_of}(number) := (4294967296 - (floor(abs(number)) % 4294967296)) % 4294967296 if {
	number < 0
	number > -19342813113834066795298816
}

{bits_of}(number) := 0 if abs(number) >= 19342813113834066795298816
`,
  },
  signed_bits: {
    needs: [],
    text: `# The number that 32 bits stand for, the first of which is its sign.
{signed_bits}(bits) := bits if bits < 2147483648

{signed_bits}(bits) := bits - 4294967296 if bits >= 2147483648
`,
  },
  signed_bits_right: {
    needs: [],
    text: `# 32 bits moved to the right, the first of which comes after itself.
{signed_bits_right}(all, by) := bits.rsh(all, by) if all < 2147483648

{signed_bits_right}(all, by) := bits.xor(bits.rsh(bits.xor(all, 4294967295), by), 4294967295) if all >= 2147483648
`,
  },
  based_text: {
    needs: ["padding"],
    text: `# The digits of a whole number to the base 2, 8 or 16, 12 bits at a time: policy.wasm formats 20 digits, of 31 bits.
{based_text}(number, base, width) := concat("", [sign, trim_left(concat("", parts), "0"), zero]) if {
	sign := {true: "-", false: ""}[number < 0]
	zero := {true: "0", false: ""}[number == 0]
	parts := [concat("", [{padding}(digits, width, "0"), digits]) |
		some size in [1152921504606846976, 281474976710656, 68719476736, 16777216, 4096, 1]
		part := ((abs(number) - (abs(number) % size)) / size) % 4096
		digits := format_int(part, base)
	]
}
`,
  },
};
