import type { Term } from "../ir/nodes.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import { ts } from "../typescript.js";
import { addresses } from "./addresses.js";
import { amounts } from "./amounts.js";
import { arrayProperties, arrays } from "./array.js";
import { arrayCallbacks } from "./array-callbacks.js";
import { arrayConstructor } from "./array-constructor.js";
import { arrayFinding } from "./array-find.js";
import { arrayParts } from "./array-parts.js";
import { arrayReduction } from "./array-reduce.js";
import { arraySearch } from "./array-search.js";
import { arraySorting } from "./array-sort.js";
import type { Builtin, BuiltinProperty } from "./builtin.js";
import { encodings } from "./encodings.js";
import { external } from "./external.js";
import { gatewright } from "./gatewright.js";
import { globs } from "./globs.js";
import { instead } from "./instead.js";
import { jsonTexts } from "./json-texts.js";
import { mapProperties, maps } from "./maps.js";
import { math, mathProperties } from "./math.js";
import { numberTexts } from "./number-texts.js";
import { numberProperties, numbers } from "./numbers.js";
import { objectProperties, objects } from "./objects.js";
import { expressionProperties, regularExpressions } from "./regexp.js";
import { textProperties, texts } from "./text.js";
import { textParts } from "./text-parts.js";
import { textReplacements } from "./text-replace.js";
import { times } from "./times.js";
import { versions } from "./versions.js";

/** Every builtin. A name that TypeScript's library declares and that has no row here is denied. */
export const builtins: readonly Builtin[] = [
  ...arraySearch,
  ...arrayParts,
  ...arrays,
  ...arrayConstructor,
  ...arrayCallbacks,
  ...arrayFinding,
  ...arrayReduction,
  ...arraySorting,
  ...texts,
  ...textParts,
  ...textReplacements,
  ...regularExpressions,
  ...objects,
  ...maps,
  ...numbers,
  ...numberTexts,
  ...math,
  ...jsonTexts,
  ...gatewright,
  ...amounts,
  ...globs,
  ...addresses,
  ...versions,
  ...times,
  ...encodings,
  ...external,
];
export const properties: readonly BuiltinProperty[] = [
  ...arrayProperties,
  ...textProperties,
  ...numberProperties,
  ...expressionProperties,
  ...mathProperties,
  ...objectProperties,
  ...mapProperties,
];

const callsByName = new Map(builtins.map((row) => [`${row.owner}.${row.name}`, row]));
const propertiesByName = new Map(properties.map((row) => [`${row.owner}.${row.name}`, row]));
const aliases: Readonly<Record<string, string>> = { ReadonlyArray: "Array", ReadonlySet: "Set", ReadonlyMap: "Map" };

/** What a called name is: a row, a name of the library without a row, or something of the project's own. */
export type Found =
  | { readonly kind: "builtin"; readonly row: Builtin }
  | { readonly kind: "unknown"; readonly name: string }
  | { readonly kind: "own" };

/** Looks up the builtin that a call names. */
export function findBuiltin(node: ts.CallExpression, to: Lowering): Found {
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  const owner = ownerOf(name, to);
  if (owner === undefined) return { kind: "own" };
  const row = callsByName.get(`${owner}.${name.getText()}`);
  return row === undefined
    ? {
        kind: "unknown",
        name: owner === "global" || owner === "gatewright" ? name.getText() : `${owner}.${name.getText()}`,
      }
    : { kind: "builtin", row };
}

/** The lowering of a property that is an operation, or one that refuses what has no row. */
export function builtinProperty(
  node: ts.PropertyAccessExpression,
  to: Lowering,
): ((node: ts.PropertyAccessExpression, scope: Scope, to: Lowering) => Term) | undefined {
  const owner = ownerOf(node.name, to) ?? (isLengthOfTuple(node, to) ? "Array" : undefined);
  if (owner === undefined) return undefined;
  const row = propertiesByName.get(`${owner}.${node.name.text}`);
  if (row !== undefined) return row.value;
  return (at) =>
    to.deny(at, "GW1013", { name: `${owner}.${node.name.text}`, instead: instead(`${owner}.${node.name.text}`) });
}

/** A tuple declares its length itself, as the numbers that it may be. */
function isLengthOfTuple({ expression, name }: ts.PropertyAccessExpression, to: Lowering): boolean {
  const { array, object, map } = to.shape(expression);
  return name.text === "length" && array && !object && !map;
}

/** Where a name is declared: an interface of TypeScript's library, `global`, `gatewright`, or undefined for the project's own. */
function ownerOf(name: ts.Node, to: Lowering): string | undefined {
  const direct = to.checker.getSymbolAtLocation(name);
  const symbol =
    direct !== undefined && direct.flags & ts.SymbolFlags.Alias ? to.checker.getAliasedSymbol(direct) : direct;
  const [declaration] = symbol?.declarations ?? [];
  if (declaration === undefined) return undefined;
  const file = declaration.getSourceFile();
  const own = to.isOfGatewright(file);
  if (!own && !to.program.isSourceFileDefaultLibrary(file)) return undefined;
  const parent = declaration.parent;
  if (ts.isInterfaceDeclaration(parent)) {
    if (own && parent.name.text !== "InventoryReader") return undefined;
    return aliases[parent.name.text] ?? parent.name.text;
  }
  if (own) return ts.isFunctionDeclaration(declaration) ? "gatewright" : undefined;
  return "global";
}
