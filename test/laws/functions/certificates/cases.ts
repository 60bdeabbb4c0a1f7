import { readFileSync } from "node:fs";
import fc from "fast-check";
import { type Certificate, type DistinguishedName, parseCertificate } from "../../../../src/index.js";
import type { Json } from "../../../../src/model.js";
import { hostileText } from "../../imported/hostile.js";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../language/vectors/certificates/${name}.json`, import.meta.url), "utf8"));
const texts: readonly string[] = read("texts");
/** What Go's crypto/x509 reads; test/language/certificates.test.ts says where it reads more or less. */
const answers: readonly (Certificate | null)[] = read("certificates");

const isKnown = (text: string) => parseCertificate(text) !== undefined && answers[texts.indexOf(text)] !== null;
const inChunks = (some: readonly string[]) =>
  Array.from({ length: Math.ceil(some.length / 10) }, (_, at) => some.slice(at * 10, (at + 1) * 10));
const chunks = [...inChunks(texts.filter(isKnown)), ...inChunks(texts.filter((text) => !isKnown(text)))];

/** Texts with one character changed, put in or taken away, and what nobody meant. */
const changed = fc
  .tuple(fc.constantFrom(...texts), fc.nat(2000), fc.constantFrom(..."AQgw/+=\n -", ""), fc.nat(3), hostileText)
  .map(([text, at, character, taken, hostile]) =>
    hostile === "" ? hostile : text.slice(0, at % text.length) + character + text.slice((at % text.length) + taken),
  );

export const cases = [
  ...chunks,
  fc.sample(changed, { numRuns: 16, seed: 0 }),
  ...Array.from({ length: 3 }, (_, seed) =>
    fc.sample(
      hostileText.map((text) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`),
      { numRuns: 30, seed },
    ),
  ),
].map((some) => ({
  parameters: { texts: some },
  object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } },
}));

export function expected({
  parameters,
}: {
  readonly parameters?: { readonly texts?: Json };
}): readonly string[] | undefined {
  const asked = parameters?.texts as readonly string[];
  const known = asked.map((text) => answers[texts.indexOf(text)]);
  if (known.some((answer) => !answer)) return undefined;
  return known.flatMap((answer, index) => (answer ? [`${index} is ${said(answer)}`] : []));
}

function said({ subject, issuer, notBefore, notAfter, dnsNames }: Certificate): string {
  return `${named(subject)}, of ${named(issuer)}, from ${notBefore} to ${notAfter}, for ${dnsNames.join(" ")}`;
}

function named({
  commonName = "-",
  organizations,
  organizationalUnits,
  countries,
  provinces,
  localities,
}: DistinguishedName) {
  return [[commonName], organizations, organizationalUnits, countries, provinces, localities].flat().join("|");
}
