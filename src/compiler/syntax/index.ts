import type { ExpressionSyntax } from "../lower/lowering.js";
import type { ts } from "../typescript.js";
import { binary } from "./binary.js";
import { callExpression } from "./call.js";
import { arrayLiteral, newExpression } from "./collections.js";
import { conditional } from "./conditional.js";
import { literals } from "./literals.js";
import { negation } from "./logical.js";
import { names } from "./names.js";
import { objectLiteral } from "./object-literal.js";
import { elementAccess, propertyAccess } from "./property-access.js";
import { regularExpression } from "./regular-expression.js";
import { template } from "./template.js";
import { typeofExpression } from "./typeof.js";
import { wrappers } from "./wrappers.js";

const constructs = [
  literals,
  names,
  wrappers,
  propertyAccess,
  elementAccess,
  callExpression,
  binary,
  negation,
  conditional,
  template,
  typeofExpression,
  arrayLiteral,
  objectLiteral,
  newExpression,
  regularExpression,
] as readonly unknown[] as readonly ExpressionSyntax[];

/** Who answers for a kind of expression. What is not in here is denied at its place. */
export const expressions: ReadonlyMap<ts.SyntaxKind, ExpressionSyntax> = new Map(
  constructs.flatMap((construct) => construct.kinds.map((kind) => [kind, construct] as const)),
);
