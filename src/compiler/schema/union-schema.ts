/** Unions: literals become an enum, null becomes `nullable`, `Integer | string` becomes int-or-string; others have no schema. */

import type { Json, OpenApiSchema } from "../../model.js";
import { ts } from "../typescript.js";
import { type Scope, unsupported } from "./scope.js";
import { type Resolved, unionMembers, type Written } from "./type-node.js";

const { TypeFlags } = ts;

/** The schema of a union, or of a single literal, which is a union of one. */
export function unionSchema(type: ts.Type, written: Resolved | undefined, scope: Scope): OpenApiSchema | undefined {
  const members = type.isUnion() ? type.types : [type];
  const nullable = members.some(({ flags }) => flags & TypeFlags.Null);
  const rest = members.filter(({ flags }) => !(flags & (TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void)));
  const schema = rest.length === 0 ? unsupported(type, scope) : membersSchema(type, rest, written, scope);
  if (schema === undefined || !nullable) return schema;
  if (schema.enum === undefined) return { ...schema, nullable: true };
  scope.report({ code: "GW3013", node: scope.at, args: { type: textOf(type, written, scope) } });
  return undefined;
}

function membersSchema(
  whole: ts.Type,
  members: readonly ts.Type[],
  written: Resolved | undefined,
  scope: Scope,
): OpenApiSchema | undefined {
  const every = (flag: ts.TypeFlags) => members.every(({ flags }) => flags & flag);
  if (every(TypeFlags.StringLiteral)) return { type: "string", enum: inWrittenOrder(members, whole, written, scope) };
  if (every(TypeFlags.NumberLiteral)) return numbersSchema(whole, members, written, scope);
  if (every(TypeFlags.BooleanLiteral)) {
    return members.length === 2 ? { type: "boolean" } : { type: "boolean", enum: members.map((one) => literal(one)) };
  }
  const [only] = members;
  if (only === whole) return unsupported(whole, scope);
  if (only !== undefined && members.length === 1) return scope.schemaOf(only, writtenMember(written, scope), scope);
  if (members.length === 2 && every(TypeFlags.String | TypeFlags.Number)) {
    if (writtenMembers(written, scope).some((member) => member.integer)) return { "x-kubernetes-int-or-string": true };
    scope.report({ code: "GW3004", node: scope.at, args: { type: textOf(whole, written, scope) } });
    return undefined;
  }
  scope.report({ code: "GW3003", node: scope.at, args: { type: textOf(whole, written, scope) } });
  return undefined;
}

/** Whole numbers and fractions do not mix: the API server would take 1.7 for the 1 of `1 | 2.5`. */
function numbersSchema(
  whole: ts.Type,
  members: readonly ts.Type[],
  written: Resolved | undefined,
  scope: Scope,
): OpenApiSchema | undefined {
  const values = inWrittenOrder(members, whole, written, scope);
  if (values.every(Number.isSafeInteger)) return { type: "integer", enum: values };
  if (!values.some(Number.isInteger)) return { type: "number", enum: values };
  scope.report({ code: "GW3015", node: scope.at, args: { type: textOf(whole, written, scope) } });
  return undefined;
}

/**
 * The literals as the text lists them. TypeScript keeps the members of a union in the order in which the whole program first
 * met them, which other files may change; where the text does not list them, they are sorted.
 */
function inWrittenOrder(
  members: readonly ts.Type[],
  whole: ts.Type,
  written: Resolved | undefined,
  scope: Scope,
): readonly Json[] {
  const values = new Set(members.map((member) => literal(member)));
  const listed = [...writtenMembers(written, scope), ...enumMembers(whole)].map((member) => {
    const type =
      "node" in member ? scope.checker.getTypeFromTypeNode(member.node) : scope.checker.getTypeAtLocation(member);
    return type.flags & TypeFlags.Literal ? literal(type) : undefined;
  });
  const ordered = [...new Set(listed)].filter((value) => value !== undefined && values.has(value)) as Json[];
  if (ordered.length === values.size) return ordered;
  return [...values].sort((left, right) => ((left as string) < (right as string) ? -1 : 1));
}

function enumMembers(type: ts.Type): readonly ts.EnumMember[] {
  const declarations = (type.aliasSymbol ?? type.symbol)?.declarations ?? [];
  return declarations.filter(ts.isEnumDeclaration).flatMap((declaration) => [...declaration.members]);
}

function literal(type: ts.Type): Json {
  if (type.flags & TypeFlags.BooleanLiteral) {
    return (type as ts.Type & { intrinsicName?: string }).intrinsicName === "true";
  }
  return (type as ts.LiteralType).value as string | number;
}

function writtenMembers(written: Resolved | undefined, scope: Scope): readonly Resolved[] {
  return written === undefined ? [] : unionMembers(written, scope.checker);
}

/** The one written member that is more than null and undefined. */
function writtenMember(written: Resolved | undefined, scope: Scope): Written | undefined {
  if (written === undefined) return undefined;
  const shown = writtenMembers(written, scope).filter(({ node }) => {
    const keyword = ts.isLiteralTypeNode(node) ? node.literal.kind : node.kind;
    return keyword !== ts.SyntaxKind.NullKeyword && keyword !== ts.SyntaxKind.UndefinedKeyword;
  });
  if (shown.length !== 1) return undefined;
  const [member] = shown;
  // Members come resolved, but `Integer` shows only in the reference to it.
  return member?.integer === true ? memberReference(written, scope) : member;
}

/** The reference to `Integer` among a union's members, unresolved. */
function memberReference({ node, bindings }: Written, scope: Scope): Written | undefined {
  if (!ts.isUnionTypeNode(node)) return { node, bindings };
  for (const part of node.types) {
    const candidate = { node: part, bindings };
    if (unionMembers(candidate, scope.checker).some((member) => member.integer)) return candidate;
  }
  return undefined;
}

/** The union as its text has it, for messages; the checker's own order of members is the whole program's doing. */
function textOf(type: ts.Type, written: Resolved | undefined, scope: Scope): string {
  const alias = written?.aliases[0]?.name ?? type.aliasSymbol?.name;
  return alias ?? written?.node.getText().replaceAll(/\s+/g, " ") ?? scope.checker.typeToString(type);
}
