import fc from "fast-check";
import { hostileText } from "../hostile.js";

/** Bytes of which UTF-8 is made, and of which it is not. */
const byte = fc.constantFrom(
  0x00,
  0x41,
  0x7f,
  0x80,
  0x8f,
  0x90,
  0x9f,
  0xa0,
  0xbf,
  0xc0,
  0xc1,
  0xc2,
  0xdf,
  0xe0,
  0xe1,
  0xec,
  0xed,
  0xee,
  0xef,
  0xf0,
  0xf1,
  0xf3,
  0xf4,
  0xf5,
  0xff,
);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 8 }),
  fc.array(byte, { maxLength: 6 }).map((all) => Uint8Array.from(all)),
);
const base64 = fc.oneof(
  bytes.map((all) => Buffer.from(all).toString("base64")),
  bytes.map((all) => Buffer.from(all).toString("base64url")),
  hostileText.map((text) => Buffer.from(text).toString("base64")),
);
const encoded = fc.oneof(
  { weight: 4, arbitrary: base64 },
  {
    weight: 1,
    arbitrary: fc.tuple(base64, fc.constantFrom("=", "==", "\n", " ", "A", "-", "+")).map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9+/=_-]{0,12}$/) },
  { weight: 1, arbitrary: hostileText },
);

const part = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9.%@:~-]{0,6}$/),
  fc.constantFrom("", "a", "%41", "%4", "é", " ", "\\", "[", "日"),
);
const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(
      fc.constantFrom("https://", "HTTP://", "a+b.c-1://", "1a://", "https:", "//", ""),
      fc.oneof(
        fc.constant(""),
        part.map((user) => `${user}@`),
      ),
      fc.oneof(part, fc.constantFrom("example.com", "[::1]", "[", "[]", "[::1", "[1.2.3.4]")),
      fc.oneof(
        fc.constant(""),
        fc.nat(70_000).map((port) => `:${port}`),
        fc.constantFrom(":", ":080", ":-1", ":1e3"),
      ),
      fc.oneof(
        fc.constant(""),
        part.map((path) => `/${path}`),
      ),
      fc.oneof(
        fc.constant(""),
        part.map((query) => `?${query}`),
      ),
      fc.oneof(
        fc.constant(""),
        part.map((fragment) => `#${fragment}`),
      ),
    )
    .map((parts) => parts.join("")),
  hostileText,
);

export const values = fc.record({ text: fc.oneof(hostileText, fc.string({ unit: "binary" })), encoded, url });

export const extremes = [
  {
    text: "é".repeat(5_000),
    encoded: Buffer.from("日😀".repeat(2000)).toString("base64"),
    url: `https://${"a".repeat(20_000)}`,
  },
  {
    text: "",
    encoded: Buffer.from("\xff".repeat(5000), "latin1").toString("base64"),
    url: `https://a/${"%41/".repeat(5000)}`,
  },
  { text: "\0", encoded: "A".repeat(5001), url: `https://${"a@".repeat(5000)}` },
];
