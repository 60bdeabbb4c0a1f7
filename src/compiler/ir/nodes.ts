/**
 * The tree between TypeScript and a target: plain frozen data, closed unions, no methods. It says what a policy means, not how Rego
 * spells it. Undefined is a term's third answer: JavaScript's `undefined` and Rego's are the same thing here.
 */
import type { SourceSpan } from "../../model.js";
import type { OperationName } from "./operations.js";

export type Scalar = null | boolean | number | string;

/** A scalar, written out. */
export interface Constant {
  readonly kind: "constant";
  readonly value: Scalar;
}

/** The term that is never defined. */
export interface Undefined {
  readonly kind: "undefined";
  /** True for JavaScript's NaN, which Rego does not have: a number that is undefined. */
  readonly nan?: true;
}

/** Bound by a step or by a function's parameters, and therefore always defined. `id` is unique in a module. */
export interface Variable {
  readonly kind: "variable";
  readonly id: number;
  /** What the author called it, or would have. */
  readonly name: string;
  /** A list whose order means nothing: it came from a set or from an object's keys. */
  readonly unordered?: true;
  /** A position in a list: never below zero. */
  readonly position?: true;
}

/** What a policy reads from: always defined. */
export interface Root {
  readonly kind: "root";
  readonly from: "review" | "parameters" | "inventory";
}

/** `object[key]`; undefined when there is none, or when `object` has no keys. */
export interface Member {
  readonly kind: "member";
  readonly object: Term;
  readonly key: Term;
  /** True when every legal object has it wherever this term is read. */
  readonly present: boolean;
  /** True when the object is a list, and the key a position in it. */
  readonly position?: true;
}

/** An operation of the target-independent table (ir/operations.ts): undefined when an argument is. */
export interface Call {
  readonly kind: "call";
  readonly operation: OperationName;
  readonly args: readonly Term[];
}

/** A call of one of the module's functions: undefined when an argument is, or when the function has no answer. */
export interface Apply {
  readonly kind: "apply";
  readonly callee: string;
  /** What the author called the function. */
  readonly name: string;
  readonly args: readonly Term[];
  /** True when the function answers whenever its arguments are defined. */
  readonly present: boolean;
  /** True when it is undefined for NaN, and for nothing else. */
  readonly nan?: true;
  readonly unordered?: true;
}

export interface ArrayTerm {
  readonly kind: "array";
  readonly items: readonly Term[];
  /** Some items may be undefined: it is only taken apart. */
  readonly gapped?: true;
}

export interface SetTerm {
  readonly kind: "set";
  readonly items: readonly Term[];
}

/** An object; entries whose value is undefined are absent, later entries win. */
export interface ObjectTerm {
  readonly kind: "object";
  readonly entries: readonly { readonly key: Term; readonly value: Term }[];
}

/** Every solution of `body`, collected. For arrays, in the order of the body's iterations and once for each solution. */
export interface Collect {
  readonly kind: "collect";
  readonly into: "array" | "set" | "object";
  readonly body: Body;
  /** The key, for objects. */
  readonly key?: Term;
  readonly value: Term;
  readonly unordered?: true;
}

/** The first case whose condition holds; what the condition binds is visible in its term. A case may answer undefined. */
export interface Choose {
  readonly kind: "choose";
  readonly cases: readonly { readonly when: Body; readonly answer: Term }[];
  /** The answer when no case holds; undefined when left out. */
  readonly otherwise?: Term;
  /** True when the types know that it is defined where this very node stands. */
  readonly present?: true;
}

/** `first` where it is defined, `otherwise` where not. */
export interface OrElse {
  readonly kind: "orElse";
  readonly first: Term;
  readonly otherwise: Term;
  /** True when the types know that it is defined where this very node stands. */
  readonly present?: true;
}

/** `term`, except that the value `absent` stands for undefined: how an optional argument travels. */
export interface Decoded {
  readonly kind: "decoded";
  readonly term: Term;
  readonly absent: Constant;
  /** True when undefined is NaN here. */
  readonly nan?: true;
}

/** A term that the author gave a name; means the same as the term. */
export interface Named {
  readonly kind: "named";
  readonly id: number;
  readonly name: string;
  readonly term: Term;
  /** True when it is defined wherever this very node stands. */
  readonly present: boolean;
  /** True when it is worked out once for a review, wherever it is read. */
  readonly rule?: true;
  /** Where the function stands whose rule has this name. */
  readonly span?: SourceSpan;
}

export type Term =
  | Constant
  | Undefined
  | Variable
  | Root
  | Member
  | Call
  | Apply
  | ArrayTerm
  | SetTerm
  | ObjectTerm
  | Collect
  | Choose
  | OrElse
  | Decoded
  | Named;

/** One solution for each element; undefined collections have none. */
export interface Some {
  readonly kind: "some";
  readonly key?: Variable;
  readonly value?: Variable;
  readonly in: Term;
}

/** Binds a defined term; has no solution when it is undefined. */
export interface Let {
  readonly kind: "let";
  readonly variable: Variable;
  readonly term: Term;
}

/** Holds when the term is defined and not false. */
export interface Test {
  readonly kind: "test";
  readonly term: Term;
}

/** Holds when the term is defined, whatever it is. */
export interface Defined {
  readonly kind: "defined";
  readonly term: Term;
  /** True when the term is never false, so that reading it is asking for it. */
  readonly neverFalse?: true;
}

/** Holds when the body has a solution; what it binds stays inside. */
export interface Exists {
  readonly kind: "exists";
  readonly body: Body;
  /** What the author called the condition. */
  readonly name?: string;
}

/** Holds when the body has no solution. */
export interface Not {
  readonly kind: "not";
  readonly body: Body;
}

/** Holds when one of the bodies has a solution. `any` of nothing never holds. */
export interface Any {
  readonly kind: "any";
  readonly bodies: readonly Body[];
}

export type Step = Some | Let | Test | Defined | Exists | Not | Any;

/** A conjunction, in order; a step sees what earlier ones bind. The empty body holds. */
export type Body = readonly Step[];

/** A function of the author's. A predicate answers by holding; a value function by its term. */
export interface FunctionRule {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly Variable[];
  readonly result:
    | { readonly kind: "value"; readonly term: Term }
    | { readonly kind: "predicate"; readonly body: Body };
  readonly span: SourceSpan;
}

/** One `yield`. */
export interface ViolationRule {
  readonly body: Body;
  readonly msg: Term;
  readonly details?: Term;
  readonly span: SourceSpan;
}

export interface Module {
  /** The package: the kind in lower case. */
  readonly name: string;
  readonly functions: readonly FunctionRule[];
  readonly violations: readonly ViolationRule[];
}
