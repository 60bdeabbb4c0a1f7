import type { LibraryRule } from "./library-rule.js";

/** The bits of UTF-8, a comma for each 1 and a point for each 0. */
const bits = (count: number) => (count === 1 ? "[.,]" : `[.,]{${count},${count}}`);
const next = `,[.]${bits(6)}`;
const utf8 = [
  `[.]${bits(7)}`,
  `,,[.](?:,${bits(4)}|[.](?:,${bits(3)}|[.](?:,${bits(2)}|[.],${bits(1)})))${next}`,
  `,,,[.][.][.][.][.],[.],${bits(5)}${next}`,
  `,,,[.](?:[.](?:,${bits(2)}|[.](?:,${bits(1)}|[.],))|,(?:[.]${bits(2)}|,(?:[.][.]|,${bits(1)})))${next}${next}`,
  `,,,[.],,[.],,[.][.]${bits(5)}${next}`,
  `,,,,[.][.][.][.],[.](?:,${bits(1)}|[.],)${bits(4)}${next}${next}`,
  `,,,,[.][.](?:,${bits(1)}|[.],)${next}${next}${next}`,
  `,,,,[.],[.][.],[.][.][.]${bits(4)}${next}${next}`,
];

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digits = [...alphabet].map((digit, value) => {
  const written = value.toString(2).padStart(6, "0").replaceAll("0", ".").replaceAll("1", ",");
  return `\t"${digit}": "${written}",`;
});

/** OPA's own functions differ: policy.wasm takes less than valid base64, and Go gives texts that are no UTF-8. */
export const base64Library: { readonly [name: string]: LibraryRule } = {
  from_base64: {
    needs: [],
    text: `# The text that base64 stands for, where it is one of UTF-8.
{from_base64}("") := ""

{from_base64}(text) := base64.decode(text) if {
	text != ""
	regex.match(\`^(?:[A-Za-z0-9+/]{4,4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2,2}[AEIMQUYcgkosw048]=)?$\`, text)
	bits := strings.replace_n({base64_bits}, trim_right(text, "="))
	regex.match({utf8_bits}, bits)
}

# Bits as points and commas, which are no digits themselves: policy.wasm replaces one after the other.
{base64_bits} := {
${digits.join("\n")}
}

# The characters of UTF-8 in bits, and what fills up the last digit.
{utf8_bits} := concat("", ["^(?:", concat("|", {utf8_characters}), ")*[.]{0,4}$"])

{utf8_characters} := [
${utf8.map((bits) => `\t\`${bits}\`,`).join("\n")}
]
`,
  },
  from_base64url: {
    needs: ["from_base64"],
    text: `# The same with other signs, and without padding or with it.
{from_base64url}(text) := {from_base64}(concat("", [standard, {base64_padding}(standard)])) if {
	not regex.match(\`[+/]\`, text)
	standard := replace(replace(text, "-", "+"), "_", "/")
}

{base64_padding}(text) := "" if endswith(text, "=")

{base64_padding}(text) := substring("===", 0, (4 - (count(text) % 4)) % 4) if not endswith(text, "=")
`,
  },
  to_base64url: {
    needs: [],
    text: `{to_base64url}(text) := replace(replace(trim_right(base64.encode(text), "="), "+", "-"), "/", "_")
`,
  },
};
