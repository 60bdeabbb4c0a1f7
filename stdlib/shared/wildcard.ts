/** Whether a text is the pattern, or starts with what comes before the pattern's final `*`. */
export function matchesWildcard(text: string, pattern: string): boolean {
  return pattern.endsWith("*") ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}
