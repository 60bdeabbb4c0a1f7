import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A project of its own in the system's folder for temporary files. */
export class TemporaryProject {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "gatewright-project-")));

  constructor(files: { readonly [path: string]: string }) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
