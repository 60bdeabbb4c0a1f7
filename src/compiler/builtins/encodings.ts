// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
/** Base64, hashes, URLs and JSON: what texts are written as, and what is written in them. */

import type { OperationName } from "../ir/operations.js";
import { call } from "../ir/terms.js";
import type { ts } from "../typescript.js";
import type { Builtin } from "./builtin.js";

/** A function of one text. `as` is what its answer may be called. */
function ofText(name: string, operation: OperationName, samples: readonly string[], as?: string): Builtin {
  return {
    owner: "gatewright",
    name,
    samples,
    value(site, to) {
      const term = call(operation, to.value(site.args[0] as ts.Expression, site.scope));
      return as === undefined ? term : to.named(as, term);
    },
  };
}

const hashed = (name: string) => [`${name}(text)`, `texts.map((x) => ${name}(x))`, `${name}(text + "日本語😀\\u0000")`];

export const encodings: readonly Builtin[] = [
  ofText("toBase64", "base64", ["toBase64(text)", "texts.map((x) => toBase64(`${x}é😀\\u0000`))"]),
  ofText(
    "fromBase64",
    "textOfBase64",
    [
      "fromBase64(text) ?? null",
      "fromBase64(toBase64(text)) ?? null",
      '["aGk=", "aGk", "aGk=\\n", "aGl=", "/w==", "w6k=", "wIA=", "7aCA", "8J+YgA==", "77u/", "AA==", "===="].map((x) => fromBase64(x) ?? null)',
    ],
    "text",
  ),
  ofText("toBase64Url", "base64Url", ["toBase64Url(text)", "texts.map((x) => toBase64Url(`${x}??>>😀`))"]),
  ofText(
    "fromBase64Url",
    "textOfBase64Url",
    [
      "fromBase64Url(text) ?? null",
      "fromBase64Url(toBase64Url(text)) ?? null",
      '["aGk=", "aGk", "Pz8-Pg", "Pz8+Pg", "a", "_w", "eyJzdWIiOiJhIn0"].map((x) => fromBase64Url(x) ?? null)',
    ],
    "text",
  ),
  ofText("sha256", "sha256", hashed("sha256")),
  ofText("sha1", "sha1", hashed("sha1")),
  ofText("md5", "md5", hashed("md5")),
  ofText(
    "parseJson",
    "parsedJson",
    [
      "parseJson(text) ?? null",
      "texts.map((x) => parseJson(`[${x},{}]`) ?? null)",
      "texts.map((x) => parseJson(JSON.stringify({ x, text })) ?? null)",
      "numbers.map((x) => parseJson(`${x}`) ?? null)",
      `['1', '-0.5', '1.50', '[]', '{}', 'null', 'false', ' [true, "é😀"] ', '{"a": {"b": [1, {}]}}'].map((x) => parseJson(x) ?? null)`,
      `['1e2', '01', '1.', '-0', '0.0000001', '1234567890123456', '[1,]', '[1 2]', '[1] 2', '{"a":1,"a":1}', '"', '', 'nul'].map((x) => parseJson(x) ?? null)`,
    ],
    "json",
  ),
  ofText(
    "parseYaml",
    "parsedYaml",
    [
      "parseYaml(text) ?? null",
      "texts.map((x) => parseYaml(`a: ${x}\\n${x}: [b, c]\\n`) ?? null)",
      "numbers.map((x) => parseYaml(`- ${x}`) ?? null)",
      `["a: 1", "", "# none", "---\\nname: web\\nports:\\n- 80\\n- name: \\"x\\"\\n  in: [1, 'a b', {c: null}]\\n", "a: |\\n  1\\n\\n  # 2\\nb: >-\\n  3\\n  4\\n", "- - ~\\n  - it's # so\\n-\\n  \\"b c\\": 'it''s'\\n"].map((x) => parseYaml(x) ?? null)`,
      '["a: yes", "a: 014", "a: 2026-11-22", "a: 1e3", "a: 12:30", "1: a", "a: 1\\na: 2", "a: &b 1", "a: *b", "a: !t b", "<<: {}", "a: b\\n  c", "a:\\tb", "a: 1\\n---\\nb: 2", "a: |+\\n  b\\n"].map((x) => parseYaml(x) ?? null)',
    ],
    "yaml",
  ),
  ofText(
    "parseUrl",
    "parsedUrl",
    [
      "parseUrl(text) ?? null",
      "texts.map((x) => parseUrl(`https://${x}/`)?.host ?? null)",
      '["https://registry.example.com:5000/v2?n=1#top", "HTTP://User:pass@Example.COM", "file:///etc", "https://[::1]:443?", "oci://a/b#", "s3://bucket/%20"].map((x) => parseUrl(x) ?? null)',
      '["https:/a", "//a", "https://a:65536", "https://a b", "https://é", "https://a/%2", "https://a\\\\b", "https://a:/", "https://a@b@c"].map((x) => parseUrl(x) ?? null)',
      "parseUrl(`https://a:${texts.length}`)?.port ?? 443",
    ],
    "url",
  ),
];
