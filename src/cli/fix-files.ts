import { readFileSync, realpathSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Compilation, SourceHost } from "../compiler/index.js";
import type { Diagnostic } from "../model.js";
import { applyEdits } from "./apply-edits.js";
import { changeFiles } from "./change-files.js";
import { forwardSlashes } from "./host.js";
import { UsageError } from "./usage-error.js";

/** A file that fixes change: its name, and its text before and after. */
export interface FixedFile {
  readonly file: string;
  readonly fixes: number;
  readonly before: string;
  readonly after: string;
}

export interface Fixed {
  /** What is found once the fixes are made. */
  readonly compilation: Compilation;
  readonly files: readonly FixedFile[];
}

interface Draft {
  readonly bytes: Buffer;
  readonly before: string;
  after: string;
  fixes: number;
}

/** One fix may show another mistake; more rounds than this are a circle. */
const mostRounds = 10;

/**
 * Makes every fix that the diagnostics carry, in files below the host's root alone, and compiles again until there are none.
 * Nothing is written before all of them are made: then every file at once, or none when one cannot be written.
 */
export function fixFiles(
  compileWith: (host: SourceHost) => Compilation,
  host: SourceHost,
  { write }: { readonly write: boolean },
): Fixed {
  const drafts = new Map<string, Draft>();
  const overlay: SourceHost = {
    ...host,
    readFile(path) {
      const draft = drafts.get(path);
      return draft === undefined ? host.readFile(path) : encode(draft);
    },
  };
  let compilation = compileWith(overlay);
  for (let round = 0; round < mostRounds && makeFixes(compilation.diagnostics, drafts, host.root); round += 1)
    compilation = compileWith(overlay);
  const changed = [...drafts].filter(([, { before, after }]) => before !== after);
  if (write) writeAll(changed, host.root);
  const files = changed.map(([path, { fixes, before, after }]) => ({
    file: forwardSlashes(relative(host.root, path)),
    fixes,
    before,
    after,
  }));
  return { compilation, files };
}

/** Makes the fixes of one compilation; false when there are none. */
function makeFixes(diagnostics: readonly Diagnostic[], drafts: Map<string, Draft>, root: string): boolean {
  const groups = new Map<string, NonNullable<Diagnostic["fix"]>[]>();
  for (const { fix, span } of diagnostics) {
    if (fix === undefined || span === undefined || fix.some((edit) => edit.span.file !== span.file)) continue;
    const path = forwardSlashes(resolve(root, span.file));
    if (isOfProject(path, root)) groups.set(path, [...(groups.get(path) ?? []), fix]);
  }
  for (const [path, fixes] of groups) {
    const draft = drafts.get(path) ?? read(path);
    const { text, made } = applyEdits(draft.after, fixes);
    draft.after = text;
    draft.fixes += made;
    drafts.set(path, draft);
  }
  return groups.size > 0;
}

/** Below the root, by its real path as well, and in no package. */
function isOfProject(path: string, root: string): boolean {
  const below = (file: string, folder: string) => forwardSlashes(file).startsWith(`${forwardSlashes(folder)}/`);
  if (!below(path, root) || path.slice(root.length).includes("/node_modules/")) return false;
  try {
    return below(realpathSync(path), realpathSync(root));
  } catch {
    // What is not there is nothing to change.
    return false;
  }
}

const mark = "\uFEFF";

/** The compiler's positions do not count a byte order mark. */
function read(path: string): Draft {
  const bytes = readFileSync(path);
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  return { bytes, before: text, after: text, fixes: 0 };
}

function encode({ bytes, after }: Draft): Buffer {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return Buffer.from(`${marked ? mark : ""}${after}`, "utf8");
}

function writeAll(drafts: readonly (readonly [path: string, draft: Draft])[], root: string): void {
  const changes = drafts.map(([path, draft]) => {
    const real = realpathSync(path);
    if (!readFileSync(real).equals(draft.bytes))
      throw new UsageError(
        `${forwardSlashes(relative(root, path))} has changed meanwhile; nothing is written.`,
        "Run `gatewright check --fix` again.",
      );
    return { write: real, content: encode(draft) };
  });
  changeFiles(changes, root);
}
