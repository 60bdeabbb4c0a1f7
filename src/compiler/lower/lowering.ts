/** What the files of syntax/ and builtins/ are given, and what they give: the meeting point of the lowering. */

import type { SourceSpan } from "../../model.js";
import type { Body, Term, Variable } from "../ir/nodes.js";
import type { Identifiers } from "../ir/renew.js";
import type { ts } from "../typescript.js";
import type { Lookup } from "./lookups.js";
import type { Pick } from "./picks.js";
import type { Shape } from "./shape.js";

/** What a name stands for. */
export type Binding =
  | { readonly kind: "term"; readonly term: Term }
  /** A function with the names that it can see. */
  | { readonly kind: "function"; readonly declaration: Callable; readonly scope: Scope }
  /** An object that has functions, which is no value. */
  | { readonly kind: "table"; readonly item: Item }
  /** A function that is looked up by a key: it is only asked for, and called. */
  | { readonly kind: "lookup"; readonly lookup: Lookup }
  /** An item of a list of functions, of which only the data tell which one. */
  | { readonly kind: "pick"; readonly pick: Pick }
  /** One of several collections, and the names that its condition sees: it is only changed. */
  | { readonly kind: "either"; readonly node: ts.ConditionalExpression; readonly scope: Scope };

/** An item of a list that is written out, the names that it sees, and what holds when the list has it. */
export interface Item {
  readonly node: ts.Expression;
  readonly scope: Scope;
  readonly when: Body;
  /** The key, of an entry of an object. */
  readonly key?: string;
}

export type Callable = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration;

/** What a function is given: a term, a function, or all that is left for a rest parameter as one list. */
export type Argument =
  | Term
  | Extract<Binding, { kind: "function" | "table" }>
  | { readonly kind: "rest"; readonly list: Term };

/** Names in sight. Never changed: a new binding makes a new scope. */
export type Scope = ReadonlyMap<ts.Symbol, Binding>;

/** What a loop or a callback goes through: steps that bind one element, and the element (and index) that they bind. */
export interface Iteration {
  readonly steps: Body;
  readonly element: Term;
  /** The position in a list; absent where positions mean nothing. */
  readonly index?: Variable;
  /** False when the order of elements means nothing. */
  readonly ordered: boolean;
}

export interface Lowering {
  readonly checker: ts.TypeChecker;
  readonly program: ts.Program;
  /** The files that the policy is made of. */
  readonly files: readonly ts.SourceFile[];
  /** The value of an expression; undefined exactly when JavaScript's is. */
  value(node: ts.Expression, scope: Scope): Term;
  /** Steps that hold exactly when the expression is truthy. */
  holds(node: ts.Expression, scope: Scope): Body;
  /** Steps that hold exactly when it is falsy. */
  fails(node: ts.Expression, scope: Scope): Body;
  /** Values that are functions: a name of one, or one written in place. */
  callable(node: ts.Expression, scope: Scope): Extract<Binding, { kind: "function" }> | undefined;
  /** A function that is looked up in a table by a key of the data. */
  lookup(node: ts.Expression, scope: Scope): Lookup | undefined;
  /** What a call gives, functions as such. */
  argumentsOf(node: ts.CallExpression, scope: Scope): readonly Argument[];
  /** Goes through the elements of an expression. `name` is what one element may be called. */
  iterate(node: ts.Expression, scope: Scope, name: string | undefined, indexed: boolean): Iteration;
  /** The body of a function, with its parameters bound to terms: the value that it returns. */
  applyInline(callable: Extract<Binding, { kind: "function" }>, args: readonly Argument[], at: ts.Node): Term;
  /** The same, asked for its truth. */
  applyHolds(callable: Extract<Binding, { kind: "function" }>, args: readonly Argument[], at: ts.Node): Body;
  /** A call of a function that becomes a rule of its own. */
  applyRule(callable: Extract<Binding, { kind: "function" }>, args: readonly Argument[], at: ts.CallExpression): Term;
  /** Binds the names of a pattern. */
  destructure(pattern: ts.BindingName, term: Term, scope: Scope): Scope;
  shape(node: ts.Node): Shape;
  typeOf(node: ts.Node): ts.Type;
  fresh(name: string, options?: { readonly unordered?: boolean; readonly position?: boolean }): Variable;
  /** Reports a diagnostic at a node, and answers a term that stands in its place. */
  deny(node: ts.Node, code: string, args?: { readonly [name: string]: string }): Term;
  /** The value of a constant of a module. */
  moduleConstant(declaration: ts.VariableDeclaration | ts.BindingElement, symbol: ts.Symbol): Term;
  arithmetic(node: ts.PrefixUnaryExpression, scope: Scope): Term;
  /** Whether the types or the operation tell that a number is whole, and that 32 bits are enough for it. */
  isInteger(node: ts.Expression): boolean | "small";
  /** Reports an order that means nothing where it becomes visible. */
  requireOrder(node: ts.Node, term: Term): Term;
  /** The term, or an empty object where it is absent. */
  orEmpty(term: Term): Term;
  /** The term where the receiver of an optional call is there; undefined where not. */
  whenReceiver(site: { readonly receiver: ts.Expression | undefined; readonly scope: Scope }, term: Term): Term;
  receiverPresent(site: { readonly receiver: ts.Expression | undefined; readonly scope: Scope }): Body;
  shapeOfType(type: ts.Type): Shape;
  /** What the elements of a list may be. */
  elementShape(node: ts.Expression): Shape | undefined;
  /** What the callback of a call answers. */
  callbackResult(site: { readonly args: readonly ts.Expression[] }): Shape | undefined;
  /** True for the declarations of gatewright's own package. */
  isOfGatewright(file: ts.SourceFile): boolean;
  /** Notes that the policy reads a kind from the inventory. */
  reads(apiVersions: readonly string[], kind: string): void;
  /** Notes that the policy asks a provider of external data. */
  asks(provider: string): void;
  /** Reports a statement that no policy may have. */
  denyStatement(node: ts.Statement): void;
  /** Runs a lowering whose diagnostics are not kept: it is done again for good. */
  quietly<T>(work: () => T): T;
  /** Runs a lowering whose result is kept, and its diagnostics with it, also inside of one that is done quietly. */
  aloud<T>(work: () => T): T;
  /** Goes into a generator, unless it is inside itself already. */
  guarded(declaration: ts.Node, at: ts.Node, work: () => unknown): void;
  /** What copies of nodes are named by. */
  readonly ids: Identifiers;
  /** Steps that hold when a term of an unknown type is truthy. */
  truth(term: Term): Body;
  span(node: ts.Node): SourceSpan;
  isOfLibrary(name: ts.Node): boolean;
  /** Gives a term the name that the author gave it, `at` that place, unless the term tells where it comes from. */
  named(name: string, term: Term, at?: ts.Node): Term;
}

/** How one construct of the language becomes terms. A kind that no file claims is denied. */
export interface ExpressionSyntax<N extends ts.Expression = ts.Expression> {
  readonly kinds: readonly ts.SyntaxKind[];
  value(node: N, scope: Scope, to: Lowering): Term;
  /** Left out where truth follows from value and type. */
  holds?(node: N, scope: Scope, to: Lowering): Body | undefined;
}
