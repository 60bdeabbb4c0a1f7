/**
 * The `spec` of a kind, which the API server always sends for some kinds, and OpenAPI therefore requires there; a review may be without it
 * all the same, and TypeScript finds undefined then: whoever passes it on does not say that it is there.
 */
import { ts } from "../typescript.js";

/** True for a property that is the `spec` of an object of the API. */
export function isSpecOfKind(property: ts.Symbol | undefined): boolean {
  return property?.name === "spec" && property.declarations?.some(({ parent }) => isKind(parent)) === true;
}

/** True for a type that says which kind of the API an object is. */
function isKind(node: ts.Node): boolean {
  if (!ts.isInterfaceDeclaration(node) && !ts.isTypeLiteralNode(node)) return false;
  const names = node.members.flatMap((member) =>
    ts.isPropertySignature(member) && member.questionToken === undefined ? [member.name.getText()] : [],
  );
  return names.includes("apiVersion") && names.includes("kind");
}
