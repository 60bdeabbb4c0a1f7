import { YIELD_MARK } from "../yields.js";

interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly delegate?: boolean;
  readonly argument?: AstNode | null;
}

/**
 * The same source, in which each `yield value` also notes its place: `yield (globalThis.gatewrightYield = "a.ts:3", value)`. A generator that
 * is suspended has no stack to read it from. Nothing moves to another line.
 *
 * @param file The file's name in the notes.
 */
export function markYields(code: string, program: object, file: string): string {
  const edits: (readonly [at: number, text: string])[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === "object" && node !== null) {
      const { type, delegate, argument } = node as AstNode;
      if (type === "YieldExpression" && delegate === false && argument) {
        const line = code.slice(0, (node as AstNode).start).split("\n").length;
        edits.push(
          [argument.start, `(globalThis.${YIELD_MARK} = ${JSON.stringify(`${file}:${line}`)}, `],
          [argument.end, ")"],
        );
      }
      Object.values(node).forEach(visit);
    }
  };
  visit(program);
  return edits
    .toSorted(([a], [b]) => b - a)
    .reduce((text, [at, insertion]) => text.slice(0, at) + insertion + text.slice(at), code);
}
