import { amountLibrary } from "./library-amounts.js";
import { base64Library } from "./library-base64.js";
import { bitLibrary } from "./library-bits.js";
import { cidrLibrary } from "./library-cidr.js";
import { collectionLibrary } from "./library-collections.js";
import { fmtLibrary } from "./library-fmt.js";
import { globLibrary } from "./library-globs.js";
import { jsonLibrary } from "./library-json.js";
import { numberTextLibrary } from "./library-number-texts.js";
import { numberLibrary } from "./library-numbers.js";
import { quotedLibrary } from "./library-quoted.js";
import type { LibraryRule } from "./library-rule.js";
import { textLibrary } from "./library-texts.js";
import { timeLibrary } from "./library-times.js";
import { urlLibrary } from "./library-urls.js";
import { versionLibrary } from "./library-versions.js";
import { yamlLibrary } from "./library-yaml.js";

/** What OPA has no builtin for. */
export const library: { readonly [name: string]: LibraryRule } = {
  ...textLibrary,
  ...quotedLibrary,
  ...fmtLibrary,
  ...numberLibrary,
  ...numberTextLibrary,
  ...amountLibrary,
  ...collectionLibrary,
  ...globLibrary,
  ...cidrLibrary,
  ...base64Library,
  ...bitLibrary,
  ...urlLibrary,
  ...jsonLibrary,
  ...yamlLibrary,
  ...versionLibrary,
  ...timeLibrary,
};
