import type { SyncedKind } from "../../model.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { refusalOf } from "../diagnostics/unclaimed-syntax.js";
import type { Body, FunctionRule, Term } from "../ir/nodes.js";
import { not, test } from "../ir/steps.js";
import { absent, call, constant, doubt, empty, isUnordered, orElse, withoutNull } from "../ir/terms.js";
import type { LoadedProgram } from "../load/program.js";
import { sign } from "../syntax/arithmetic.js";
import { expressions } from "../syntax/index.js";
import { rootOf } from "../syntax/names.js";
import { ts } from "../typescript.js";
import { answerOf, functionCondition, functionValue } from "./answers.js";
import { argumentsOf, findCallable } from "./callables.js";
import { applyRule, emptyRegistry, type FunctionBinding, inlineScope } from "./functions.js";
import { identifiers } from "./identifiers.js";
import { iterate } from "./iterate.js";
import { findLookup } from "./lookups.js";
import type { Argument, Lowering } from "./lowering.js";
import { noNotes, type OriginNotes } from "./note-origins.js";
import { outsideReads } from "./outside-reads.js";
import { destructure } from "./patterns.js";
import { isChainRoot, isNullOrNoObject, receivers } from "./receivers.js";
import { shapeOf } from "./shape.js";
import { truthy } from "./truth.js";
import { typeQuestions } from "./type-questions.js";

/** What a lowering leaves behind beside its terms. */
export interface Findings {
  readonly functions: readonly FunctionRule[];
  readonly reads: readonly SyncedKind[];
  /** The providers that are asked, sorted. */
  readonly providers: readonly string[];
}

/** A lowering for one policy, which a file exports. Identifiers, functions and diagnostics are its own. */
export function createLowering(
  { program, isOfGatewright, reached }: LoadedProgram,
  file: ts.SourceFile,
  reporter: Reporter,
  notes: OriginNotes = noNotes,
): { readonly to: Lowering; findings(): Findings } {
  const checker = program.getTypeChecker();
  const registry = emptyRegistry();
  const constants = new Map<ts.Symbol, Term>();
  const types = typeQuestions(program);
  const outside = outsideReads();
  let reporting = reporter;

  const to: Lowering = {
    checker,
    program,
    files: reached(file),
    isOfGatewright,
    ...types,
    ...identifiers(notes),
    ...receivers({ shape: types.shape, value: (node, scope) => to.value(node, scope) }),
    reads: outside.reads,
    asks: outside.asks,
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
    deny(node, code, args = {}) {
      reporting.report(code, node, args);
      return constant(null);
    },
    denyStatement: (node) => void denyUnknown(node),
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
    requireOrder: (node, term) => (isUnordered(term) ? to.deny(node, "GW1009", { text: node.getText() }) : term),
    orEmpty: (term) => orElse(term, empty.object),
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
    truth: (term) => test(call("equal", term, constant(true))),
    span: (node) => reporter.span(node),
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
    findings: () => ({ functions: registry.rules, ...outside.found() }),
  };
}
