/** What the checker's types tell of nodes. */
import { ts } from "../typescript.js";
import { wholeness } from "./integers.js";
import type { Lowering } from "./lowering.js";
import { elementType, iteratedType, type Shape, shapeOf } from "./shape.js";
import { withoutTrust } from "./taken-for-nothing.js";
import { hasTruthyElements } from "./truthy-elements.js";

export type TypeQuestions = Pick<
  Lowering,
  "shape" | "typeOf" | "shapeOfType" | "elementShape" | "callbackResult" | "isInteger" | "isOfLibrary"
>;

/** The questions of one lowering, which remembers the answers. */
export function typeQuestions(program: ts.Program): TypeQuestions {
  const checker = program.getTypeChecker();
  const shapes = new Map<ts.Node, Shape>();
  const shapesOfTypes = new Map<ts.Type, Shape>();
  const typeOf = (node: ts.Node) => checker.getTypeAtLocation(node);
  const shapeOfType = (type: ts.Type): Shape => {
    const known = shapesOfTypes.get(type) ?? shapeOf(type, checker);
    shapesOfTypes.set(type, known);
    return known;
  };
  const shape = (node: ts.Node): Shape => {
    const known =
      shapes.get(node) ?? withoutTrust(node, shapeOfType(typeOf(node)), { checker, shape, shapeOfType, typeOf });
    shapes.set(node, known);
    return known;
  };
  const isOfLibrary = (name: ts.Node): boolean => {
    const file = checker.getSymbolAtLocation(name)?.declarations?.[0]?.getSourceFile();
    return file !== undefined && program.isSourceFileDefaultLibrary(file);
  };
  return {
    shape,
    typeOf,
    shapeOfType,
    elementShape(node) {
      const type = checker.getNonNullableType(typeOf(node));
      const element = shape(node).set
        ? elementType(type, checker)
        : (checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? iteratedType(type, checker));
      const found = element === undefined ? undefined : shapeOf(element, checker);
      return found?.undefined && hasTruthyElements(node, checker) ? { ...found, undefined: false, null: false } : found;
    },
    callbackResult(site) {
      const [callback] = site.args;
      const signature =
        callback === undefined ? undefined : checker.getSignaturesOfType(typeOf(callback), ts.SignatureKind.Call)[0];
      return signature === undefined ? undefined : shapeOf(checker.getReturnTypeOfSignature(signature), checker);
    },
    isInteger: (node) => wholeness(node, { checker, isOfLibrary }),
    isOfLibrary,
  };
}
