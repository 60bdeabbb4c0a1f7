import type { Json } from "../../model.js";

/** What is wrong with a definition, and the keys and positions that lead there. */
export class SchemaProblem extends Error {
  override readonly name = "SchemaProblem";

  constructor(
    readonly path: readonly string[],
    readonly problem: string,
  ) {
    super(`${pathText(path)}: ${problem}`);
  }
}

/** `spec.versions[0].schema`, with keys that are no names in quotes. */
export function pathText(path: readonly string[]): string {
  return path
    .map((part, index) => {
      if (/^\d+$/.test(part)) return `[${part}]`;
      if (!/^[\w-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands there; undefined where the path leads nowhere. */
export function at(value: Json, path: readonly string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const part of path) {
    if (Array.isArray(found)) found = (found as readonly Json[])[Number(part)];
    else found = isObject(found) && Object.hasOwn(found, part) ? found[part] : undefined;
  }
  return found;
}

/** The text there. */
export function textAt(value: Json, path: readonly string[], form: RegExp): string {
  const found = at(value, path);
  if (found === undefined) throw new SchemaProblem(path, "it is missing");
  if (typeof found !== "string" || !form.test(found) || found.length > 253)
    throw new SchemaProblem(path, `${JSON.stringify(found)?.slice(0, 80)} is not what Kubernetes takes there`);
  return found;
}
