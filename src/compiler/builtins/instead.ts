/** What to write instead of functions that cannot be compiled, by the names under which TypeScript declares them. */
export const rewrites: { readonly [name: string]: string } = {
  "Array.reduce": "Use flatMap, filter and length, or Math.max and Math.min; Rego has no loop that remembers.",
  "Array.reduceRight": "Use flatMap, filter and length; Rego has no loop that remembers.",
  "Array.forEach": "Use for (const x of xs).",
  "Array.findLast": "Use find on the list in the order that you mean: xs.toReversed().find(…).",
  "Array.findLastIndex": "Use findIndex on xs.toReversed().",
  "Array.lastIndexOf": "Use indexOf on xs.toReversed().",
  "Array.with": "Use map((x, i) => (i === at ? value : x)).",
  "Array.toSpliced": "Use slice and spread: [...xs.slice(0, at), ...xs.slice(at + 1)].",
  "Array.keys": "Use for (const [i, x] of xs.entries()).",
  "Array.toString": 'Use join(",").',
  "String.substring": "Use slice.",
  "String.substr": "Use slice.",
  "String.charAt": "Use at, or slice(i, i + 1).",
  "String.charCodeAt": "Compare the characters themselves: text.at(0).",
  "String.codePointAt": "Compare the characters themselves: text.at(0).",
  "String.replace": "Use replaceAll with two literal texts, or split and join.",
  "String.match": "Use matches(pattern, text); split for the parts.",
  "String.matchAll": "Use matches(pattern, text); split for the parts.",
  "RegExp.exec": "Use matches(pattern, text); split for the parts.",
  "String.search": "Use matches(pattern, text), or indexOf.",
  "String.lastIndexOf": "Use split(part).at(-1) for what follows the last one.",
  "String.trimStart": "Use trim.",
  "String.trimEnd": "Use trim.",
  "String.localeCompare": "Compare with < and >, which order by code points.",
  "String.normalize": "Compare the texts as they arrive: Kubernetes does not normalise them either.",
  "ObjectConstructor.assign": "Use a spread: { ...left, ...right }.",
  "ObjectConstructor.fromEntries": "Keep the entries as a list, and look them up with find.",
  "JSON.stringify": "Use fmt(value) for a message.",
  parseInt: "Declare the parameter as a number; a text cannot be made one.",
  parseFloat: "Declare the parameter as a number; a text cannot be made one.",
  Number: "Declare the parameter as a number; a text cannot be made one.",
  Boolean: "Use !!value.",
};

/** One sentence; the language reference where there is no particular rewrite. */
export function instead(name: string): string {
  const known = Object.hasOwn(rewrites, name) ? rewrites[name] : undefined;
  return known ?? "Write it with the functions that the language reference lists.";
}
