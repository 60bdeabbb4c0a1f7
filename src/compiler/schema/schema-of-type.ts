/**
 * A TypeScript type → the structural schema of its values. Each type that a CustomResourceDefinition cannot express exactly is a
 * problem; nothing is widened.
 */

import type { OpenApiSchema } from "../../model.js";
import { ts } from "../typescript.js";
import { objectSchema } from "./object-schema.js";
import { type Scope, unsupported } from "./scope.js";
import { elementWritten, type Resolved, resolveWritten, type Written } from "./type-node.js";
import { unionSchema } from "./union-schema.js";
import { withNames } from "./with-documentation.js";

const { TypeFlags } = ts;

/** The schema of a type; undefined when it has none, which has been reported then. */
export function schemaOfType(type: ts.Type, written: Written | undefined, scope: Scope): OpenApiSchema | undefined {
  const resolved = written && resolveWritten(written, scope.checker);
  const schema = bareSchema(type, resolved, scope);
  if (schema === undefined) return undefined;
  const own = type.aliasSymbol ?? type.symbol;
  return withNames(schema, [...new Set([...(resolved?.aliases ?? []), ...(own ? [own] : [])])], scope);
}

function bareSchema(type: ts.Type, resolved: Resolved | undefined, scope: Scope): OpenApiSchema | undefined {
  const { flags } = type;
  if (flags & TypeFlags.Any) {
    // A type that TypeScript could not make sense of is `any` too, and has TypeScript's own message.
    const { intrinsicName } = type as ts.Type & { readonly intrinsicName?: string };
    if (intrinsicName !== "error") scope.report({ code: "GW3002", node: scope.at, args: {} });
    return undefined;
  }
  if (flags & TypeFlags.Unknown) return { "x-kubernetes-preserve-unknown-fields": true };
  if (flags & TypeFlags.Boolean) return { type: "boolean" };
  if (flags & TypeFlags.String) return { type: "string" };
  if (flags & TypeFlags.Number) return { type: resolved?.integer === true ? "integer" : "number" };
  if (type.isUnion() || flags & (TypeFlags.Literal | TypeFlags.EnumLike)) return unionSchema(type, resolved, scope);
  if (scope.checker.isTupleType(type)) return tupleSchema(type as ts.TupleTypeReference, resolved, scope);
  if (scope.checker.isArrayType(type)) return arraySchema(type as ts.TypeReference, resolved, scope);
  if (flags & (TypeFlags.Object | TypeFlags.Intersection)) return objectSchema(type, resolved, scope);
  return unsupported(type, scope);
}

function arraySchema(type: ts.TypeReference, resolved: Resolved | undefined, scope: Scope): OpenApiSchema | undefined {
  const [element] = scope.checker.getTypeArguments(type);
  if (element === undefined) return unsupported(type, scope);
  const items = schemaOfType(element, resolved && elementWritten(resolved), scope);
  return items && { type: "array", items };
}

/** A tuple of one type, such as `[number, number?]`: a list of so many. */
function tupleSchema(
  type: ts.TupleTypeReference,
  written: Resolved | undefined,
  scope: Scope,
): OpenApiSchema | undefined {
  const [element, ...others] = scope.checker.getTypeArguments(type).map((one) => scope.checker.getNonNullableType(one));
  const { elementFlags, minLength } = type.target;
  const isFixed = elementFlags.every((flags) => flags & (ts.ElementFlags.Required | ts.ElementFlags.Optional));
  if (element === undefined || !isFixed || others.some((other) => other !== element)) return unsupported(type, scope);
  const items = schemaOfType(element, written && elementWritten(written), scope);
  return items && { type: "array", items, minItems: minLength, maxItems: elementFlags.length };
}
