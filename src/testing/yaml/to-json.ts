import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { MAXIMUM_DEPTH } from "../../language/frozen-copy.js";
import type { Json } from "../../model.js";
import { FixtureError, type Place } from "../place.js";
import { resolveScalar, ScalarError } from "./resolve-scalar.js";

/** As many values as a document may have once its aliases are written out; a few lines of them can stand for billions. */
const MAXIMUM_VALUES = 1_000_000;

/** The JSON that a parsed document stands for. */
export function toJson(document: Document.Parsed, at: (offset: number) => Place): Json {
  // Most documents have no aliases, and looking for what they stand for goes through all of it.
  let targets: ReadonlyMap<unknown, Node> | undefined;
  const targetOf = (alias: unknown): Node | undefined => {
    targets ??= aliasTargets(document);
    return targets.get(alias);
  };
  let values = 0;

  const fail = (node: unknown, problem: string): never => {
    throw new FixtureError(at((node as Node | null)?.range?.[0] ?? 0), problem);
  };

  const convert = (node: unknown, depth: number): Json => {
    if (depth > MAXIMUM_DEPTH) return fail(node, `it is nested more than ${MAXIMUM_DEPTH} levels deep`);
    if (++values > MAXIMUM_VALUES) return fail(node, `its aliases stand for more than ${MAXIMUM_VALUES} values`);
    if (node === null) return null;
    if (isAlias(node)) {
      const target = targetOf(node);
      return target === undefined
        ? fail(node, `there is no anchor &${node.source} before it`)
        : convert(target, depth + 1);
    }
    if (isScalar(node)) return scalar(node);
    if (isSeq(node)) return checkTag(node, "seq") ?? node.items.map((item) => convert(item, depth + 1));
    if (isMap(node)) return checkTag(node, "map") ?? Object.fromEntries(entries(node, depth));
    return fail(node, "it is not JSON");
  };

  const entries = (map: YAMLMap, depth: number): ReadonlyMap<string, Json> => {
    const own = new Set<string>();
    const result = new Map<string, Json>();
    for (const pair of map.items) {
      if (isMergeKey(pair)) {
        // Kubernetes' reader lets a merge key override what stands before it, where YAML has the mapping's own keys win.
        for (const [key, value] of mergedEntries(pair.value, depth + 1)) result.set(key, value);
        continue;
      }
      const key = keyOf(pair.key);
      if (own.has(key)) fail(pair.key, `the key ${JSON.stringify(key)} is there twice`);
      own.add(key);
      result.set(key, convert(pair.value, depth + 1));
    }
    return result;
  };

  const mergedEntries = (node: unknown, depth: number): ReadonlyMap<string, Json> => {
    if (depth > MAXIMUM_DEPTH || ++values > MAXIMUM_VALUES) return fail(node, "its merge keys are nested too deeply");
    const source = isAlias(node) ? targetOf(node) : node;
    if (isMap(source)) {
      return entries(source, depth);
    }
    if (!isSeq(source)) return fail(node, "a merge key `<<` takes a mapping, or a list of them");
    // The first of a list wins.
    const maps = source.items.map((item) => mergedEntries(item, depth + 1));
    return new Map(maps.toReversed().flatMap((map) => [...map]));
  };

  const keyOf = (node: unknown): string => {
    const key = isAlias(node) ? targetOf(node) : node;
    if (!isScalar(key)) return fail(node, "a key is text; this one is a list or a mapping");
    const value = scalar(key);
    if (value === null) return fail(node, "a key is text; this one is null");
    return String(value);
  };

  const scalar = (node: Scalar): string | number | boolean | null => {
    const text = typeof node.value === "string" ? node.value : (node.source ?? "");
    const tag = node.tag?.replace("tag:yaml.org,2002:", "!!");
    if (tag !== undefined && tag !== "!" && tag !== "!!str" && TAGGED[tag] === undefined) fail(node, unknownTag(tag));
    if (tag === "!!str" || tag === "!" || (tag === undefined && node.type !== "PLAIN")) return text;
    try {
      const value = resolveScalar(text);
      if (tag === undefined || TAGGED[tag]?.(value) === true) return value;
      return fail(node, `the tag ${tag} does not fit ${JSON.stringify(text)}`);
    } catch (error) {
      if (!(error instanceof ScalarError)) throw error;
      return fail(node, error.message);
    }
  };

  const checkTag = (node: Node, expected: "seq" | "map"): undefined => {
    if (node.tag === undefined || node.tag === `tag:yaml.org,2002:${expected}`) return undefined;
    return fail(node, unknownTag(node.tag));
  };

  return convert(document.contents, 1);
}

/** The tags that Kubernetes knows, and what they may stand before. */
const TAGGED: { readonly [tag: string]: (value: unknown) => boolean } = {
  "!!bool": (value) => typeof value === "boolean",
  "!!int": (value) => Number.isInteger(value),
  "!!float": (value) => typeof value === "number",
  "!!null": (value) => value === null,
};

function unknownTag(tag: string): string {
  return `the tag ${tag.replace("tag:yaml.org,2002:", "!!")} is not for JSON`;
}

/** What the aliases of a document stand for: the last node before each that has its anchor. */
function aliasTargets(document: Document.Parsed): ReadonlyMap<unknown, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<unknown, Node>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.type === "PLAIN" && key.value === "<<" && key.tag === undefined;
}
