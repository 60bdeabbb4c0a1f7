/** What a build does to the folder that it writes: which files it replaces, which it removes, which it leaves. Pure. */
import { createHash } from "node:crypto";
import type { OutputFile } from "./output-file.js";

/** The file in the output folder that lists what the build wrote. Only what stands in it is ever removed. */
export const manifestPath = ".gatewright-build.json";

/** The files of a build by path, each with the hash of its content: `sha256:` and 64 hexadecimal digits. */
export type Manifest = ReadonlyMap<string, string>;

/** What stands at a path of the output folder: a file by its hash, nothing, or what a build does not touch. */
export type Present = { readonly hash: string } | "absent" | "link" | "other";

/** What is to be done, in this order: write, remove, write the manifest. */
export interface OutputPlan {
  /** Files whose content changes, by path. Unchanged files are left alone. */
  readonly writes: readonly OutputFile[];
  /** Paths of an earlier build that this one does not have. */
  readonly removals: readonly string[];
  /** What stays although this build does not have it, each with its reason. */
  readonly kept: readonly { readonly path: string; readonly reason: string }[];
  /** Why the build cannot be written, each one a sentence; nothing is to be done then. */
  readonly conflicts: readonly string[];
  /** To be written first: lists the files of both builds, so that an interrupted one loses track of none. */
  readonly interim: OutputFile;
  /** To be written last. */
  readonly manifest: OutputFile;
}

/**
 * Plans a build's output.
 *
 * A file that an earlier build wrote is overwritten, also when it was edited since: it is generated. One that this build does not
 * have any more is removed only if nobody edited it; otherwise it is kept. A file that no build wrote is never overwritten.
 *
 * @param earlier the manifest of the earlier build
 * @param present what stands at a path now
 */
export function planOutput(
  files: readonly OutputFile[],
  earlier: Manifest,
  present: (path: string) => Present,
): OutputPlan {
  const hashes = new Map(files.map((file) => [file.path, hashOf(contentOf(file))]));
  if (hashes.size !== files.length) throw new Error("two files of one build have the same path");
  const outside = [...hashes.keys()].find((path) => !isBuildPath(path));
  if (outside !== undefined) throw new Error(`a build does not write ${JSON.stringify(outside)}`);

  const writes: OutputFile[] = [];
  const conflicts: string[] = [];
  for (const file of files) {
    const there = present(file.path);
    if (there === "absent") writes.push(file);
    else if (typeof there === "string") conflicts.push(`${file.path} is ${kinds[there]}.`);
    else if (there.hash !== hashes.get(file.path)) {
      if (earlier.has(file.path)) writes.push(file);
      else conflicts.push(`${file.path} exists and was not written by gatewright.`);
    }
  }
  const removals: string[] = [];
  const kept: { path: string; reason: string }[] = [];
  for (const [path, hash] of earlier) {
    if (hashes.has(path)) continue;
    const there = present(path);
    if (there === "absent") continue;
    if (typeof there === "string") kept.push({ path, reason: `it is ${kinds[there]}` });
    else if (there.hash !== hash) kept.push({ path, reason: "it was edited since gatewright wrote it" });
    else removals.push(path);
  }
  return {
    writes,
    removals,
    kept,
    conflicts,
    interim: manifestFile(new Map([...earlier, ...hashes])),
    manifest: manifestFile(hashes),
  };
}

const kinds = {
  link: "a symbolic link, or below one",
  other: "not a file",
} as const;

/** The content of a file as it is written. */
export function contentOf(file: OutputFile): Uint8Array {
  return "bytes" in file ? file.bytes : new TextEncoder().encode(file.text);
}

/** The hash of a content, as manifests have it. */
export function hashOf(content: Uint8Array): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

function manifestFile(hashes: Manifest): OutputFile {
  const files = Object.fromEntries([...hashes].sort(([left], [right]) => (left < right ? -1 : 1)));
  return { path: manifestPath, text: `${JSON.stringify({ version: 1, files }, null, 2)}\n` };
}

/**
 * Reads a manifest. Entries that no build could have written, such as absolute paths and `..`, are as good as absent, so that
 * a forged manifest cannot have anything else removed.
 *
 * @returns undefined when the text is no manifest
 */
export function readManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value.version !== 1 || !isRecord(value.files)) return undefined;
  const entries = Object.entries(value.files).filter(
    (entry): entry is [string, string] =>
      isBuildPath(entry[0]) && typeof entry[1] === "string" && /^sha256:[0-9a-f]{64}$/.test(entry[1]),
  );
  return new Map(entries);
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a build may write and remove a path: one of its own names, in one of its own folders. */
export function isBuildPath(path: string): boolean {
  const name = "[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?";
  const sample = `samples/(?:${name}(?:_${name})*__)?${name}/constraint`;
  const patterns = [
    `(?:templates|suites)/${name}\\.yaml`,
    `rego/${name}\\.rego(?:\\.map)?`,
    `constraints/(?:${name}/)*${name}\\.yaml`,
    `library/${name}/${name}/(?:template|${sample})\\.yaml`,
  ];
  return topLevel.includes(path) || patterns.some((pattern) => new RegExp(`^${pattern}$`).test(path));
}

const topLevel: readonly string[] = ["sync.yaml", "kustomization.yaml", "policies.wasm", "bundle.tar.gz"];
