import type { HostBuiltin } from "./table.js";

/** `strings.any_prefix_match` and its sibling: whether any of the strings has any of the affixes. */
function anyMatch(hasAffix: (text: string, affix: string) => boolean): HostBuiltin {
  return (search, base) => {
    const texts = strings(search);
    const affixes = strings(base);
    if (texts === undefined || affixes === undefined) return undefined;
    return texts.some((text) => affixes.some((affix) => hasAffix(text, affix)));
  };
}

export const anyPrefixMatch = anyMatch((text, prefix) => text.startsWith(prefix));
export const anySuffixMatch = anyMatch((text, suffix) => text.endsWith(suffix));

/** A string alone, or an array or set of nothing but strings; anything else is an error in OPA. */
function strings(operand: unknown): readonly string[] | undefined {
  const list = Array.isArray(operand) ? operand : [operand];
  return list.every((item) => typeof item === "string") ? list : undefined;
}
