import type { SyncedKind } from "../../model.js";
import type { PolicyModule } from "../check/policy-module.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { isDefined } from "../ir/inspect.js";
import type { Module, Term, ViolationRule } from "../ir/nodes.js";
import type { Origins } from "../ir/origins.js";
import { packageName } from "../ir/package-name.js";
import { constant, empty, member, orElse, review, unnamed } from "../ir/terms.js";
import type { LoadedProgram } from "../load/program.js";
import type { ts } from "../typescript.js";
import { createLowering } from "./create.js";
import { run } from "./flow.js";
import { inlineScope } from "./functions.js";
import { functionKeepsNaN, keepsNaN } from "./kept-numbers.js";
import type { Lowering } from "./lowering.js";
import { noNotes, originNotes } from "./note-origins.js";
import type { Yielded } from "./outcome.js";
import { holdsMaps, plainData } from "./plain-data.js";
import { elementType } from "./shape.js";

export interface LoweredPolicy {
  readonly module: Module;
  readonly sync: readonly (readonly SyncedKind[])[];
  readonly providers: readonly string[];
  readonly origins: Origins;
}

/** A policy's generator as a module of the tree. */
export function lowerPolicy(
  policy: PolicyModule,
  loaded: LoadedProgram,
  reporter: Reporter,
  explained = false,
): LoweredPolicy {
  const notes = explained ? originNotes(reporter.span) : noNotes;
  const { to, findings } = createLowering(loaded, policy.file, reporter, notes);
  const { violations: generator } = policy;
  const violations: ViolationRule[] = [];
  const scope = inlineScope({ kind: "function", declaration: generator, scope: new Map() }, [review], to);
  const body = generator.body as ts.Block;
  const yieldedBy = (one: Yielded) => {
    const rule = violation(one, to);
    if (keepsNaN(rule)) to.deny(one.node, "GW1060", { text: "A number" });
    violations.push(rule);
  };
  run(body.statements, scope, [], yieldedBy, to);
  const { functions, reads, providers } = findings();
  if (functions.some(functionKeepsNaN)) to.deny(generator, "GW1060", { text: "A number of a function" });
  return {
    module: { name: packageName(policy.kind), functions, violations },
    sync: reads.length === 0 ? [] : [reads],
    providers,
    origins: notes.origins,
  };
}

function violation({ path, node, scope, element }: Yielded, to: Lowering): ViolationRule {
  const span = to.span(node);
  const type = element === undefined ? to.typeOf(node) : (elementType(to.typeOf(node), to.checker) ?? to.typeOf(node));
  const shape = to.shapeOfType(type);
  const value = element ?? to.value(node, scope);
  if (shape.any) to.deny(node, "GW1011", { text: node.getText() });
  if (shape.string && !shape.object) return { body: path, msg: value, span };
  if (shape.string) {
    to.deny(node, "GW1043");
    return { body: path, msg: constant(""), span };
  }
  const msg = member(value, constant("msg"), true);
  const held = type.getProperty("details");
  if (held !== undefined && holdsMaps(to.checker.getTypeOfSymbol(held), to))
    to.deny(node, "GW1001", { what: "a Map in details" });
  const details = detailsOf(type, value, to);
  return { body: path, msg, ...(details === undefined ? {} : { details }), span };
}

/** Absent details are `{}` to Gatekeeper. */
function detailsOf(type: ts.Type, value: Term, to: Lowering): Term | undefined {
  const property = type.getProperty("details");
  if (property === undefined) return undefined;
  const details = plainData(member(value, constant("details")), to.checker.getTypeOfSymbol(property), to);
  if (unnamed(details).kind === "undefined") return undefined;
  return isDefined(details) ? details : orElse(details, empty.object);
}
