/** `containers` as `container`: what one of many may be called. */
export function singular(name: string): string {
  if (/(?:us|ss|is)$/.test(name)) return name;
  if (name.endsWith("sses")) return name.slice(0, -2);
  if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
  if (/(?:sh|ch|x|z)es$/.test(name)) return name.slice(0, -2);
  return name.endsWith("s") && name.length > 1 ? name.slice(0, -1) : name;
}
