/** Where the compiler reads files. All paths are absolute and use forward slashes. */
export interface SourceHost {
  /** The folder that reported file names are relative to. */
  readonly root: string;
  /** The bytes of a file, or undefined when there is none. Throws when it exists and cannot be read. */
  readFile(path: string): Uint8Array | undefined;
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
}
