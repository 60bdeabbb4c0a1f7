import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";

/** The name under which a generator that is read as a list keeps what it has yielded so far. */
export const yielded = Object.freeze({ name: "yielded" }) as ts.Symbol;

/** True for a call of a generator, whatever its author says that it answers: `Generator<string>`, `Iterable<string>` … */
export function isGenerator(node: ts.Expression, to: Lowering): boolean {
  if (to.typeOf(node).symbol?.name === "Generator") return true;
  const call = unwrap(node);
  const declaration = ts.isCallExpression(call) ? to.checker.getResolvedSignature(call)?.declaration : undefined;
  return declaration !== undefined && "asteriskToken" in declaration && declaration.asteriskToken !== undefined;
}
