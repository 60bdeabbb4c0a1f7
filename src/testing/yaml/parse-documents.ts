import { Composer, CST, type Document, isMap, isScalar, LineCounter, Parser, type Scalar } from "yaml";
import { MAXIMUM_DEPTH } from "../../language/frozen-copy.js";
import type { Json } from "../../model.js";
import { FixtureError, type Place } from "../place.js";
import { toJson } from "./to-json.js";

/** One document of a YAML stream, as JSON, and where it starts. */
export interface ParsedDocument {
  readonly value: Json;
  readonly place: Place;
  /** Where a key stands, by the keys that lead to it; the document's place when it is not written there. */
  readonly placeOf: (...path: readonly string[]) => Place;
}

/**
 * The documents of a YAML (or JSON) text, read as Kubernetes reads it; empty ones are left out. Stricter than Kubernetes where a
 * mistake would hide: duplicate keys, unknown tags and integers beyond 2^53 are errors. Throws a FixtureError with its place.
 */
export function parseDocuments(file: string, text: string): readonly ParsedDocument[] {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return compose(text, lines, at).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new FixtureError(at(error.pos[0]), error.message);
    const contents = document.contents;
    if (contents === null || (isScalar(contents) && contents.type === "PLAIN" && contents.source === "")) return [];
    const place = at(contents.range?.[0] ?? 0);
    const placeOf = (...path: readonly string[]): Place => {
      const key = keyAt(contents, path);
      return key?.range ? at(key.range[0]) : place;
    };
    return [{ value: toJson(document, at), place, placeOf }];
  });
}

function keyAt(node: unknown, [name, ...rest]: readonly string[]): Scalar | undefined {
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
  return pair === undefined || rest.length === 0 ? (pair?.key as Scalar | undefined) : keyAt(pair.value, rest);
}

function compose(text: string, lines: LineCounter, at: (offset: number) => Place): readonly Document.Parsed[] {
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = tooDeep(tokens);
  if (deep !== undefined) throw new FixtureError(at(deep), `it is nested more than ${MAXIMUM_DEPTH} levels deep`);
  // The failsafe schema leaves every scalar as text, for this project's own reading of it.
  const composer = new Composer({ schema: "failsafe", prettyErrors: false, uniqueKeys: false });
  return [...composer.compose(tokens, true, text.length)] as readonly Document.Parsed[];
}

/**
 * Where the tokens go deeper than data may, if they do. The composer is recursive, and what would overflow the stack in it can end
 * the whole process, as V8 does not survive when it has to compile a regular expression there.
 */
function tooDeep(tokens: readonly CST.Token[]): number | undefined {
  const pending = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > MAXIMUM_DEPTH) return token.offset;
    if (CST.isCollection(token)) {
      for (const { key, value } of token.items) {
        if (key) pending.push({ token: key, depth: depth + 1 });
        if (value) pending.push({ token: value, depth: depth + 1 });
      }
    } else if (token.type === "document" && token.value) pending.push({ token: token.value, depth });
  }
  return undefined;
}
