import { type Data, shapeOf } from "./data.js";
import { sortedEntries, sortedSet } from "./order.js";
import { quote } from "./quote.js";

/**
 * A value as text for messages, as OPA's `sprintf("%v", [value])` writes it: a string as it is, `null`, `true`, arrays
 * `["a", 1]`, objects with sorted keys `{"max": 2, "min": 1}`, sets sorted `{"a", "b"}` and `set()`. Strings inside of arrays,
 * objects and sets are quoted as Go does. Properties that are undefined are absent.
 *
 * Numbers are the exception. Gatekeeper hands reviews to OPA as float64 but parameters as they are, so that `%v` writes
 * 1000690000 as `1.00069e+09` in the one case only. Here a number is written as JavaScript writes it, wherever it comes from:
 * integers as integers up to 1e21, and `1.5`.
 *
 * @throws TypeError for what is not data, such as a function or NaN
 */
export function fmt(value: Data): string {
  return typeof value === "string" ? value : term(value);
}

function term(value: unknown): string {
  const shape = shapeOf(value);
  switch (shape.type) {
    case "null":
      return "null";
    case "boolean":
    case "number":
      return String(shape.value);
    case "string":
      return quote(shape.value);
    case "array":
      return `[${shape.items.map(term).join(", ")}]`;
    case "set":
      return shape.items.length === 0 ? "set()" : `{${sortedSet(shape.items).map(term).join(", ")}}`;
    case "object":
      return `{${sortedEntries(shape.entries)
        .map(([key, property]) => `${quote(key)}: ${term(property)}`)
        .join(", ")}}`;
    default:
      return shape satisfies never;
  }
}
