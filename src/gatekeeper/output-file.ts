/** A file of a build: its path below the output folder, with forward slashes, and what is in it. */
export type OutputFile =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly bytes: Uint8Array };
