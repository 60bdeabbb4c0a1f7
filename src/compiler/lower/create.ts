import type { SyncedKind } from "../../model.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { refusalOf } from "../diagnostics/unclaimed-syntax.js";
import { bodiesOf, isDefined } from "../ir/inspect.js";
import type { Body, FunctionRule, Term, Variable } from "../ir/nodes.js";
import { compare, not, test } from "../ir/steps.js";
import {
  absent,
  call,
  choose,
  constant,
  doubt,
  empty,
  isPath,
  isUnordered,
  orElse,
  unnamed,
  withoutNull,
} from "../ir/terms.js";
import { sign } from "../syntax/arithmetic.js";
import { expressions } from "../syntax/index.js";
import { rootOf } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { answerOf, functionCondition, functionValue } from "./answers.js";
import { argumentsOf, findCallable } from "./callables.js";
import { applyRule, emptyRegistry, type FunctionBinding, inlineScope } from "./functions.js";
import { wholeness } from "./integers.js";
import { iterate } from "./iterate.js";
import { findLookup } from "./lookups.js";
import type { Argument, Lowering } from "./lowering.js";
import { noNotes, type OriginNotes } from "./note-origins.js";
import { destructure } from "./patterns.js";
import { elementType, iteratedType, type Shape, shapeOf } from "./shape.js";
import { present, truthy } from "./truth.js";

/** What a lowering leaves behind beside its terms. */
export interface Findings {
  readonly functions: readonly FunctionRule[];
  readonly reads: readonly SyncedKind[];
  /** The providers that are asked, sorted. */
  readonly providers: readonly string[];
}

/** A lowering for one policy. Identifiers, functions and diagnostics are its own. */
export function createLowering(
  program: ts.Program,
  reporter: Reporter,
  isOfGatewright: (file: ts.SourceFile) => boolean,
  notes: OriginNotes = noNotes,
): { readonly to: Lowering; findings(): Findings } {
  const checker = program.getTypeChecker();
  const registry = emptyRegistry();
  const constants = new Map<ts.Symbol, Term>();
  const reads = new Map<string, SyncedKind>();
  const providers = new Set<string>();
  const shapes = new Map<ts.Node, Shape>();
  const shapesOfTypes = new Map<ts.Type, Shape>();
  let ids = 0;
  let reporting = reporter;

  const to: Lowering = {
    checker,
    program,
    isOfGatewright,
    value(node, scope) {
      const syntax = expressions.get(node.kind);
      const term = syntax === undefined ? denyUnknown(node) : notes.value(node, () => syntax.value(node, scope, to));
      return isChainRoot(node) && isNullOrNoObject(to.shape(node)) ? withoutNull(term) : term;
    },
    holds(node, scope) {
      return notes.holds(node, () => {
        const body = expressions.get(node.kind)?.holds?.(node, scope, to);
        return body ?? truthy(doubt(to.value(node, scope)), to.shape(node));
      });
    },
    fails: (node, scope) => not(to.holds(node, scope)),
    callable: (node, scope) => findCallable(node, scope, registry.open, to),
    lookup: (node, scope) => findLookup(node, scope, registry.open, to),
    argumentsOf: (node, scope) => argumentsOf(node, scope, registry.open, to),
    iterate: (node, scope, name, indexed) => notes.at(node, () => iterate(node, scope, name, indexed, to)),
    applyInline: (callable, args, at) =>
      inside(callable, at, constant(null), () =>
        answerOf(callable.declaration)(callable.declaration, inlineScope(callable, args, to), to),
      ),
    applyHolds: (callable, args, at) => inside(callable, at, [] as Body, () => holdsOf(callable, args)),
    applyRule: (callable, args, at) => applyRule(callable, args, at, registry, to),
    destructure: (pattern, term, scope) => destructure(pattern, term, scope, to),
    shape(node) {
      const known = shapes.get(node) ?? to.shapeOfType(to.typeOf(node));
      shapes.set(node, known);
      return known;
    },
    typeOf: (node) => checker.getTypeAtLocation(node),
    shapeOfType(type) {
      const known = shapesOfTypes.get(type) ?? shapeOf(type, checker);
      shapesOfTypes.set(type, known);
      return known;
    },
    elementShape(node) {
      const type = checker.getNonNullableType(to.typeOf(node));
      const element = to.shape(node).set
        ? elementType(type, checker)
        : (checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? iteratedType(type, checker));
      return element === undefined ? undefined : shapeOf(element, checker);
    },
    callbackResult(site) {
      const [callback] = site.args;
      const signature =
        callback === undefined ? undefined : checker.getSignaturesOfType(to.typeOf(callback), ts.SignatureKind.Call)[0];
      return signature === undefined ? undefined : shapeOf(checker.getReturnTypeOfSignature(signature), checker);
    },
    fresh(name, options): Variable {
      ids += 1;
      notes.id(ids);
      return {
        kind: "variable",
        id: ids,
        name,
        ...(options?.unordered === true ? { unordered: true as const } : {}),
        ...(options?.position === true ? { position: true as const } : {}),
      };
    },
    deny(node, code, args = {}) {
      reporting.report(code, node, args);
      return constant(null);
    },
    denyStatement: (node) => void denyUnknown(node),
    named(name, term, at) {
      if (
        term.kind === "named" ||
        term.kind === "constant" ||
        term.kind === "undefined" ||
        term.kind === "decoded" ||
        isPath(term) ||
        (isLiteral(term) && term.kind !== "object")
      )
        return term;
      ids += 1;
      notes.id(ids, term, at);
      return { kind: "named", id: ids, name, term, present: isDefined(term) };
    },
    moduleConstant(declaration, symbol) {
      const known = constants.get(symbol);
      if (known !== undefined) return known;
      if (registry.open.includes(declaration)) return to.deny(declaration, "GW1002", { name: symbol.name });
      registry.open.push(declaration);
      const term = to.aloud(() => to.named(symbol.name, constantOf(declaration, symbol)));
      registry.open.pop();
      constants.set(symbol, term);
      return term;
    },
    arithmetic: (node, scope) => sign(node, scope, to),
    isInteger: (node) => wholeness(node, checker),
    requireOrder: (node, term) => (isUnordered(term) ? to.deny(node, "GW1009", { text: node.getText() }) : term),
    orEmpty: (term) => orElse(term, empty.object),
    whenReceiver(site, term) {
      const there = to.receiverPresent(site);
      return there.length === 0 ? term : choose([{ when: there, answer: term }]);
    },
    receiverPresent(site) {
      const receiver = site.receiver === undefined ? undefined : sourceOf(site.receiver);
      if (receiver === undefined) return [];
      const shape = to.shape(receiver);
      if (!shape.undefined && !shape.null) return [];
      const term = to.value(receiver, site.scope);
      return shape.null ? compare("notEqual", term, constant(null)) : present(term, shape);
    },
    quietly: (work) => reportingTo(reporter.muted(), work),
    aloud: (work) => reportingTo(reporter, work),
    guarded(declaration, at, work) {
      if (registry.open.includes(declaration)) {
        to.deny(at, "GW1002", { name: (declaration as ts.FunctionDeclaration).name?.getText() ?? "a generator" });
        return;
      }
      registry.open.push(declaration);
      work();
      registry.open.pop();
    },
    ids: {
      variable({ id, name, unordered, position }) {
        const copy = to.fresh(name, { unordered: unordered === true, position: position === true });
        notes.id(copy.id, id);
        return copy;
      },
      named(like) {
        ids += 1;
        notes.id(ids, like.id);
        return { ...like, id: ids };
      },
    },
    truth: (term) => test(call("equal", term, constant(true))),
    span: (node) => reporter.span(node),
    isOfLibrary(name) {
      const file = checker.getSymbolAtLocation(name)?.declarations?.[0]?.getSourceFile();
      return file !== undefined && program.isSourceFileDefaultLibrary(file);
    },
    asks: (provider) => void providers.add(provider),
    reads(apiVersions, kind) {
      const parts = apiVersions.map(
        (version) => (version.includes("/") ? version.split("/") : ["", version]) as [string, string],
      );
      for (const group of new Set(parts.map(([name]) => name))) {
        const versions = parts.filter(([name]) => name === group).map(([, version]) => version);
        reads.set(JSON.stringify([group, versions, kind]), { groups: [group], versions, kinds: [kind] });
      }
    },
  };

  /** The value of a name of a module, or of one in a pattern. */
  function constantOf(declaration: ts.VariableDeclaration | ts.BindingElement, symbol: ts.Symbol): Term {
    const root = rootOf(declaration) as ts.VariableDeclaration;
    const whole = root.initializer === undefined ? absent : to.value(root.initializer, new Map());
    const binding = destructure(root.name, whole, new Map(), to).get(symbol);
    return ts.isIdentifier(root.name) || binding?.kind !== "term" ? whole : binding.term;
  }

  function reportingTo<T>(given: Reporter, work: () => T): T {
    const kept = reporting;
    reporting = given;
    try {
      return work();
    } finally {
      reporting = kept;
    }
  }

  function inside<T>(callable: FunctionBinding, at: ts.Node, otherwise: T, work: () => T): T {
    if (registry.open.includes(callable.declaration)) {
      to.deny(at, "GW1002", { name: callable.declaration.name?.getText() ?? "a function" });
      return otherwise;
    }
    if (ts.getCombinedModifierFlags(callable.declaration) & ts.ModifierFlags.Async)
      to.deny(callable.declaration, "GW1003");
    registry.open.push(callable.declaration);
    const result = work();
    registry.open.pop();
    return result;
  }

  function holdsOf(callable: FunctionBinding, args: readonly Argument[]): Body {
    const scope = inlineScope(callable, args, to);
    const { body } = callable.declaration;
    if (body !== undefined && !ts.isBlock(body)) return to.holds(body, scope);
    const signature = checker.getSignatureFromDeclaration(callable.declaration);
    const shape = signature === undefined ? undefined : shapeOf(checker.getReturnTypeOfSignature(signature), checker);
    if (shape !== undefined && !(shape.string || shape.number || shape.object || shape.array))
      return functionCondition(callable.declaration, scope, to);
    return truthy(functionValue(callable.declaration, scope, to), shape ?? to.shape(callable.declaration));
  }

  function denyUnknown(node: ts.Node): Term {
    const { code, args } = refusalOf(node);
    return to.deny(node, code, args);
  }

  return {
    to,
    findings: () => ({
      functions: registry.rules,
      reads: [...reads.values()],
      providers: [...providers].toSorted(),
    }),
  };
}

/** A field of null is absent by itself. */
function isNullOrNoObject({
  null: none,
  array,
  set,
  map,
  string,
  number,
  unknown,
  function: callback,
}: Shape): boolean {
  return none && (array || set || map || string || number || unknown || callback);
}

/** True for `x` of `x?.y`, `x?.[y]` and `x?.()`. */
function isChainRoot(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    "questionDotToken" in parent &&
    parent.questionDotToken !== undefined &&
    "expression" in parent &&
    parent.expression === node
  );
}

/** What a chain such as `xs?.filter(f).map(g)` starts from: the chain is there when that is. */
function sourceOf(node: ts.Expression): ts.Expression {
  const inner = unwrap(node);
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return node;
  const { expression, name } = inner.expression;
  return ["map", "filter", "flatMap"].includes(name.text) ? sourceOf(expression) : node;
}

/** Literal data stays in sight, so that its parts can be read off it. */
function isLiteral(term: Term): boolean {
  const target = unnamed(term);
  return (target.kind === "object" || target.kind === "array") &&
    bodiesOf(target).length === 0 &&
    target.kind === "object"
    ? target.entries.every(({ key, value }) => key.kind === "constant" && isSimple(value))
    : target.kind === "array" && target.items.length <= 4 && target.items.every(isSimple);
}

function isSimple(term: Term): boolean {
  return term.kind === "constant" || isPath(term) || isLiteral(term);
}
