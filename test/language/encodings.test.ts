/** Base64, hashes and URLs against Node's own. */
import fc from "fast-check";
import { fromBase64, fromBase64Url, md5, parseUrl, sha1, sha256, toBase64, toBase64Url } from "gatewright";
import { describe, expect, it } from "vitest";

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.string({ unit: "binary" }).map((text) => Buffer.from(text)),
);
const isUtf8 = (all: Uint8Array) => Buffer.from(Buffer.from(all).toString("utf8")).equals(Buffer.from(all));

describe("base64", () => {
  it("is what Node writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(toBase64(text)).toBe(Buffer.from(text).toString("base64"));
        expect(toBase64Url(text)).toBe(Buffer.from(text).toString("base64url"));
      }),
    );
  });

  it("is read where the bytes are UTF-8, and nowhere else", () => {
    fc.assert(
      fc.property(bytes, (all) => {
        const text = isUtf8(all) ? Buffer.from(all).toString("utf8") : undefined;
        expect(fromBase64(Buffer.from(all).toString("base64"))).toBe(text);
        expect(fromBase64Url(Buffer.from(all).toString("base64url"))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["aGk", "aGk=\n", " aGk=", "aGl=", "a", "=", "====", "aGk-", "aGk_", "aG=k"])("is refused: %j", (text) =>
    expect(fromBase64(text)).toBeUndefined(),
  );

  it.each(["aGk+", "aGk/", "a", "aG=", "aGl", "aGk=="])("is refused with the signs of URLs: %j", (text) =>
    expect(fromBase64Url(text)).toBeUndefined(),
  );

  it("keeps a byte order mark, and takes texts as large as objects may be", () => {
    expect(fromBase64("77u/YQ==")).toBe("\ufeffa");
    const large = "é".repeat(1_000_000);
    expect(fromBase64(toBase64(large))).toBe(large);
  });
});

describe("a hash", () => {
  // From RFC 1321 and from FIPS 180-4's examples.
  it("is that of the text's UTF-8", () => {
    expect(md5("message digest")).toBe("f96b697d7cb7938d525a2f31aaf161d0");
    expect(sha1("abc")).toBe("a9993e364706816aba3e25717850c26c9cd0d89d");
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  });
});

describe("a URL", () => {
  it("has the parts that Node's has", () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ["http", "https"] }),
        (written) => {
          // Node writes an apostrophe by its number.
          const text = written.replaceAll("'", "%27");
          const node = new URL(text);
          const parts = parseUrl(text);
          expect(parts?.scheme).toBe(node.protocol.slice(0, -1));
          expect(parts?.host).toBe(node.hostname);
          expect(parts?.query ?? "").toBe(node.search.slice(1));
          expect(parts?.fragment ?? "").toBe(node.hash.slice(1));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("has all of its parts", () => {
    expect(parseUrl("HTTPS://Jo:p%40ss@[2001:DB8::1]:8443/a/b;c?d=e&f#g/h?")).toEqual({
      scheme: "https",
      user: "Jo:p%40ss",
      host: "2001:db8::1",
      port: 8443,
      path: "/a/b;c",
      query: "d=e&f",
      fragment: "g/h?",
    });
    expect(parseUrl("file:///etc/passwd")).toEqual({ scheme: "file", host: "", path: "/etc/passwd" });
    expect(parseUrl("https://a?#")).toEqual({ scheme: "https", host: "a", path: "", query: "", fragment: "" });
  });

  it.each([
    "",
    "a",
    "//a",
    "mailto:a@b",
    "https:/a",
    "1https://a",
    "https://a b",
    "https://a\n",
    "https://a\\b",
    "https://é",
    "https://a/é",
    "https://a/%zz",
    "https://a:65536",
    "https://a:080",
    "https://a:",
    "https://[::1",
    "https://a@b@c",
    "https://a#b#c",
  ])("is none: %j", (text) => expect(parseUrl(text)).toBeUndefined());
});
