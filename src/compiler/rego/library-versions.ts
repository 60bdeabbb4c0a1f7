import type { LibraryRule } from "./library-rule.js";

const number = "(0|[1-9][0-9]{0,14})";
const identifier = "(?:0|[1-9][0-9]{0,14}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
const build = "(?:[+][0-9A-Za-z-]+(?:[.][0-9A-Za-z-]+)*)";

/** Versions, as lists whose order is theirs: numbers come before strings in Rego, as they do in semantic versions. */
export const versionLibrary: { readonly [name: string]: LibraryRule } = {
  number_or_zero: {
    needs: [],
    text: `{number_or_zero}("") := 0

{number_or_zero}(digits) := to_number(digits) if digits != ""
`,
  },
  version: {
    needs: ["number_or_zero"],
    text: `# A semantic version: "v1.31.2-rc.1" is [1, 31, 2, 0, "rc", 1], and "1.31.2" is [1, 31, 2, 1].
{version}(text) := array.concat([{number_or_zero}(part) | some part in [major, minor, patch, release]], identifiers) if {
	numbers := \`v?${number}(?:[.]${number}(?:[.]${number})?)?\`
	identifier := \`${identifier}\`
	prerelease := concat("", ["(?:-(", identifier, "(?:[.]", identifier, ")*))?"])
	pattern := concat("", ["^", numbers, prerelease, \`${build}?$\`])
	[_, major, minor, patch, before] := regex.find_all_string_submatch_n(pattern, text, 1)[0]
	release := {true: "1", false: "0"}[before == ""]
	identifiers := [{identifier_of}(part) | some part in split(before, "."); part != ""]
}

{identifier_of}(part) := to_number(part) if regex.match(\`^[0-9]+$\`, part)

{identifier_of}(part) := part if not regex.match(\`^[0-9]+$\`, part)
`,
  },
  api_version: {
    needs: ["number_or_zero"],
    text: `# The version of an API: "apps/v1beta2" is [1, 1, 2], and "v1" is [2, 1, 0].
{api_version}(text) := [stages[stage], to_number(major), {number_or_zero}(minor)] if {
	pattern := \`^(?:[a-z0-9.-]+/)?v([1-9][0-9]{0,8})(?:(alpha|beta)([1-9][0-9]{0,8}))?$\`
	[_, major, stage, minor] := regex.find_all_string_submatch_n(pattern, text, 1)[0]
	stages := {"alpha": 0, "beta": 1, "": 2}
}
`,
  },
};
