const STANDARD = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** A text in base64 (RFC 4648), as the values of a Secret's `data` are written: of its UTF-8, with padding. */
export function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

/**
 * The text that base64 stands for: `fromBase64(secret.data?.["user"] ?? "")`.
 *
 * @returns undefined for what is no base64 with its padding, and for bytes that are no UTF-8
 */
export function fromBase64(text: string): string | undefined {
  if (!STANDARD.test(text)) return undefined;
  const bytes = Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The same with `-` and `_` and without padding, as JSON Web Tokens are written (RFC 4648, base64url). */
export function toBase64Url(text: string): string {
  return toBase64(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * The text that base64url stands for, with its padding or without: the claims of a token are in
 * `fromBase64Url(token.split(".")[1] ?? "")`.
 *
 * @returns undefined for what is no base64url, and for bytes that are no UTF-8
 */
export function fromBase64Url(text: string): string | undefined {
  if (/[+/]/.test(text)) return undefined;
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  const padding = standard.endsWith("=") ? "" : "=".repeat((4 - (standard.length % 4)) % 4);
  return fromBase64(`${standard}${padding}`);
}
