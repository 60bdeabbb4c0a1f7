/**
 * Why a command cannot do its work: wrong use, or something that the environment lacks. It ends the command with exit
 * code 2, and its text is all that is printed.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /**
   * @param message What is wrong and where, as one sentence.
   * @param help What to do about it.
   */
  constructor(
    message: string,
    readonly help?: string,
  ) {
    super(message);
  }
}

const reasons: { readonly [code: string]: string } = Object.freeze({
  EACCES: "permission denied",
  EPERM: "the system does not permit it",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the device",
  EMFILE: "too many files are open",
  ENOENT: "no such file or folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links form a loop",
  ENAMETOOLONG: "the name is too long",
});

/** The usage error that a failed call of the operating system amounts to, or undefined when `error` is none. */
export function fromSystemError(error: unknown): UsageError | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const code = String(error.code);
  const path = "path" in error && typeof error.path === "string" ? ` ${error.path}` : "";
  return new UsageError(
    `Cannot ${verb(String(error.syscall))}${path}: ${reasons[code] ?? code}.`,
    "Put that right and run the command again.",
  );
}

function verb(syscall: string): string {
  if (syscall === "mkdir" || syscall === "write" || syscall === "rename" || syscall === "unlink") return "write";
  return syscall.startsWith("spawn") ? "run" : "read";
}
