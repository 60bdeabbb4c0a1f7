/**
 * Writes texts.json: certificates of all forms that are met, and what becomes of them when bytes are changed, taken away or put in. All
 * bytes come from the numbers below, so that it writes the same again. Their signatures are those of nobody, as nothing verifies them.
 *
 *     node texts.mjs && go run .
 */
import { writeFileSync } from "node:fs";

/** A value in DER. */
function tlv(tag, ...contents) {
  const content = Buffer.concat(contents.map((one) => (typeof one === "string" ? Buffer.from(one, "utf8") : one)));
  const { length } = content;
  const stated = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...stated]), content]);
}

const bytes = (...numbers) => Buffer.from(numbers);
const sequence = (...parts) => tlv(0x30, ...parts);
const integer = (...numbers) => tlv(0x02, bytes(...numbers));
const identifier = (...numbers) => tlv(0x06, bytes(...numbers));
const bitString = (content) => tlv(0x03, bytes(0), content);
const utf8 = (text) => tlv(0x0c, text);
const printable = (text) => tlv(0x13, text);
const ia5 = (text) => tlv(0x16, text);
const latin1 = (text) => tlv(0x14, Buffer.from(text, "latin1"));
const bmp = (text) => tlv(0x1e, Buffer.from(text, "utf16le").swap16());
const utc = (text) => tlv(0x17, text);
const generalized = (text) => tlv(0x18, text);
const hosts = (...names) => names.map((name) => tlv(0x82, name));

const types = { CN: 3, SN: 4, C: 6, L: 7, ST: 8, street: 9, O: 10, OU: 11 };
const attribute = (type, value) => sequence(identifier(0x55, 4, types[type]), value);
/** A name of parts, each of which is a list of attributes, most often of one. */
const name = (...parts) =>
  sequence(...parts.map((attributes) => tlv(0x31, ...attributes.map((one) => attribute(...one)))));
const domain = sequence(identifier(0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25), ia5("example"));

const ecdsa = sequence(identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
const curvePoint = Buffer.from(
  "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
  "hex",
);
const ecKey = sequence(
  sequence(identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1), identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7)),
  bitString(curvePoint),
);
const rsaKey = sequence(
  sequence(identifier(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1), tlv(0x05)),
  bitString(sequence(tlv(0x02, bytes(0), Buffer.alloc(256, 0xc5)), integer(1, 0, 1))),
);

const extension = (id, value, critical = false) =>
  sequence(identifier(0x55, 0x1d, id), ...(critical ? [tlv(0x01, bytes(0xff))] : []), tlv(0x04, value));
const alternatives = (...names) => extension(17, sequence(...names));
const notACertificateAuthority = extension(19, sequence(), true);

const plain = name([["CN", printable("a")]]);
const year = sequence(utc("260101000000Z"), utc("270101000000Z"));

/** A certificate, of version 3 where it has extensions. */
function certificate({
  issuer = plain,
  subject = plain,
  validity = year,
  key = ecKey,
  extensions = [],
  version,
  after = [],
  serial = [1],
}) {
  const stated = version ?? (extensions.length > 0 ? 2 : 0);
  const signed = sequence(
    ...(stated === 0 ? [] : [tlv(0xa0, integer(stated))]),
    integer(...serial),
    ecdsa,
    issuer,
    validity,
    subject,
    key,
    ...after,
    ...(extensions.length > 0 ? [tlv(0xa3, sequence(...extensions))] : []),
  );
  return sequence(signed, ecdsa, bitString(sequence(integer(1), integer(1))));
}

const subjects = (...list) => list.map((subject) => certificate({ subject }));
const validities = (...list) => list.map((times) => certificate({ validity: sequence(...times) }));
const ofAlternatives = (...list) =>
  list.map((names) => certificate({ extensions: [notACertificateAuthority, alternatives(...names)] }));
const long = (length) => "x".repeat(length);

const forms = [
  ...subjects(
    name(
      [["C", printable("DE")]],
      [["ST", utf8("Bayern")]],
      [["L", utf8("München")]],
      [["O", utf8("Acme")]],
      [["O", printable("system:masters")]],
      [["OU", utf8("運用")]],
      [["CN", utf8("api.example.com")]],
    ),
    name(
      [
        ["CN", utf8("a")],
        ["OU", utf8("b")],
      ],
      [["O", utf8("日本😀")]],
    ),
    name(
      [
        ["O", printable("one")],
        ["O", printable("two")],
        ["CN", printable("x")],
      ],
      [["CN", printable("y")]],
    ),
    name(),
    name([]),
    name([["CN", utf8("")]]),
    name([["CN", utf8("a\0b")]]),
    name([["CN", latin1("Zürich")]], [["O", latin1("plain")]]),
    name([["CN", bmp("Łódź")]], [["O", bmp("日本")]], [["OU", bmp("")]]),
    name([["CN", bmp("ends\0")]]),
    name([["CN", bmp("😀")]]),
    name([["CN", tlv(0x1e, bytes(0, 65, 0))]]),
    name([["CN", tlv(0x1e, bytes(0xd8, 0x3d))]]),
    name([["CN", tlv(0x1c, bytes(0, 0, 0, 65))]]),
    name([["CN", tlv(0x0c, bytes(0xff))]]),
    name([["CN", tlv(0x0c, bytes(0xc0, 0x80))]]),
    name([["CN", tlv(0x12, "0123 4")]]),
    name([["CN", integer(65)]]),
    name([["CN", tlv(0x30, "ab")]]),
    name([["SN", printable("1")]], [["street", utf8("x")]], [["CN", ia5("a@b.c")]]),
    sequence(tlv(0x31, domain), tlv(0x31, attribute("CN", utf8("with a domain")))),
    sequence(tlv(0x31, sequence(identifier(0x55, 4, 3)))),
    sequence(tlv(0x31, sequence(identifier(0x55, 4, 3), utf8("a"), utf8("b")))),
    sequence(tlv(0x31, sequence(utf8("a"), utf8("b")))),
    sequence(sequence(attribute("CN", utf8("a")))),
    ...[1, 2, 3, 63, 64, 126, 127, 128, 129, 130, 255, 256, 257, 300].map((length) =>
      name([["CN", utf8(long(length))]], [["O", utf8("é")]]),
    ),
    ...[5, 6, 21, 22].map((count) =>
      name(...Array.from({ length: count }, (_, at) => [["OU", printable(`unit ${at}`)]])),
    ),
    name(Array.from({ length: 9 }, (_, at) => ["O", printable(`o${at}`)])),
  ),
  ...validities(
    [utc("491231235959Z"), utc("500101000000Z")],
    [generalized("20500101000000Z"), generalized("99991231235959Z")],
    [generalized("17000101000000Z"), utc("240229000000Z")],
    [utc("260229000000Z"), utc("270101000000Z")],
    [utc("2601010000Z"), utc("270101000000Z")],
    [utc("260101000000+0100"), utc("270101000000Z")],
    [generalized("20260101000000.5Z"), utc("270101000000Z")],
    [generalized("260101000000Z"), utc("270101000000Z")],
    [utc("20260101000000Z"), utc("270101000000Z")],
    [utc("260101240000Z"), utc("270101000000Z")],
    [utc("260101000060Z"), utc("270101000000Z")],
    [utc("260101000000Z")],
    [utc("260101000000Z"), utc("270101000000Z"), utc("280101000000Z")],
    [printable("260101000000Z"), utc("270101000000Z")],
    [],
  ),
  ...ofAlternatives(
    hosts("a.example.com", "*.b.example.com"),
    [
      ...hosts("a"),
      tlv(0x87, bytes(10, 0, 0, 1)),
      tlv(0x81, "a@b.c"),
      tlv(0x86, "spiffe://a/b"),
      tlv(0xa4, plain),
      ...hosts("b"),
    ],
    [tlv(0x87, bytes(0x82, 2, 0x61, 0x62))],
    hosts(""),
    [tlv(0x82, bytes(0xff))],
    [tlv(0x82, "bücher.example")],
    [],
    ...[21, 22, 256, 257].map((count) => hosts(...Array.from({ length: count }, (_, at) => `h${at}`))),
    hosts(long(200), long(127), long(128)),
  ),
  certificate({
    key: rsaKey,
    extensions: [notACertificateAuthority, alternatives(...hosts("rsa.example.com"))],
    serial: [0x7f, ...Array(18).fill(0x82)],
  }),
  certificate({ issuer: name([["O", utf8("Acme CA")]], [["CN", utf8("Acme Root 日")]]), version: 2 }),
  certificate({ version: 1, after: [tlv(0x81, bytes(0, 1)), tlv(0x82, bytes(0, 2))] }),
  certificate({ after: [tlv(0x81, bytes(0, 1))], extensions: [notACertificateAuthority] }),
  certificate({ extensions: [alternatives(...hosts("a")), alternatives(...hosts("b"))] }),
  certificate({ extensions: [extension(17, utf8("a"))] }),
  certificate({
    extensions: [
      extension(17, sequence(...hosts("critical.example.com")), true),
      ...Array.from({ length: 12 }, (_, at) => extension(40 + at, sequence())),
    ],
  }),
  certificate({ extensions: [sequence(identifier(0x55, 0x1d, 17))] }),
  certificate({ serial: [0xff] }),
];

/** Small numbers, the same on every run: a linear congruence of Knuth's MMIX. */
let state = 42n;
function number(below) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number((state >> 33n) % BigInt(below));
}

function changed(der) {
  const at = number(der.length);
  const [before, after] = [der.subarray(0, at), der.subarray(at + 1)];
  const byte = () =>
    [number(256), 0, 0x80, 0x81, 0x82, 0x83, 0x84, 0xff, der[at] + 1, der[at] - 1, 0x30, 0x31][number(12)] & 255;
  switch (number(5)) {
    case 0:
      return der.subarray(0, at);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, bytes(byte()), der.subarray(at)]);
    default:
      return Buffer.concat([before, bytes(byte()), after]);
  }
}

const pem = (der, end = "\n", width = 64, label = "CERTIFICATE") => {
  const lines = der.toString("base64").match(new RegExp(`.{1,${width}}`, "g")) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join(end);
};

const [first, second] = forms;
const one = certificate({
  subject: name([["O", utf8("é")]], [["CN", utf8("mutated")]]),
  extensions: [alternatives(...hosts("a.b", "c"))],
});
const texts = [
  ...forms.map((der) => pem(der)),
  ...Array.from({ length: 60 }, () => pem(changed(one))),
  pem(first, "\r\n"),
  pem(first, "\n", 76),
  pem(first, "\n", 9999),
  `subject=CN = a\nissuer=CN = b\n${pem(first)}${pem(second)}`,
  `${pem(Buffer.from("key"), "\n", 64, "PRIVATE KEY")}${pem(second)}`,
  pem(first, "\n", 64, "TRUSTED CERTIFICATE"),
  pem(first).trimEnd(),
  pem(first).replace("-----END", "----END"),
  pem(Buffer.concat([first, bytes(0)])),
  pem(Buffer.alloc(0)),
  pem(first).replace("=", ""),
  first.toString("base64"),
  first.toString("latin1"),
  "",
];

writeFileSync("texts.json", `${JSON.stringify(texts, null, 1)}\n`);
