import type { OpenApiSchema } from "../../model.js";
import type { ts } from "../typescript.js";
import type { SchemaProblem } from "./schema-problem.js";
import type { Written } from "./type-node.js";

/** What the functions of this folder pass to each other on the way down a type. */
export interface Scope {
  readonly checker: ts.TypeChecker;
  readonly report: (problem: SchemaProblem) => void;
  /** Where problems are reported: the innermost property of the author's that is being read. */
  readonly at: ts.Node;
  /** The object types that are being read, to find one inside itself. */
  readonly open: readonly ts.Type[];
  /** The schema of a part's type; undefined when it has none, which has been reported then. */
  readonly schemaOf: (type: ts.Type, written: Written | undefined, scope: Scope) => OpenApiSchema | undefined;
}

/** Reports a type that no schema can express. */
export function unsupported(type: ts.Type, scope: Scope): undefined {
  scope.report({ code: "GW3001", node: scope.at, args: { type: scope.checker.typeToString(type) } });
  return undefined;
}

/** Whether a declaration is TypeScript's own: `Array`, `Record`, `Date`. */
export function isLibrary(declaration: ts.Declaration): boolean {
  const file = declaration.getSourceFile();
  return file.hasNoDefaultLib || /(?:^|\/)lib\.[^/]*d\.ts$/.test(file.fileName);
}
