/** The smallest program and review around it that still differ. */
import { ts } from "ts-morph";
import type { Json } from "../../../src/model.js";
import type { Case } from "../three-ways.js";
import { smaller } from "./data.js";
import type { Asking, Judge, Verdict } from "./judge.js";
import type { Program } from "./program.js";

export interface Shrunk {
  readonly source: string;
  readonly case?: Case | undefined;
  readonly reason: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Failure = Extract<Verdict, { sort: "differs" | "rejected" }>;

const chunk = 40;

/** Makes a failure smaller until the time is over, or nothing smaller fails in the same way. */
export async function shrink(program: Program, failure: Failure, by: Judge, until: number): Promise<Shrunk> {
  const asking = { until, isPlain: failure.reason.includes("optimiser") };
  const { source } = program;
  const cases = failure.sort === "differs" ? [failure.case] : [];
  let current: Shrunk = { source, reason: failure.reason, ...(cases[0] === undefined ? {} : { case: cases[0] }) };
  const fails = (verdict: Verdict | undefined): verdict is Failure =>
    verdict?.sort === failure.sort && sortOf(verdict.reason) === sortOf(failure.reason);
  while (Date.now() < until) {
    const edits = editsOf(current.source);
    let next: Shrunk | undefined;
    for (let from = 0; from < edits.length && next === undefined && Date.now() < until; from += chunk) {
      const tried = edits.slice(from, from + chunk);
      const verdicts = await by.judge(
        tried.map((edit) => ({ source: apply(current.source, [edit]), cases })),
        asking,
      );
      const good = tried.filter((_, index) => fails(verdicts[index]));
      if (good.length === 0) continue;
      const apart = disjoint(good);
      // As many at once as still differ together.
      const together = apart.map((_, index) => apart.slice(0, apart.length - index));
      const all = await by.judge(
        together.map((some) => ({ source: apply(current.source, some), cases })),
        asking,
      );
      const index = all.findIndex(fails);
      const verdict = all[index] as Failure | undefined;
      if (verdict === undefined) continue;
      const kept = together[index] as readonly Edit[];
      next = { ...current, source: apply(current.source, kept), reason: verdict.reason };
    }
    if (next === undefined) break;
    current = next;
  }
  return current.case === undefined ? current : smallerCase(current, current.case, program, by, asking);
}

/** What went wrong, without the names in it. */
function sortOf(reason: string): string {
  return reason.split("\n")[0]?.replaceAll(/[Ff]uzz\d+x\d+|\d+/g, "") ?? "";
}

async function smallerCase(
  found: Shrunk,
  start: Case,
  { parameters, object: pod }: Program,
  by: Judge,
  asking: Required<Asking>,
): Promise<Shrunk> {
  let current = { ...found, case: start };
  while (Date.now() < asking.until) {
    const candidates: Case[] = [];
    for (const less of smaller((current.case.parameters ?? {}) as Json, parameters))
      candidates.push({ ...current.case, parameters: less as { readonly [key: string]: Json } });
    const { request, object } = current.case;
    if (object !== undefined)
      for (const less of smallerObjects(object as never)) candidates.push({ ...current.case, object: less as never });
    else
      for (const field of ["object", "oldObject"])
        if (request?.[field])
          for (const less of smallerObjects(request[field] as never))
            candidates.push({ ...current.case, request: { ...request, [field]: less as Json } });
    // The first that differs is reported.
    const [verdict] =
      candidates.length === 0 ? [] : await by.judge([{ source: current.source, cases: candidates }], asking);
    if (verdict?.sort !== "differs") break;
    current = { ...current, case: verdict.case, reason: verdict.reason };
  }
  return current;

  function* smallerObjects({ apiVersion, kind, ...rest }: { readonly [key: string]: Json }) {
    for (const less of smaller(rest as Json, pod)) yield { apiVersion, kind, ...(less as object) };
  }
}

function disjoint(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const edit of edits) if (kept.every(({ start, end }) => edit.end <= start || end <= edit.start)) kept.push(edit);
  return kept;
}

function apply(source: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), source);
}

/** What could be left out or made simpler, the largest gains first. */
function editsOf(source: string): readonly Edit[] {
  const file = ts.createSourceFile("policy.ts", source, ts.ScriptTarget.ESNext, true);
  const edits = new Map<string, Edit>();
  const add = (start: number, end: number, text: string) => {
    if (text.length < end - start) edits.set(`${start} ${end} ${text}`, { start, end, text });
  };
  const replace = (node: ts.Node, by: string) => add(node.getStart(), node.getEnd(), by);
  const remove = (nodes: readonly ts.Node[]) => {
    for (const [index, node] of nodes.entries()) {
      const next = nodes[index + 1];
      add(node.getStart(), next === undefined ? node.getEnd() : next.getStart(), "");
      if (next === undefined && index > 0) add((nodes[index - 1] as ts.Node).getEnd(), node.getEnd(), "");
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isInterfaceDeclaration(node)) {
      for (const member of node.members) replace(member, "");
      return;
    }
    if (ts.isTypeNode(node)) return;
    // What the policy is called stays.
    if (
      ts.isPropertyAssignment(node) &&
      ts.isObjectLiteralExpression(node.parent) &&
      ts.isCallExpression(node.parent.parent)
    )
      return;
    if (
      ts.isStatement(node) &&
      !ts.isExportAssignment(node) &&
      (ts.isSourceFile(node.parent) || ts.isBlock(node.parent))
    )
      replace(node, "");
    if (ts.isIfStatement(node)) {
      replace(node, inner(node.thenStatement));
      if (node.elseStatement !== undefined) {
        replace(node, inner(node.elseStatement));
        add(node.thenStatement.getEnd(), node.getEnd(), "");
      }
    }
    if (ts.isVariableDeclaration(node) && node.type !== undefined) add(node.name.getEnd(), node.type.getEnd(), "");
    if (ts.isBlock(node) && node.statements.length === 1 && ts.isIfStatement(node.parent))
      replace(node, node.statements[0]?.getText() ?? "");
    if (ts.isObjectLiteralExpression(node) && !ts.isCallExpression(node.parent)) remove(node.properties);
    if (ts.isArrayLiteralExpression(node)) remove(node.elements);
    if (ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node)) remove(node.elements);
    if (ts.isCallExpression(node)) remove(node.arguments);
    if (ts.isFunctionDeclaration(node) || ts.isArrowFunction(node)) remove(node.parameters);
    if (ts.isBindingElement(node) && node.initializer !== undefined) add(node.name.getEnd(), node.getEnd(), "");
    if (ts.isTemplateExpression(node)) {
      for (const span of node.templateSpans) replace(node, span.expression.getText());
      for (const span of node.templateSpans) add(span.expression.getStart() - 2, span.expression.getEnd() + 1, "");
    }
    if (isValue(node) && !ts.isExportAssignment(node.parent)) {
      descend(node, (child) => {
        if (isValue(child)) replace(node, child.getText());
      });
      for (const simple of ['""', '"a"', "0", "1", "true", "false", "[]", "undefined"]) replace(node, simple);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...edits.values()].toSorted((a, b) => gain(b) - gain(a));
}

function gain({ start, end, text }: Edit): number {
  return end - start - text.length;
}

/** Calls `see` for the expressions directly inside, and inside of these once more. */
function descend(node: ts.Node, see: (child: ts.Node) => void, depth = 2): void {
  ts.forEachChild(node, (child) => {
    see(child);
    if (depth > 1) descend(child, see, depth - 1);
  });
}

function inner(statement: ts.Statement): string {
  return ts.isBlock(statement) ? statement.statements.map((one) => one.getText()).join("\n") : statement.getText();
}

function isValue(node: ts.Node): node is ts.Expression {
  if (!ts.isExpression(node) || ts.isTypeNode(node)) return false;
  if (ts.isIdentifier(node)) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
    if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
    if (ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent)) return false;
    if (ts.isVariableDeclaration(parent) && parent.name === node) return false;
    if (ts.isCallExpression(parent) && parent.expression === node) return false;
  }
  return !ts.isArrowFunction(node) && !ts.isYieldExpression(node) && !ts.isSpreadElement(node);
}
