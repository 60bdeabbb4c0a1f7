import type { Data } from "./data.js";
import { compareData } from "./order.js";

/**
 * Whether two values are equal by content: Rego's `==`. Arrays element by element, objects by their properties in whatever order,
 * Sets by their elements; a property that is undefined is as good as absent. Never is one type equal to another: an array is
 * not a Set, and `1` is not `"1"`. (`===` asks whether two objects are the same one, which Rego cannot know.)
 *
 *     if (equals(object.spec?.selector ?? {}, oldObject?.spec?.selector ?? {})) …
 *
 * @throws TypeError for what is not data, such as a function or NaN
 */
export function equals(left: Data, right: Data): boolean {
  return compareData(left, right) === 0;
}
