import { time } from "../language/time.js";
import { type Bytes, bitsAt, bytesOf, textAt } from "./base64-digits.js";
import { type Element, elementAt, elementsIn, textIn } from "./der.js";

/** Whom a certificate names. The lists have what is stated, in its order. */
export interface DistinguishedName {
  /** `CN`; of several the last, as Go takes it. Kubernetes takes it for the user. */
  readonly commonName: string | undefined;
  /** `O`, which Kubernetes takes for the groups. */
  readonly organizations: readonly string[];
  /** `OU` */
  readonly organizationalUnits: readonly string[];
  /** `C` */
  readonly countries: readonly string[];
  /** `ST` */
  readonly provinces: readonly string[];
  /** `L` */
  readonly localities: readonly string[];
}

/** What an X.509 certificate says, by whomever it is. */
export interface Certificate {
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  /** The second from which it is valid, in UTC as RFC 3339 writes it: `2026-11-22T00:00:00Z`, which `time` reads. */
  readonly notBefore: string;
  /** The last second in which it is valid, written in the same way. */
  readonly notAfter: string;
  /** The names of hosts for which it is: those of its subjectAltName, not the common name. */
  readonly dnsNames: readonly string[];
}

interface Attribute {
  /** Empty where it cannot be read. */
  readonly type: string;
  readonly value: string | undefined;
}

const sequence = 0x30;
const set = 0x31;
const identifier = 0x06;
const octets = 0x04;
const version = 0xa0;
const extensions = 0xa3;
const dnsName = 0x82;

/**
 * What the first X.509 certificate (RFC 5280) in a text of PEM says, such as the `tls.crt` of a Secret has once it is decoded, or a
 * `caBundle`. Nothing is verified: neither its signature nor who signed it.
 *
 *     const certificate = parseCertificate(fromBase64(object.data?.["tls.crt"] ?? "") ?? "");
 *     if (certificate === undefined) yield "tls.crt is no certificate";
 *     else if (!exceeds(time(certificate.notAfter) ?? total([]), now())) yield `tls.crt ended at ${certificate.notAfter}`;
 *
 * @param text What comes before the line that begins the first certificate and after the one that ends it does not matter: keys, other
 *   certificates, words. Lines end with LF or CRLF, and are of any length.
 * @returns undefined for what is none: no such lines, other base64 than RFC 4648's canonical one with padding, more than 24 KiB; other
 *   structure than RFC 5280 has in DER, lists of more than 256 entries, a time that is none (a 30th of February) or has no seconds, an
 *   attribute or a name of a host whose text is none of its type. Keys, signatures and other extensions are not looked at. What is none
 *   here may be one for others: take undefined for a violation.
 */
export function parseCertificate(text: string): Certificate | undefined {
  const [, after = ""] = `\n${text}`.split("\n-----BEGIN CERTIFICATE-----");
  const [body = "", ending] = after.split("\n-----END CERTIFICATE-----");
  if (ending === undefined) return undefined;
  const bytes = bytesOf(body.replaceAll("\n", "").replaceAll("\r", "").replaceAll(" ", "").replaceAll("\t", ""));
  return bytes === undefined ? undefined : certificateOf(bytes);
}

function certificateOf({ digits, length }: Bytes): Certificate | undefined {
  const whole = elementAt(digits, 0, length);
  const parts = elementsIn(digits, whole, sequence);
  const [signed] = parts;
  if (signed === undefined || whole.end !== length || tagsOf(parts) !== "48,48,3,") return undefined;
  const fields = elementsIn(digits, signed, sequence);
  const [first] = fields;
  if (first?.tag !== version) return certificateOfFields(digits, fields, "1");
  return certificateOfFields(
    digits,
    fields.slice(1),
    versions.get(bitsAt(digits, first.start).slice(0, 24)) ?? "another",
  );
}

function certificateOfFields(digits: string, fields: readonly Element[], stated: string): Certificate | undefined {
  const [, , issuer, validity, subject, , ...others] = fields;
  if (issuer === undefined || validity === undefined || subject === undefined) return undefined;
  if (tagsOf(fields.slice(0, 6)) !== "2,48,48,48,48,48,") return undefined;
  const [from, to] = elementsIn(digits, validity, sequence);
  const notBefore = from === undefined ? undefined : timeOf(digits, from);
  const notAfter = to === undefined ? undefined : timeOf(digits, to);
  const issuing = nameOf(digits, issuer);
  const named = nameOf(digits, subject);
  const dnsNames = dnsNamesOf(digits, others, stated);
  if (notBefore === undefined || notAfter === undefined) return undefined;
  if (issuing === undefined || named === undefined || dnsNames === undefined) return undefined;
  return { subject: named, issuer: issuing, notBefore, notAfter, dnsNames };
}

/** By the integer in their element, which is one less. */
const versions = new Map([
  ["000000100000000100000001", "2"],
  ["000000100000000100000010", "3"],
]);

function tagsOf(elements: readonly Element[]): string {
  return elements.map(({ tag }) => `${tag},`).join("");
}

/** UTCTime, whose years are those from 1950 to 2049, or GeneralizedTime. */
function timeOf(digits: string, { tag, start, end }: Element): string | undefined {
  const form = /^([0-9]{2})?([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})Z$/;
  const [, century, year, month, day, hour, minute, second] = form.exec(textAt(digits, start, end) ?? "") ?? [];
  if (year === undefined || tag !== (century === undefined ? 0x17 : 0x18)) return undefined;
  const text = `${century ?? (year < "50" ? "20" : "19")}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return time(text) === undefined ? undefined : text;
}

function nameOf(digits: string, name: Element): DistinguishedName | undefined {
  const parts = elementsIn(digits, name, sequence).map((part) => attributesOf(digits, part));
  return nameOfParts(parts, name.start === name.end);
}

function nameOfParts(parts: readonly (readonly Attribute[])[], isEmpty: boolean): DistinguishedName | undefined {
  if ((parts.length === 0 && !isEmpty) || parts.some((part) => part.length === 0)) return undefined;
  return nameOfAttributes(parts.flat());
}

function nameOfAttributes(attributes: readonly Attribute[]): DistinguishedName | undefined {
  if (attributes.some(({ type }) => type === "")) return undefined;
  return {
    commonName: valuesOf(attributes, "2.5.4.3").at(-1),
    organizations: valuesOf(attributes, "2.5.4.10"),
    organizationalUnits: valuesOf(attributes, "2.5.4.11"),
    countries: valuesOf(attributes, "2.5.4.6"),
    provinces: valuesOf(attributes, "2.5.4.8"),
    localities: valuesOf(attributes, "2.5.4.7"),
  };
}

function attributesOf(digits: string, part: Element): readonly Attribute[] {
  return elementsIn(digits, part, set).map((pair) =>
    attributeOf(digits, pair, elementAt(digits, pair.start, pair.end)),
  );
}

function attributeOf(digits: string, { tag, end }: Element, type: Element): Attribute {
  const value = elementAt(digits, type.end, end);
  const isPair = tag === sequence && type.tag === identifier && value.tag >= 0 && value.end === end;
  return isPair ? attributeOfType(typeOf(digits, type), digits, value) : { type: "", value: undefined };
}

function attributeOfType(type: string, digits: string, element: Element): Attribute {
  if (type === "another") return { type, value: undefined };
  const value = textIn(digits, element);
  return { type: value === undefined ? "" : type, value };
}

function valuesOf(attributes: readonly Attribute[], type: string): readonly string[] {
  return attributes.flatMap((attribute) => (attribute.type === type ? (attribute.value ?? []) : []));
}

function typeOf(digits: string, { start, end }: Element): string {
  return end - start === 3 ? (types.get(bitsAt(digits, start).slice(0, 24)) ?? "another") : "another";
}

/** By the three bytes that each is written in. */
const types = new Map([
  ["010101010000010000000011", "2.5.4.3"],
  ["010101010000010000000110", "2.5.4.6"],
  ["010101010000010000000111", "2.5.4.7"],
  ["010101010000010000001000", "2.5.4.8"],
  ["010101010000010000001010", "2.5.4.10"],
  ["010101010000010000001011", "2.5.4.11"],
  ["010101010001110100010001", "2.5.29.17"],
]);

/** Two identifiers, which nobody uses, and the extensions. */
const inOrder = /^(?:129,)?(?:130,)?(?:163,)?$/;
const unprintable = /[^ -~]/;

function dnsNamesOf(digits: string, others: readonly Element[], stated: string): readonly string[] | undefined {
  const explicit = others.find(({ tag }) => tag === extensions);
  if (!inOrder.test(tagsOf(others))) return undefined;
  if (explicit === undefined) return [];
  const [list] = elementsIn(digits, explicit, extensions);
  const all = list === undefined || stated !== "3" ? [] : elementsIn(digits, list, sequence);
  const named = all.filter((one) => typeOf(digits, elementAt(digits, one.start, one.end)) === "2.5.29.17");
  const alternatives = named.map((one) => alternativesOf(digits, one));
  if (all.length === 0 || named.length > 1 || alternatives.some((names) => names.length === 0)) return undefined;
  const hosts = alternatives.flat().filter(({ tag }) => tag === dnsName);
  const names = hosts.flatMap(({ start, end }) => textAt(digits, start, end) ?? []);
  return names.length === hosts.length && !names.some((name) => unprintable.test(name)) ? names : undefined;
}

/** What an extension names; none where it cannot be read. */
function alternativesOf(digits: string, extension: Element): readonly Element[] {
  const value = elementsIn(digits, extension, sequence).at(-1);
  const [list] = value === undefined ? [] : elementsIn(digits, value, octets);
  return list === undefined ? [] : elementsIn(digits, list, sequence);
}
