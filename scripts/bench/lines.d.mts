/** All lines of a policy's TypeScript, and those that say something. */
export function sizeOfTypeScript(text: string): { readonly lines: number; readonly code: number };

/** The same of Rego as `opa fmt` leaves it, and the number of its rules. */
export function sizeOfRego(text: string): { readonly lines: number; readonly code: number; readonly rules: number };
