import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Results by the content that they were made from. A cache that cannot be read or written is an empty one. */
export interface ResultCache {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

const MOST_ENTRIES = 512;

/** The key of some content; anything that is not in it must not change the result. */
export function contentKey(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

export function openResultCache(folder: string): ResultCache {
  const results = join(folder, "opa");
  return {
    async get(key) {
      try {
        const text = await readFile(join(results, `${key}.json`), "utf8");
        // Half a file, or one that was meddled with, is no result.
        const digest = text.slice(0, 64);
        const body = text.slice(65);
        return createHash("sha256").update(body).digest("hex") === digest ? JSON.parse(body) : undefined;
      } catch {
        return undefined;
      }
    },

    async set(key, value) {
      const body = JSON.stringify(value);
      const digest = createHash("sha256").update(body).digest("hex");
      const half = join(results, `${key}.${process.pid}.new`);
      try {
        await mkdir(results, { recursive: true });
        await writeFile(half, `${digest}\n${body}`);
        await rename(half, join(results, `${key}.json`));
        await prune(results);
      } catch {
        await rm(half, { force: true }).catch(() => {});
      }
    },
  };
}

/** Half of the entries go, the oldest ones, when there are too many. */
async function prune(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= MOST_ENTRIES) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  );
  dated.sort((left, right) => left.time - right.time);
  const old = dated.slice(0, names.length - MOST_ENTRIES / 2);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
}
