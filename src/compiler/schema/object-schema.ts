/** Interfaces, object literals, maps and their intersections. */

import type { OpenApiSchema } from "../../model.js";
import { ts } from "../typescript.js";
import { isLibrary, type Scope, unsupported } from "./scope.js";
import { memberBindings, propertyWritten, type Resolved, valueWritten, type Written } from "./type-node.js";
import { withDocumentation } from "./with-documentation.js";

const { SymbolFlags, TypeFlags } = ts;

/** The schema of an object type: with properties, or a map, or with nothing in it. */
export function objectSchema(type: ts.Type, written: Resolved | undefined, scope: Scope): OpenApiSchema | undefined {
  const { checker } = scope;
  if (!isPlain(type, checker)) return unsupported(type, scope);
  if (scope.open.includes(type) || scope.open.length > 40) {
    scope.report({ code: "GW3005", node: scope.at, args: { type: checker.typeToString(type) } });
    return undefined;
  }
  const inside = { ...scope, open: [...scope.open, type] };
  const properties = propertiesInOrder(type, checker);
  const indexes = checker.getIndexInfosOfType(type);
  if (indexes.length === 0) return propertiesSchema(properties, written, inside);
  const [index] = indexes;
  if (indexes.length > 1 || index === undefined || !(index.keyType.flags & (TypeFlags.String | TypeFlags.Number))) {
    return unsupported(type, scope);
  }
  if (properties.length > 0) {
    scope.report({ code: "GW3006", node: scope.at, args: { type: checker.typeToString(type) } });
    return undefined;
  }
  return mapSchema(index.type, written && valueWritten(written, checker), inside);
}

/** Whether values of the type are plain data: no functions, no classes, nothing of the runtime's. */
function isPlain(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isIntersection()) return type.types.every((part) => isPlain(part, checker));
  if (!(type.flags & TypeFlags.Object)) return false;
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return false;
  const declarations = type.symbol?.declarations ?? [];
  if (declarations.some((declaration) => ts.isInterfaceDeclaration(declaration) && isLibrary(declaration)))
    return false;
  return ((type.symbol?.flags ?? 0) & (SymbolFlags.Class | SymbolFlags.Enum | SymbolFlags.ValueModule)) === 0;
}

/** Properties as the text lists them; those of a mapped type, whose order is the whole program's doing, by place or by name. */
function propertiesInOrder(type: ts.Type, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const properties = checker.getPropertiesOfType(type);
  const mapped = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Mapped) !== 0;
  if (!mapped) return properties;
  const files = new Set(properties.map((property) => property.declarations?.[0]?.getSourceFile()));
  const declared = files.size === 1 && !files.has(undefined);
  const place = (property: ts.Symbol) => property.declarations?.[0]?.pos ?? 0;
  return [...properties].sort((left, right) =>
    declared ? place(left) - place(right) : left.name < right.name ? -1 : 1,
  );
}

function propertiesSchema(
  properties: readonly ts.Symbol[],
  written: Resolved | undefined,
  scope: Scope,
): OpenApiSchema | undefined {
  const bindings = written === undefined ? new Map<ts.Symbol, Written>() : memberBindings(written, scope.checker);
  const entries: [string, OpenApiSchema][] = [];
  const required: string[] = [];
  let failed = false;
  for (const property of properties) {
    const declaration = property.valueDeclaration ?? property.declarations?.[0];
    const at = ownName(declaration) ?? scope.at;
    const inside = { ...scope, at };
    const type = scope.checker.getTypeOfSymbolAtLocation(property, declaration ?? scope.at);
    const shape = property.name.startsWith("__@")
      ? unsupported(type, inside)
      : scope.schemaOf(withoutUndefined(type, scope.checker), propertyWritten(property, bindings), inside);
    if (shape === undefined) {
      failed = true;
      continue;
    }
    const schema = withDocumentation(shape, property, inside);
    entries.push([property.name, schema]);
    if (!mayBeAbsent(property, type) && schema.default === undefined) required.push(property.name);
  }
  if (failed) return undefined;
  if (entries.length === 0) return { type: "object" };
  return {
    type: "object",
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(entries),
  };
}

function mapSchema(value: ts.Type, written: Written | undefined, scope: Scope): OpenApiSchema | undefined {
  if (value.flags & TypeFlags.Never) return { type: "object" };
  if (value.flags & TypeFlags.Unknown) return { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  const additionalProperties = scope.schemaOf(withoutUndefined(value, scope.checker), written, scope);
  return additionalProperties && { type: "object", additionalProperties };
}

/** The name of a property that an author wrote; those of declaration files are not for the author to change. */
function ownName(declaration: ts.Declaration | undefined): ts.Node | undefined {
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return undefined;
  return ts.getNameOfDeclaration(declaration);
}

function mayBeAbsent(property: ts.Symbol, type: ts.Type): boolean {
  return (property.flags & SymbolFlags.Optional) !== 0 || members(type).some(isUndefined);
}

/** An optional property's type without `undefined`, which JSON does not have; an alias of the union keeps its name. */
function withoutUndefined(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  if (!type.isUnion() || !type.types.some(isUndefined)) return type;
  const rest = type.types.filter((member) => !isUndefined(member));
  if (rest.some(({ flags }) => flags & TypeFlags.Null)) return type;
  return checker.getNonNullableType(type);
}

const members = (type: ts.Type) => (type.isUnion() ? type.types : [type]);
const isUndefined = ({ flags }: ts.Type) => (flags & (TypeFlags.Undefined | TypeFlags.Void)) !== 0;
