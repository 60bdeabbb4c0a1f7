/** The package as `npm pack` makes it of the present sources, without building the engine again. */
import { execFile } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { builtPackage, checkout } from "../cli/built.js";

const run = promisify(execFile);

export interface Tarball {
  readonly path: string;
  /** In bytes, as it is downloaded. */
  readonly size: number;
  readonly integrity: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Packs into `folder`, which has to be below a checkout's node_modules for the compiler to find the types of Node. */
export async function pack(folder: string): Promise<Tarball> {
  const tree = join(folder, "tree");
  cpSync(await builtPackage(), tree, { recursive: true, dereference: true });
  // The engine for this machine stays behind: the package has the one for Node.
  rmSync(join(tree, ".cache"), { recursive: true, force: true });
  const { files } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as { files: string[] };
  const others = files.filter((name) => /^(?!dist$|bin$|stdlib$|!)/.test(name));
  for (const name of [...others, "tsconfig.json", "tsconfig.build.json", "tsconfig.stdlib.json", ".gitignore"]) {
    cpSync(join(checkout, name), join(tree, name), { recursive: true });
  }
  await run(process.execPath, [join(checkout, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.stdlib.json"], {
    cwd: tree,
  });
  const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
    cwd: tree,
  });
  const [{ filename, size, integrity, files: packed }] = JSON.parse(stdout);
  return { path: join(folder, filename), size, integrity, files: packed };
}
