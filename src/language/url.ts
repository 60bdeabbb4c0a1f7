/** What a URL is made of, as it is written: nothing in it is decoded. */
export interface Url {
  /** In lower case, without the colon. */
  readonly scheme: string;
  /** What stands before `@`, with the password. */
  readonly user?: string;
  /** In lower case; an address of IPv6 without its brackets. May be empty, as in `file:///etc`. */
  readonly host: string;
  readonly port?: number;
  /** Empty, or from the first slash on. */
  readonly path: string;
  /** Without the question mark. */
  readonly query?: string;
  /** Without the hash. */
  readonly fragment?: string;
}

const ESCAPE = "%[0-9A-Fa-f][0-9A-Fa-f]";
const NAME = "-A-Za-z0-9._~!$&'()*+,;=";
const FORM = new RegExp(
  [
    "^([A-Za-z][A-Za-z0-9+.-]*)://",
    `((?:[${NAME}:]|${ESCAPE})*@)?`,
    `(?:\\[([0-9A-Fa-f:.]+)\\]|((?:[${NAME}]|${ESCAPE})*))`,
    "(?::(0|[1-9][0-9]{0,4}))?",
    `((?:/(?:[${NAME}:@]|${ESCAPE})*)*)`,
    `([?](?:[${NAME}:@/?]|${ESCAPE})*)?`,
    `(#(?:[${NAME}:@/?]|${ESCAPE})*)?$`,
  ].join(""),
);

/**
 * The parts of a URL that names a host (RFC 3986): `parseUrl("https://registry.example.com:5000/v2?n=1")` has the scheme `https`, the
 * host `registry.example.com`, the port 5000, the path `/v2` and the query `n=1`. An absent port is absent, whatever the scheme.
 *
 * @returns undefined for what is none: without `//`, with characters that RFC 3986 does not allow (spaces, `\`, letters beyond
 *   ASCII), or with a port above 65535
 */
export function parseUrl(text: string): Url | undefined {
  const [, scheme, user, address, name = "", port, path = "", query, fragment] = FORM.exec(text) ?? [];
  if (scheme === undefined || Number(port ?? 0) > 65_535) return undefined;
  return {
    scheme: scheme.toLowerCase(),
    ...(user === undefined ? {} : { user: user.slice(0, -1) }),
    host: (address ?? name).toLowerCase(),
    ...(port === undefined ? {} : { port: Number(port) }),
    path,
    ...(query === undefined ? {} : { query: query.slice(1) }),
    ...(fragment === undefined ? {} : { fragment: fragment.slice(1) }),
  };
}
