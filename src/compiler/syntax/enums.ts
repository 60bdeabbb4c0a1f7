import type { Term } from "../ir/nodes.js";
import { compare } from "../ir/steps.js";
import { choose, constant } from "../ir/terms.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import { ts } from "../typescript.js";
import { resolve } from "./names.js";

/** The value of `Level.High`, by the name of the member. */
export function enumMember(name: ts.Node, to: Lowering): string | number | undefined {
  const symbol = to.checker.getSymbolAtLocation(name);
  const declaration = symbol?.valueDeclaration;
  return declaration !== undefined && ts.isEnumMember(declaration)
    ? to.checker.getConstantValue(declaration)
    : undefined;
}

/** `Level[value]`: the name of a member, by its number. */
export function enumName(node: ts.ElementAccessExpression, scope: Scope, to: Lowering): Term | undefined {
  const members = membersOf(node.expression, to);
  if (members === undefined || !to.shape(node.argumentExpression).number) return undefined;
  const value = to.value(node.argumentExpression, scope);
  // Of two members with one number, the last one has it.
  const cases = members
    .filter(({ value: own }) => typeof own === "number")
    .toReversed()
    .map(({ name, value: own }) => ({ when: compare("equal", value, constant(own)), answer: constant(name) }));
  return choose(cases);
}

/** An enum as an object, where its values are texts: the others have their names among their values. */
export function enumObject(node: ts.Identifier, to: Lowering): Term | undefined {
  const members = membersOf(node, to);
  if (members === undefined || members.some(({ value }) => typeof value === "number")) return undefined;
  return {
    kind: "object",
    entries: members.map(({ name, value }) => ({ key: constant(name), value: constant(value) })),
  };
}

function membersOf(
  node: ts.Expression,
  to: Lowering,
): readonly { readonly name: string; readonly value: string | number }[] | undefined {
  const symbol = ts.isIdentifier(node) ? resolve(node, to.checker) : undefined;
  const declarations = symbol?.declarations?.filter(ts.isEnumDeclaration) ?? [];
  if (declarations.length === 0) return undefined;
  return declarations.flatMap(({ members }) =>
    members.flatMap((member) => {
      const value = to.checker.getConstantValue(member);
      return value === undefined ? [] : [{ name: (member.name as ts.Identifier).text, value }];
    }),
  );
}
