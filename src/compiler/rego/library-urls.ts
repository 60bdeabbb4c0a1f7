import type { LibraryRule } from "./library-rule.js";

const escaped = "%[0-9A-Fa-f][0-9A-Fa-f]";
const name = "-A-Za-z0-9._~!$&'()*+,;=";

export const urlLibrary: { readonly [name: string]: LibraryRule } = {
  parsed_url: {
    needs: [],
    text: `# The parts of a URL that names a host.
{parsed_url}(text) := object.union_n([{"scheme": lower(scheme), "host": lower(host), "path": path}, ports, others]) if {
	user_part := \`((?:[${name}:]|${escaped})*@)?\`
	host_part := \`(?:\\[([0-9A-Fa-f:.]+)\\]|((?:[${name}]|${escaped})*))\`
	port_part := \`(?::(0|[1-9][0-9]{0,4}))?\`
	path_part := \`((?:/(?:[${name}:@]|${escaped})*)*)\`
	query_part := \`([?](?:[${name}:@/?]|${escaped})*)?\`
	fragment_part := \`(#(?:[${name}:@/?]|${escaped})*)?$\`
	parts := [\`^([A-Za-z][A-Za-z0-9+.-]*)://\`, user_part, host_part, port_part, path_part, query_part, fragment_part]
	pattern := concat("", parts)
	found := regex.find_all_string_submatch_n(pattern, text, 1)[0]
	[_, scheme, user, address, domain, port, path, query, fragment] := found
	host := concat("", [address, domain])
	ports := {"port": to_number(digits) | some digits in [port]; digits != ""}
	every number in ports {
		number <= 65535
	}
	named := {"user": trim_suffix(user, "@"), "query": substring(query, 1, -1), "fragment": substring(fragment, 1, -1)}
	given := {key | some key, part in {"user": user, "query": query, "fragment": fragment}; part != ""}
	others := {key: part | some key, part in named; key in given}
}
`,
  },
};
