/** A copy of the sources and of the tests of the law, for one bug after the other. The working tree is never touched. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { userCacheFolder } from "../../src/opa/user-cache-folder.js";
import type { Bug } from "./bugs.js";
import { planted } from "./plant.js";

export interface Workshop {
  readonly folder: string;
  /** What its programs run with: a cache of their own, so that what wrong policies become is nowhere kept. */
  readonly env: NodeJS.ProcessEnv;
  /** Puts a bug into the copy, and answers what takes it out again. */
  plant(bug: Bug): () => void;
  close(): void;
}

const copied = [
  "src",
  "scripts",
  "test/laws",
  "test/diagnostics/memory-host.ts",
  "test/gatekeeper",
  "test/language",
  "package.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "vitest.config.ts",
];
const linked = ["dist", "stdlib"];
const cachesOfPrograms = ["engine", "gatekeeper", "opa-binary"];

/** @param root the folder of the checkout */
export function openWorkshop(root: string): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "seeded-bugs-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const link = (from: string, to: string, isWanted: (name: string) => boolean) => {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from).filter(isWanted)) symlinkSync(join(from, name), join(to, name));
  };
  for (const path of copied) cpSync(join(root, path), join(folder, path), { recursive: true });
  link(root, folder, (name) => linked.includes(name));
  link(join(root, ".cache"), join(folder, ".cache"), (name) => name === "engine");
  // A folder of its own, for what Vite keeps in it.
  link(join(root, "node_modules"), join(folder, "node_modules"), (name) => !name.startsWith(".vite"));
  const home = join(folder, ".cache/user");
  link(userCacheFolder(process.env), join(home, "gatewright"), (name) => cachesOfPrograms.includes(name));
  return {
    folder,
    env: { ...process.env, XDG_CACHE_HOME: home },
    plant(bug) {
      const file = join(folder, "src/compiler", bug.file);
      const source = readFileSync(file, "utf8");
      writeFileSync(file, planted(source, bug));
      return () => writeFileSync(file, source);
    },
    close() {
      process.removeListener("exit", remove);
      remove();
    },
  };
}
