import type { MatchKind } from "../../model.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { ts } from "../typescript.js";

export interface ReviewTypes {
  readonly matchKinds: readonly MatchKind[];
  readonly parameters: ts.Type | undefined;
  readonly parametersNode: ts.Node;
}

/** What the type of the generator's review says: the kinds to match, and the parameters. */
export function readReviewType(
  violations: ts.MethodDeclaration | ts.FunctionExpression,
  checker: ts.TypeChecker,
  reporter: Reporter,
): ReviewTypes | undefined {
  const [parameter] = violations.parameters;
  if (parameter === undefined) {
    reporter.report("GW2004", violations.name ?? violations);
    return undefined;
  }
  const type = checker.getTypeAtLocation(parameter);
  const object = checker.getPropertyOfType(type, "object");
  const parameters = checker.getPropertyOfType(type, "parameters");
  if (
    parameter.type === undefined ||
    object === undefined ||
    parameters === undefined ||
    type.flags & ts.TypeFlags.Any
  ) {
    reporter.report("GW2004", parameter);
    return undefined;
  }
  const kinds = checker.getTypeOfSymbolAtLocation(object, parameter);
  const found = (kinds.isUnion() ? kinds.types : [kinds]).map((one) => kindOf(one, parameter, checker));
  if (found.some((one) => one === undefined))
    reporter.report("GW2005", parameter.type, { type: checker.typeToString(kinds) });
  const argument = ts.isTypeReferenceNode(parameter.type) ? parameter.type.typeArguments?.[1] : undefined;
  return {
    matchKinds: merged(found.filter((one) => one !== undefined)),
    parameters: argument === undefined ? undefined : checker.getTypeOfSymbolAtLocation(parameters, parameter),
    parametersNode: argument ?? parameter,
  };
}

function kindOf(
  type: ts.Type,
  at: ts.Node,
  checker: ts.TypeChecker,
): readonly { readonly group: string; readonly kind: string }[] | undefined {
  const literals = (name: string) => {
    const symbol = checker.getPropertyOfType(type, name);
    const of = symbol === undefined ? undefined : checker.getTypeOfSymbolAtLocation(symbol, at);
    if (of === undefined) return undefined;
    const parts = of.isUnion() ? of.types : [of];
    return parts.every((part) => part.isStringLiteral())
      ? parts.map((part) => (part as ts.StringLiteralType).value)
      : undefined;
  };
  const [versions, kinds] = [literals("apiVersion"), literals("kind")];
  if (versions === undefined || kinds === undefined) return undefined;
  return versions.flatMap((version) =>
    kinds.map((kind) => ({ group: version.includes("/") ? (version.split("/")[0] as string) : "", kind })),
  );
}

/** One entry for each group, in the order of first mention. */
function merged(
  found: readonly (readonly { readonly group: string; readonly kind: string }[])[],
): readonly MatchKind[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, kind } of found.flat()) groups.set(group, (groups.get(group) ?? new Set()).add(kind));
  return [...groups].map(([group, kinds]) => ({ apiGroups: [group], kinds: [...kinds] }));
}
