import { RE2JS } from "re2js";
import { withInheritedNames } from "./inherited-names.js";

/** As many patterns as a policy is likely to use at once; a policy that makes up patterns must not fill the memory. */
const CAPACITY = 256;

/** Compiled patterns, the least recently used first; undefined for those that are not RE2. */
const compiled = new Map<string, RE2JS | undefined>();

/**
 * Whether `text` contains a match of the regular expression: OPA's `regex.match`. Anchor with `^` and `$` to match all of it.
 *
 * @param pattern In RE2 syntax (https://github.com/google/re2/wiki/Syntax): no lookaround and no backreferences, and linear time.
 * @returns false also when the pattern is not RE2. OPA leaves the call undefined then, with the same effect: `matches(…)` does
 *   not hold and `!matches(…)` does.
 */
export function matches(pattern: string, text: string): boolean {
  return withInheritedNames(() => compile(pattern)?.matcher(text).find() ?? false);
}

function compile(pattern: string): RE2JS | undefined {
  const known = compiled.has(pattern);
  const expression = known ? compiled.get(pattern) : parse(pattern);
  if (known) compiled.delete(pattern);
  else if (compiled.size >= CAPACITY) compiled.delete(compiled.keys().next().value as string);
  compiled.set(pattern, expression);
  return expression;
}

function parse(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
