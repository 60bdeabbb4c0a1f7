import type { OpenApiSchema } from "../../model.js";
import { ts } from "../typescript.js";
import { schemaOfType } from "./schema-of-type.js";
import type { SchemaProblem } from "./schema-problem.js";

const { TypeFlags } = ts;

/**
 * The schema of `spec.parameters` for a policy's `Parameters` type; undefined when the policy takes none (an empty interface,
 * `Record<string, never>`, `undefined`, `unknown`) and when there were problems, all of which are reported.
 *
 * - A property without `?` is `required`, unless it has an `@default`: Gatekeeper's client validates before it applies defaults.
 * - When every such property of the root has a default, and there is one, the root's own default is `{}`: a nested default
 *   fires only where its parent is present, and so a constraint without `parameters` gets them too.
 * - Comments give descriptions and constraints. The comment of a property goes before that of its type.
 * - The order of properties and enums is that of the text, never the checker's.
 *
 * @param at where problems of the type itself are reported; those of a property are reported at its name
 */
export function parametersSchema(
  type: ts.Type,
  at: ts.Node,
  checker: ts.TypeChecker,
  report: (problem: SchemaProblem) => void,
): OpenApiSchema | undefined {
  if (type.flags & (TypeFlags.Undefined | TypeFlags.Void | TypeFlags.Unknown | TypeFlags.Never)) return undefined;
  const reported = new Set<string>();
  const once = (problem: SchemaProblem) => {
    const key = `${problem.code} ${problem.node.getSourceFile().fileName} ${problem.node.pos} ${JSON.stringify(problem.args)}`;
    if (!reported.has(key)) report(problem);
    reported.add(key);
  };
  const written = ts.isTypeNode(at) ? { node: at, bindings: new Map() } : undefined;
  const schema = schemaOfType(type, written, { checker, report: once, at, open: [], schemaOf: schemaOfType });
  if (schema === undefined) return undefined;
  if (schema.type !== "object" || schema.nullable === true) {
    once({
      code: "GW3007",
      node: at,
      args: { type: checker.typeToString(type, undefined, ts.TypeFormatFlags.InTypeAlias) },
    });
    return undefined;
  }
  if (reported.size > 0 || isEmpty(schema)) return undefined;
  return freeze(withRootDefault(schema, type, checker));
}

function isEmpty(schema: OpenApiSchema): boolean {
  const { properties, additionalProperties } = schema;
  return (
    properties === undefined && additionalProperties === undefined && !schema["x-kubernetes-preserve-unknown-fields"]
  );
}

function withRootDefault(schema: OpenApiSchema, type: ts.Type, checker: ts.TypeChecker): OpenApiSchema {
  if (schema.default !== undefined || schema.required !== undefined) return schema;
  const alwaysThere = checker
    .getPropertiesOfType(type)
    .some(({ name, flags }) => !(flags & ts.SymbolFlags.Optional) && schema.properties?.[name]?.default !== undefined);
  return alwaysThere && (schema.minProperties ?? 0) === 0 ? { ...schema, default: {} } : schema;
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
