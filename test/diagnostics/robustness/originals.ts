import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Files of a project, by path; the first is the module of the policy. */
export type Project = readonly (readonly [path: string, text: string])[];

const checkout = fileURLToPath(new URL("../../../", import.meta.url));
const read = (path: string) => readFileSync(checkout + path, "utf8");

/** Every policy of the standard library with what it shares, and every module in the documentation. */
export function originals(): readonly Project[] {
  const shared = readdirSync(`${checkout}stdlib/shared`).filter((name) => name.endsWith(".ts"));
  const common = shared.map((name) => [`shared/${name}`, read(`stdlib/shared/${name}`)] as const);
  const policies = readdirSync(`${checkout}stdlib`).filter((name) => existsSync(`${checkout}stdlib/${name}/policy.ts`));
  return [
    ...policies.map((name): Project => [[`${name}/policy.ts`, read(`stdlib/${name}/policy.ts`)], ...common]),
    ...documented().map((text): Project => [["policy.ts", text]]),
  ];
}

function documented(): readonly string[] {
  const pages = readdirSync(`${checkout}docs`).filter((name) => name.endsWith(".md"));
  const texts = ["README.md", ...pages.map((name) => `docs/${name}`)].map(read);
  return texts.flatMap((page) => [...page.matchAll(/^```ts\b.*\n([\s\S]*?)^```$/gm)].map(([, text]) => text as string));
}
