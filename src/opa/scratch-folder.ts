import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { OpaError } from "./errors.js";
import { guard } from "./guard.js";

/** Runs `work` in a new temporary folder that holds the given files, and removes the folder however the work ends. */
export async function withScratchFolder<T>(
  files: { readonly [path: string]: string },
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "gatewright-opa-")).catch((error: Error) => {
    throw new OpaError(`no temporary folder for OPA could be made in ${tmpdir()}: ${error.message}`);
  });
  const release = guard(() => rmSync(folder, { recursive: true, force: true }));
  try {
    await Promise.all(
      Object.entries(files).map(async ([path, text]) => {
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }),
    );
    return await work(folder);
  } finally {
    release();
    await rm(folder, { recursive: true, force: true });
  }
}
