import { fromBase64Url } from "../language/base64.js";
import { type Json, parseJson } from "../language/json.js";

/** What a JSON Web Token says, by whomever it is. */
export interface Jwt {
  /** `alg`, `kid`, `typ` */
  readonly header: { readonly [name: string]: Json };
  /** The claims: `iss`, `sub`, `aud`; `exp` and its like in seconds since 1970. */
  readonly payload: { readonly [name: string]: Json };
}

const compact = /^[-\w]+\.[-\w]+\.[-\w]*$/;

/**
 * The parts of a JSON Web Token in its compact form (RFC 7519), such as a Secret or an environment variable may hold. Nothing is verified:
 * what it says may be anybody's word.
 *
 *     const issuer = decodeJwt(value)?.payload["iss"];
 *     if (typeof issuer === "string" && issuer !== "https://issuer.example.com") yield `a token of ${issuer}`;
 *
 * @returns undefined for what is none: not three parts of base64url without padding, a header or claims that are no object of JSON as
 *   `parseJson` reads it (so that `exp: 1e9` and a claim that is there twice are none either), and for tokens that are encrypted
 */
export function decodeJwt(text: string): Jwt | undefined {
  if (!compact.test(text)) return undefined;
  const [first = "", second = ""] = text.split(".");
  const header = parseJson(fromBase64Url(first) ?? "");
  const payload = parseJson(fromBase64Url(second) ?? "");
  if (typeof header !== "object" || header === null || Array.isArray(header)) return undefined;
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return undefined;
  return { header, payload };
}
