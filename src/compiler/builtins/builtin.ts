import type { Body, Term } from "../ir/nodes.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import type { ts } from "../typescript.js";

/** A call of a builtin: `receiver.name(...args)`, or `name(...args)`. */
export interface CallSite {
  readonly node: ts.CallExpression;
  readonly receiver: ts.Expression | undefined;
  readonly args: readonly ts.Expression[];
  readonly scope: Scope;
}

/**
 * One function of JavaScript's library or of gatewright's. Its native meaning is JavaScript's own, or the function in language/;
 * `samples` are expressions over `text`, `texts`, `numbers`, `record`, `other` that the tests run on every engine.
 */
export interface Builtin {
  /** Where TypeScript declares it: an interface of its library, or `gatewright`. */
  readonly owner: string;
  readonly name: string;
  readonly samples: readonly string[];
  value(site: CallSite, to: Lowering): Term;
  /** Left out where truth follows from value and type. */
  holds?(site: CallSite, to: Lowering): Body;
  /** For a function that may throw: steps that hold when it does not. A `try` asks for them. */
  completes?(site: CallSite, to: Lowering): Body;
}

/** A property that is an operation, such as `list.length`. */
export interface BuiltinProperty {
  readonly owner: string;
  readonly name: string;
  readonly samples: readonly string[];
  value(node: ts.PropertyAccessExpression, scope: Scope, to: Lowering): Term;
}
