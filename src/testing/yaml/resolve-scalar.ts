/** A scalar that has no meaning in JSON; the message says why. */
export class ScalarError extends Error {}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word) => [word, false] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
]);

const INTEGER = /^([-+]?)(?:0([xX])([0-9a-fA-F]+)|0([bB])([01]+)|0([oO]?)([0-7]+)|([1-9][0-9]*|0))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const NOT_FINITE = /^(?:\.(?:nan|NaN|NAN)|[-+]?\.(?:inf|Inf|INF))$/;

/**
 * What an unquoted scalar means to Kubernetes, which reads YAML 1.1 (sigs.k8s.io/yaml over go-yaml v2): `yes` and `on` are true, `0644` is
 * octal, `1_000` is a thousand, a date is text. Throws a ScalarError for what JSON, or a float64, cannot hold.
 */
export function resolveScalar(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (NOT_FINITE.test(text)) throw new ScalarError(`${text} has no place in JSON; quote it if it is text`);
  if (!/^[-+.0-9]/.test(text)) return text;
  const plain = text.replaceAll("_", "");
  const integer = INTEGER.exec(plain);
  if (integer !== null) return exact(text, integer);
  return FLOAT.test(plain) ? finite(text, Number(plain)) : text;
}

function exact(text: string, [, sign, hexadecimal, hex, binary, bits, , octal, decimal]: RegExpExecArray): number {
  const digits = hexadecimal ? `0x${hex}` : binary ? `0b${bits}` : octal ? `0o${octal}` : (decimal as string);
  const size = Number(BigInt(digits));
  if (!Number.isSafeInteger(size)) {
    throw new ScalarError(
      `${text} is beyond 2^53, where Gatekeeper, which reads numbers as float64, loses digits; quote it if it is text`,
    );
  }
  return sign === "-" && size !== 0 ? -size : size;
}

function finite(text: string, value: number): number {
  if (!Number.isFinite(value)) throw new ScalarError(`${text} is too large for a number`);
  return value === 0 ? 0 : value;
}
