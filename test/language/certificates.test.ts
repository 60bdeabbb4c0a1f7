/** What certificates say, against Go's crypto/x509, whose answers are kept, and against OpenSSL in Node. */
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Certificate, parseCertificate } from "../../src/index.js";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`vectors/certificates/${name}.json`, import.meta.url), "utf8"));
const texts: readonly string[] = read("texts");
const answers: readonly (Certificate | null)[] = read("certificates");

/** What Go reads and RFC 5280 does not allow, and what is too much, by their places among the texts. */
const refused: { readonly [place: number]: string } = {
  4: "a part of a name that is empty",
  22: "an attribute of three",
  48: "a time without seconds",
  49: "a time with an offset",
  65: "a subjectAltName of nothing",
  69: "257 names of hosts",
};

function ofNode(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(text);
  } catch {
    return undefined;
  }
}

describe("parseCertificate", () => {
  test("reads what Go reads as Go does", () => {
    const both = texts.flatMap((text, place) => {
      const answer = answers[place];
      return answer && !(place in refused) ? [[parseCertificate(text), answer] as const] : [];
    });
    expect(both.length).toBeGreaterThan(50);
    for (const [ours, theirs] of both) expect(ours).toEqual({ ...theirs, ...withCommonNames(theirs) });
  });

  test.each(Object.entries(refused))("reads nothing where Go reads more: %s, %s", (place) => {
    expect(answers[Number(place)]).not.toBeNull();
    expect(parseCertificate(texts[Number(place)] ?? "")).toBeUndefined();
  });

  test("reads what OpenSSL reads as OpenSSL does", () => {
    let both = 0;
    for (const text of texts) {
      const [ours, theirs] = [parseCertificate(text), ofNode(text)];
      if (ours === undefined || theirs === undefined) continue;
      both += 1;
      expect([ours.notBefore, ours.notAfter]).toEqual([rfc3339(theirs.validFrom), rfc3339(theirs.validTo)]);
      const { subject } = theirs.toLegacyObject() as { subject: { readonly [type: string]: string | string[] } };
      expect(ours.subject.organizations).toEqual([subject?.["O"] ?? []].flat());
      // OpenSSL keeps the end of a text in BMPString, which Go leaves out.
      expect(ours.subject.commonName).toEqual([subject?.["CN"] ?? []].flat().at(-1)?.replace(/s\0$/, "s"));
      const hosts = theirs.subjectAltName?.split(", ").filter((name) => name.startsWith("DNS:")) ?? [];
      expect(ours.dnsNames.map((name) => `DNS:${name}`)).toEqual(hosts);
    }
    expect(both).toBeGreaterThan(70);
  });
});

/** An undefined property is no property in JSON. */
function withCommonNames({ subject, issuer }: Certificate) {
  return {
    subject: { ...subject, commonName: subject.commonName },
    issuer: { ...issuer, commonName: issuer.commonName },
  };
}

function rfc3339(text: string): string {
  return new Date(text).toISOString().replace(".000Z", "Z");
}
