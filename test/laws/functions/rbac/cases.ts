import { readFileSync } from "node:fs";
import type { Json } from "../../../../src/model.js";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../language/vectors/rbac/${name}.json`, import.meta.url), "utf8"));
const { owners, ...asked }: { readonly owners: readonly Json[]; readonly [name: string]: readonly Json[] } =
  read("cases");
const covered: readonly { readonly [name in "requests" | "paths" | "rules"]: readonly number[] }[] = read("covered");

export const cases = owners.map((owner, at) => ({
  object: { apiVersion: "tests.gatewright.dev/v1", kind: "Rules", metadata: { name: `rules-${at}` }, owner, ...asked },
}));

/** What Kubernetes' own code says. */
export function expected({ object }: { readonly object: { readonly owner: Json } }): readonly string[] {
  const at = owners.indexOf(object.owner);
  const { requests = [], paths = [], rules = [] } = covered[at] ?? {};
  return [
    ...requests.map((index) => `request ${index}`),
    ...paths.map((index) => `path ${index}`),
    ...rules.map((index) => `rule ${index}`),
  ];
}
