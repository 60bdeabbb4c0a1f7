import {
  fromBase64,
  fromBase64Url,
  md5,
  parseUrl,
  policy,
  type Review,
  sha1,
  sha256,
  toBase64,
  toBase64Url,
} from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: {
    readonly values: readonly { readonly text: string; readonly encoded: string; readonly url: string }[];
  };
}

export default policy({
  kind: "Encodings",
  title: "Encodings",
  description: "Reads and writes encoded texts.",

  *violations({ object }: Review<Sample>) {
    for (const { text, encoded, url } of object.spec.values) {
      yield { msg: "written", details: { text, standard: toBase64(text), url: toBase64Url(text) } };
      yield { msg: "hashes", details: { text, sha256: sha256(text), sha1: sha1(text), md5: md5(text) } };
      yield { msg: "standard", details: { encoded, text: fromBase64(encoded) ?? null } };
      yield { msg: "url", details: { encoded, text: fromBase64Url(encoded) ?? null } };
      if (fromBase64(toBase64(text)) !== text) yield { msg: "changed on the way", details: { text } };
      if (fromBase64Url(toBase64Url(text)) !== text) yield { msg: "changed on the way", details: { text } };
      yield { msg: "parts", details: { url, parts: parseUrl(url) ?? null } };
      if (parseUrl(url)?.port === undefined) yield { msg: "no port", details: { url } };
    }
  },
});
