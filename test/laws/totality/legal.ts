/** Objects that fit a type, and in which there is much of what a policy speaks of and little else. */
import fc from "fast-check";
import ts from "typescript";
import type { Json } from "../../../src/model.js";
import type { Reviewed } from "./reviewed.js";
import { integers, numbers, quantities, texts, times } from "./values.js";

/** Kubernetes' own objects stay under 30 levels; what recurses (schemas of custom resources) is cut off before. */
const MOST_LEVELS = 16;

/** Lists and times that the API server writes as null where there are none, whatever their types say: Go writes them always. */
const keptNulls: readonly string[] = [
  "ClusterRole.rules",
  "Role.rules",
  "ProjectedVolumeSource.sources",
  "ObjectMeta.creationTimestamp",
];

export interface Legal {
  of(type: ts.Type): fc.Arbitrary<Json>;
}

export function legalValues(checker: ts.TypeChecker, { words, texts: own }: Omit<Reviewed, "kinds">): Legal {
  const text = texts(own);
  const known = new Map<string, fc.Arbitrary<Json>>();
  const ids = new Map<ts.Type, number>();

  /** @param written The type as its declaration writes it: aliases of numbers and texts are not in the type itself. */
  function of(type: ts.Type, written: string, levels: number): fc.Arbitrary<Json> {
    if (!ids.has(type)) ids.set(type, ids.size);
    const key = `${ids.get(type)} ${/Integer|Quantity|Time/.exec(written)?.[0]} ${levels}`;
    const made = known.get(key) ?? make(type, written, levels);
    known.set(key, made);
    return made;
  }

  function make(type: ts.Type, written: string, levels: number): fc.Arbitrary<Json> {
    if (type.isUnion()) {
      // What is optional is absent where it is undefined.
      const given = type.types.filter((one) => !(one.flags & ts.TypeFlags.Undefined));
      return fc.oneof(...given.map((one) => of(one, written, levels)));
    }
    if (type.isStringLiteral() || type.isNumberLiteral()) return fc.constant(type.value);
    const { flags } = type;
    if (flags & ts.TypeFlags.BooleanLiteral) return fc.constant(checker.typeToString(type) === "true");
    if (flags & ts.TypeFlags.Null) return fc.constant(null);
    if (flags & ts.TypeFlags.StringLike) {
      if (/\bQuantity\b/.test(written)) return quantities;
      return /\b(?:Micro)?Time\b/.test(written) ? times : text;
    }
    if (flags & ts.TypeFlags.NumberLike) return /\bInteger|Quantity\b/.test(written) ? integers : numbers;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))
      return fc.oneof(text, integers, fc.constant(null), fc.boolean());
    if (checker.isTupleType(type))
      return fc.tuple(...checker.getTypeArguments(type as ts.TypeReference).map((one) => of(one, written, levels + 1)));
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference) as readonly [ts.Type];
      return levels > MOST_LEVELS ? fc.constant([]) : fc.array(of(item, written, levels + 1), { maxLength: 3 });
    }
    return objects(type, levels);
  }

  function objects(type: ts.Type, levels: number): fc.Arbitrary<Json> {
    const properties = checker.getPropertiesOfType(type);
    const fields: { [name: string]: fc.Arbitrary<Json> } = {};
    const required: string[] = [];
    for (const [at, property] of properties.entries()) {
      const { name } = property;
      const isRequired = !(property.flags & ts.SymbolFlags.Optional);
      // A few of those that the policy does not speak of.
      if (!isRequired && (levels > MOST_LEVELS || !(words.has(name) || (at * 7 + levels) % 23 === 0))) continue;
      if (isRequired) required.push(name);
      fields[name] = fieldOf(type, property, levels);
    }
    const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (index === undefined) return fc.record(fields, { requiredKeys: required });
    const written = checker.typeToString(type);
    const values = levels > MOST_LEVELS ? fc.constant("") : of(index, written, levels + 1);
    const entries = fc.array(fc.tuple(text, values), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs));
    return fc.tuple(entries, fc.record(fields, { requiredKeys: required })).map(([some, own]) => ({ ...some, ...own }));
  }

  function fieldOf(type: ts.Type, property: ts.Symbol, levels: number): fc.Arbitrary<Json> {
    const declaration = property.valueDeclaration as ts.PropertySignature | undefined;
    const given = checker.getTypeOfSymbol(property);
    const value = of(given, declaration?.type?.getText() ?? "", levels + 1);
    const isKept = keptNulls.includes(`${type.symbol?.name}.${property.name}`);
    return isKept ? fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) }) : value;
  }

  return { of: (type) => of(type, "", 0) };
}
