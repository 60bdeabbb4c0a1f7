/**
 * Which TypeScript files a build starts from. Told from the text alone, so that searching a large project costs no type
 * checking; the compiler has the last word about what it is given.
 */

/** `import … from "gatewright"` at the start of a line, with what it imports; not `import type`. */
const imports = /^[ \t]*import\s+(?!type\b)([^;"']*?)\s+from\s*["']gatewright["']/gm;
const defaultExport = /^[ \t]*export\s+default\b|^[ \t]*export\s*\{[^}]*\bas\s+default\b/m;
const reExport = /^[ \t]*export\s*\{[^}]*\bdefault\b[^}]*\}\s*from\s*["']gatewright\/stdlib\//m;

/**
 * True for a module that declares a policy (it imports `policy` from "gatewright" and has a default export), hands on
 * one of the standard library, or declares constraints (it imports `constraint`).
 */
export function isPolicyModule(text: string): boolean {
  if (reExport.test(text)) return true;
  for (const [, clause = ""] of text.matchAll(imports)) {
    const all = /^\*/.test(clause);
    if (/\bconstraint\b/.test(clause) || (all && /\bconstraint\s*\(/.test(text))) return true;
    if ((all || /\bpolicy\b/.test(clause)) && defaultExport.test(text)) return true;
  }
  return false;
}
