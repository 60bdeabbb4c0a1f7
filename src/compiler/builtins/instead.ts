/** What to write instead of functions that cannot be compiled, by the names under which TypeScript declares them. */
export const rewrites: { readonly [name: string]: string } = {
  "Array.reduceRight": "Use `xs.toReversed().reduce(…)`.",
  "Array.forEach": "Use `for (const x of xs)`.",
  "Array.with": "Use `map((x, i) => (i === at ? value : x))`.",
  "Array.toSpliced": "Use `slice` and spread: `[...xs.slice(0, at), ...xs.slice(at + 1)]`.",
  "Array.toString": 'Use `join(",")`.',
  "String.substr": "Use `slice`.",
  "String.charCodeAt": "Compare the characters themselves: `text.at(0)`.",
  "String.localeCompare": "Compare with `<` and `>`, which order by code points.",
  "String.normalize": "Compare the texts as they arrive: Kubernetes does not normalise them either.",
  "JSON.parse": "Use `parseJson(text)` of gatewright, which is undefined for what is no JSON.",
  "DateConstructor.now": "Use `now()` of gatewright.",
  "DateConstructor.parse": "Use `time(text)` of gatewright.",
  "Object.hasOwnProperty": "Use `Object.hasOwn(record, key)`.",
  "CallableFunction.call": "Call the function itself; for `hasOwnProperty` use `Object.hasOwn(record, key)`.",
  "CallableFunction.apply": "Call the function itself, with a spread: `f(...args)`.",
  "CallableFunction.bind": "Use an arrow function: `(x) => xs.includes(x)`.",
  "ObjectConstructor.assign": "Use a spread: `{ ...left, ...right }`.",
};

/** One sentence; the language reference where there is no particular rewrite. */
export function instead(name: string): string {
  const known = Object.hasOwn(rewrites, name) ? rewrites[name] : undefined;
  return known ?? "Write it with the functions that the language reference lists.";
}
