/**
 * The `format`s of structural schemas: which ones Kubernetes knows, and which of them are also checked here.
 * An unknown format is ignored by the API server without a word, which is why the compiler refuses it.
 */

const uuid = (version: string, variant = "[0-9a-f]") => {
  const pattern = new RegExp(
    `^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?${variant}[0-9a-f]{3}-?[0-9a-f]{12}$`,
    "i",
  );
  return (value: string) => pattern.test(value);
};

interface Format {
  /** What the value must be, to complete "must be …". */
  readonly noun: string;
  readonly fits: (value: string) => boolean;
}

/** The formats of strings that are checked here exactly as Kubernetes checks them. */
export const checkedFormats: { readonly [format: string]: Format } = Object.freeze({
  date: { noun: "a date such as 2006-01-02", fits: isDate },
  uuid: { noun: "a UUID", fits: uuid("[0-9a-f]") },
  uuid3: { noun: "a UUID of version 3", fits: uuid("3") },
  uuid4: { noun: "a UUID of version 4", fits: uuid("4", "[89ab]") },
  uuid5: { noun: "a UUID of version 5", fits: uuid("5", "[89ab]") },
});

/** The formats that Kubernetes knows, by the type of the schema. Hyphens do not count: `date-time` is `datetime`. */
const known: { readonly [type: string]: readonly string[] } = Object.freeze({
  integer: ["int32", "int64"],
  number: ["float", "double"],
  string: [
    ...["bsonobjectid", "uri", "email", "hostname", "ipv4", "ipv6", "cidr", "mac", "uuid", "uuid3", "uuid4", "uuid5"],
    ...["isbn", "isbn10", "isbn13", "creditcard", "ssn", "hexcolor", "rgbcolor", "byte", "password", "date"],
    ...["duration", "datetime", "date-time"],
  ],
});

/** The formats that a schema of this type may state. */
export function knownFormats(type: string): readonly string[] {
  return Object.hasOwn(known, type) ? (known[type] as readonly string[]) : [];
}

/** What `value` should have been, or undefined when it fits or the format is not checked here. */
export function formatProblem(format: string, value: string): string | undefined {
  if (!Object.hasOwn(checkedFormats, format)) return undefined;
  const { noun, fits } = checkedFormats[format] as Format;
  return fits(value) ? undefined : noun;
}

function isDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
