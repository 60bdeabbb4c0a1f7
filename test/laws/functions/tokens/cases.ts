import fc from "fast-check";
import type { Json } from "../../../../src/model.js";
import { hostileText } from "../../imported/hostile.js";

const encoded = (text: string) => Buffer.from(text, "utf8").toString("base64url");
const token = (header: Json, payload: Json, signature = "c2lnbmVk") =>
  `${encoded(JSON.stringify(header))}.${encoded(JSON.stringify(payload))}.${signature}`;

/** Texts, and what is said about each: nothing more than that it is one. */
const known: readonly (readonly [text: string, said: readonly string[]])[] = [
  // The one of RFC 7519, section 3.1: its JSON has line ends.
  [
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    ["is one", "is by joe", "ended at 1300819380"],
  ],
  // The one of RFC 7519, section 6.1, which nobody signed.
  [
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
    ["is one", "is by joe", "ended at 1300819380", "is not signed"],
  ],
  [token({}, {}), ["is one"]],
  [token({ alg: "RS256" }, { iss: "é日😀", exp: 9_999_999_999 }), ["is one", "is by é日😀"]],
  [token({ alg: ["none"] }, { iss: { a: 1 }, exp: "1" }), ["is one"]],
  [token([], {}), ["is none"]],
  [token({}, "claims"), ["is none"]],
  [token(null, {}), ["is none"]],
  [`${encoded("{}")}.${encoded('{"exp":1e9}')}.`, ["is none"]],
  [`${encoded("{}")}.${encoded('{"iss":"a","iss":"b"}')}.`, ["is none"]],
  [`${encoded("{}")}.${encoded('{"constructor":1,"__proto__":{"iss":"a"}}')}.`, ["is one"]],
  [`${token({}, {})}=`, ["is none"]],
  [`${encoded("{} ")}=.${encoded("{}")}.`, ["is none"]],
  [token({}, {}).replace(".", "\n."), ["is none"]],
  [`${token({}, {})}\n`, ["is none"]],
  [`${token({}, {})}.a.b`, ["is none"]],
  ["e30.e30", ["is none"]],
  ["e30.e30.", ["is one"]],
  ["e31.e30.", ["is none"]],
  ["e30+.e30.", ["is none"]],
  ["..", ["is none"]],
  ["", ["is none"]],
  [`${Buffer.from([0x7b, 0xff, 0x7d]).toString("base64url")}.e30.`, ["is none"]],
];

const part = fc.oneof(
  fc.json({ maxDepth: 2 }).map(encoded),
  fc
    .dictionary(fc.constantFrom("alg", "iss", "exp", "a"), fc.jsonValue({ maxDepth: 1 }))
    .map((claims) => encoded(JSON.stringify(claims))),
  fc.constantFrom("e30", "e3", "e30=", "", "bnVsbA", "W10"),
  hostileText,
  hostileText.map(encoded),
);
const texts = fc.array(part, { minLength: 2, maxLength: 4 }).map((parts) => parts.join("."));

export const cases = [
  ...known.map(([text]) => ({ parameters: { texts: [text] } })),
  ...Array.from({ length: 8 }, (_, seed) => ({ parameters: { texts: fc.sample(texts, { numRuns: 60, seed }) } })),
].map((one) => ({ ...one, object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } } }));

export function expected({
  parameters,
}: {
  readonly parameters?: { readonly texts?: Json };
}): readonly string[] | undefined {
  const said = known.find(
    ([text]) => Array.isArray(parameters?.texts) && parameters.texts.length === 1 && parameters.texts[0] === text,
  )?.[1];
  return said?.map((one) => `0 ${one}`);
}
