/**
 * Whether a version lies in a range as package.json's `engines` has it: `^20.19.0 || >=24.0.0`. Only these two signs are
 * known; a part that has another is left out.
 */
export function isWithin(version: string, range: string): boolean {
  return range.split("||").some((part) => {
    const [, sign, least = ""] = /^(\^|>=)(\d+\.\d+\.\d+)$/.exec(part.trim()) ?? [];
    if (sign === undefined) return false;
    return compare(version, least) >= 0 && (sign === ">=" || numbers(version)[0] === numbers(least)[0]);
  });
}

function compare(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(version: string): number[] {
  return version.replace(/^v/, "").split(/[.+-]/).slice(0, 3).map(Number);
}
