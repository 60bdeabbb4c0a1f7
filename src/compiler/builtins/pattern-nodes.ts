/** A regular expression of JavaScript, read: plain data, without the text. */
export type PatternNode =
  | { readonly kind: "character"; readonly code: number }
  | { readonly kind: "any" }
  | { readonly kind: "class"; readonly negated: boolean; readonly members: readonly ClassMember[] }
  | { readonly kind: "start" | "end" | "boundary" | "noBoundary" }
  | { readonly kind: "group"; readonly capture?: Capture; readonly body: PatternNode }
  | {
      readonly kind: "repeat";
      readonly body: PatternNode;
      readonly least: number;
      /** Infinity where there is no limit. */
      readonly most: number;
      readonly lazy: boolean;
    }
  | { readonly kind: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly options: readonly PatternNode[] };

export type ClassMember =
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  /** `\d`, `\D`, `\w`, `\W`, `\s` or `\S`. */
  | { readonly kind: "letter"; readonly letter: string }
  /** `\p{…}`. */
  | { readonly kind: "property"; readonly name: string; readonly negated: boolean };

export interface Capture {
  /** From 1. */
  readonly index: number;
  readonly name?: string;
}

/** True when a node may match no character. */
export function mayBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case "character":
    case "any":
    case "class":
      return false;
    case "group":
      return mayBeEmpty(node.body);
    case "repeat":
      return node.least === 0 || mayBeEmpty(node.body);
    case "sequence":
      return node.parts.every(mayBeEmpty);
    case "choice":
      return node.options.some(mayBeEmpty);
    default:
      return true;
  }
}

export function childrenOf(node: PatternNode): readonly PatternNode[] {
  switch (node.kind) {
    case "group":
    case "repeat":
      return [node.body];
    case "sequence":
      return node.parts;
    case "choice":
      return node.options;
    default:
      return [];
  }
}

/** True when a node or one inside of it passes a test. */
export function contains(node: PatternNode, test: (node: PatternNode) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => contains(child, test));
}
