import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";

/** Where a part of a literal definition stands, by its path (`["controls", "soc2", 0]`): the deepest node on the way that is written in it. */
export function placeOf(definition: ts.Expression, path: readonly (string | number)[]): ts.Node {
  const [step, ...rest] = path;
  const node = unwrap(definition);
  if (step === undefined) return node;
  if (typeof step === "number") {
    const element = ts.isArrayLiteralExpression(node) ? node.elements[step] : undefined;
    return element === undefined ? node : placeOf(element, rest);
  }
  const property = ts.isObjectLiteralExpression(node) ? propertyOf(node, step) : undefined;
  if (property === undefined) return node;
  return ts.isPropertyAssignment(property) ? placeOf(property.initializer, rest) : property;
}

/** The same for the name of a property. */
export function nameAt(definition: ts.Expression, path: readonly (string | number)[]): ts.Node {
  const object = unwrap(placeOf(definition, path.slice(0, -1)) as ts.Expression);
  const property = ts.isObjectLiteralExpression(object) ? propertyOf(object, String(path.at(-1))) : undefined;
  return property?.name ?? object;
}

/** The last property of a name: the one that counts. */
function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined {
  return object.properties.findLast(
    (property) =>
      property.name !== undefined &&
      !ts.isComputedPropertyName(property.name) &&
      !ts.isPrivateIdentifier(property.name) &&
      property.name.text === name,
  );
}
