/** What is printed about bugs. Pure. */
import type { Found } from "./hunt.js";

export function foundLine(found: Found): string {
  const { name, about } = found.bug;
  const seconds = `${found.seconds.toFixed(1)} s`;
  if (found.sort === "caught") return `${name}: ${about}\n  caught by ${found.by}, ${seconds}\n  ${found.what}`;
  if (found.sort === "survived") return `${name}: ${about}\n  SURVIVED, ${seconds}`;
  return `${name}: ${about}\n  NO BUG OF MEANING, ${seconds}: ${found.reason}`;
}

export function summary(all: readonly Found[], seconds: number): string {
  const of = (sort: Found["sort"]) => all.filter((one) => one.sort === sort);
  const names = (some: readonly Found[]) => some.map(({ bug }) => bug.name).join(", ");
  const [caught, survived, spoilt] = [of("caught"), of("survived"), of("spoilt")];
  const slowest = Math.max(0, ...all.map((one) => one.seconds));
  return [
    `${caught.length} of ${all.length} bugs caught in ${Math.round(seconds)} s, the slowest in ${Math.round(slowest)} s`,
    ...(survived.length === 0 ? [] : [`survived: ${names(survived)}`]),
    ...(spoilt.length === 0 ? [] : [`break more than a meaning: ${names(spoilt)}`]),
  ].join("\n");
}
