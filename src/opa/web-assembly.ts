/**
 * The part of the WebAssembly API that OPA needs. Node has it; its types come only with those of the DOM, which would
 * bring `window` into every file.
 */

/** Compiled code, shared by its instances. */
export interface WebAssemblyModule {
  readonly [Symbol.toStringTag]: string;
}

export interface WebAssemblyInstance {
  readonly exports: { readonly [name: string]: unknown };
}

export type WebAssemblyImports = { readonly [module: string]: { readonly [name: string]: unknown } };

interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<WebAssemblyModule>;
  readonly Module: { exports(module: WebAssemblyModule): readonly { readonly name: string }[] };
  readonly Instance: new (module: WebAssemblyModule, imports: WebAssemblyImports) => WebAssemblyInstance;
}

export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
