/** A fold as one term: the first value, and what all passes add. */
import { isDefined } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { any, bind, exists, not, some } from "../ir/steps.js";
import { call, choose, constant, empty, isEmptyCollection, member, orElse } from "../ir/terms.js";
import { isNone } from "./before.js";
import { bestOf, isBest } from "./best.js";
import type { Fold } from "./folds.js";
import type { Lowering } from "./lowering.js";

/** What goes through the passes. */
export interface Course {
  readonly steps: Body;
  readonly ordered: boolean;
}

const unordered: ReadonlySet<Fold["sort"]> = new Set([
  "list",
  "sum",
  "set",
  "removed",
  "removedKeys",
  "any",
  "all",
  "max",
  "min",
  "groupSets",
  "groupSums",
]);

/** True where the value depends on which pass comes first. A list knows by itself that its order means nothing. */
export function needsOrder({ sort, items }: Fold): boolean {
  if (sort !== "last" && sort !== "found") return !unordered.has(sort);
  const plain = unboxed(items);
  return plain === undefined || onlyValue(plain)?.kind !== "constant";
}

export function folded({ sort, items, measure }: Fold, first: Term, course: Course, to: Lowering): Term {
  if (isBest(sort)) return bestOf(sort, collected(items, course, to), { value: first, measure: measure ?? first });
  switch (sort) {
    case "list":
    case "distinct":
      return isEmptyCollection(first)
        ? collected(items, course, to)
        : call("concatArrays", first, collected(items, course, to));
    case "sum":
      return call("plus", total(collected(items, course, to)), first);
    case "text":
      return call("join", constant(""), {
        kind: "array",
        items: [first, call("join", constant(""), collected(items, course, to))],
      });
    case "set": {
      const { body, value } = gathered(course.steps, items, to);
      const set: Term = { kind: "collect", into: "set", body, value };
      return isEmptyCollection(first) ? set : call("union", first, set);
    }
    case "removed": {
      const { body, value } = gathered(course.steps, items, to);
      return call("difference", first, { kind: "collect", into: "set", body, value });
    }
    case "removedKeys":
      return call("removeKeys", first, collected(items, course, to));
    case "object":
      // In policy.wasm, the union of no objects is undefined.
      return call(
        "unionObjects",
        call(
          "concatArrays",
          { kind: "array", items: [isEmptyCollection(first) ? empty.object : first] },
          collected(items, course, to),
        ),
      );
    case "overlay":
    case "firstByKey":
    case "groupLists":
    case "groupSets":
    case "groupSums":
      return call(sort, isEmptyCollection(first) ? empty.object : first, collected(items, course, to));
    case "max":
    case "min": {
      const list = collected(items, course, to);
      if (first.kind === "undefined") return call(sort, list);
      const all = call(sort, call("concatArrays", { kind: "array", items: [first] }, list));
      return isDefined(first) ? all : orElse(all, call(sort, list));
    }
    case "first":
      return orElse(first, member(collected(items, course, to), constant(0)));
    case "any": {
      const { body } = gathered(course.steps, items, to);
      return asFlag(any([to.truth(first), exists(body)]));
    }
    case "all": {
      const { body } = gathered(course.steps, items, to);
      return asFlag([...to.truth(first), ...not(exists(body))]);
    }
    case "grouped":
      throw new Error("entries that grow are put together by grouped.ts");
    case "last":
    case "found":
      return latest(items, first, course, sort === "found", to);
    default:
      return sort satisfies never;
  }
}

function asFlag(body: Body): Term {
  return choose([{ when: body, answer: constant(true) }], constant(false));
}

/** The value that the last pass gave, or the first one, where one gave any. */
function latest(items: Term, first: Term, course: Course, isFirst: boolean, to: Lowering): Term {
  const plain = unboxed(items);
  const single = plain === undefined ? undefined : onlyValue(plain);
  if (single?.kind === "constant" && plain !== undefined) {
    const { body } = gathered(course.steps, plain, to);
    return choose([{ when: exists(body), answer: single }], first);
  }
  const picked = (list: Term) => {
    const all = collected(list, course, to);
    return member(isFirst ? all : call("reverse", all), constant(0));
  };
  if (plain !== undefined) return orElse(picked(plain), first);
  const found = to.fresh(isFirst ? "first" : "last");
  return choose([{ when: [bind(found, picked(items))], answer: member(found, constant(0)) }], first);
}

/** The one value that all the items are, if they are. */
function onlyValue(items: Term): Term | undefined {
  if (items.kind === "array") return items.items.length === 1 ? items.items[0] : undefined;
  if (items.kind !== "choose" || items.otherwise === undefined) return undefined;
  const lists = [...items.cases.map(({ answer }) => answer), items.otherwise].filter((list) => !isNone(list));
  const values = lists.map(onlyValue);
  const [value] = values;
  if (value?.kind !== "constant") return undefined;
  return values.every((one) => one?.kind === "constant" && one.value === value.value) ? value : undefined;
}

/** Items that are lists of one, as these ones; undefined where a list may be empty. */
function unboxed(items: Term): Term | undefined {
  if (items.kind === "array") {
    const inner = items.items.flatMap((item) => (item.kind === "array" && item.items.length === 1 ? item.items : []));
    return inner.length === items.items.length ? { kind: "array", items: inner } : undefined;
  }
  if (items.kind !== "choose" || items.otherwise === undefined) return undefined;
  const last = unboxed(items.otherwise);
  const answers = items.cases.map(({ answer }) => unboxed(answer));
  if (last === undefined || answers.some((answer) => answer === undefined)) return undefined;
  return choose(
    items.cases.map(({ when }, index) => ({ when, answer: answers[index] as Term })),
    last,
  );
}

function total(list: Term): Term {
  if (list.kind === "collect" && list.value.kind === "constant" && list.value.value === 1) return call("count", list);
  return call("sum", list);
}

function collected(items: Term, { steps, ordered }: Course, to: Lowering): Term {
  if (isNone(items)) return empty.array;
  const { body, value } = gathered(steps, items, to);
  return { kind: "collect", into: "array", body, value, ...(ordered ? {} : { unordered: true as const }) };
}

/** Steps that go through all the items of all the passes, and the item that they bind. */
export function gathered(steps: Body, items: Term, to: Lowering): { readonly body: Body; readonly value: Term } {
  if (items.kind === "array" && items.items.length === 1) return { body: steps, value: items.items[0] as Term };
  if (items.kind === "collect" && items.into === "array")
    return { body: [...steps, ...items.body], value: items.value };
  if (items.kind === "choose") {
    const only = onlyCase(items);
    if (only !== undefined) return gathered([...steps, ...only.when], only.answer, to);
  }
  const item = to.fresh("item");
  return { body: [...steps, some(items, item)], value: item };
}

/** The only case of a choice that gives items, with what leads to it. */
function onlyCase({
  cases,
  otherwise = empty.array,
}: Extract<Term, { kind: "choose" }>): { readonly when: Body; readonly answer: Term } | undefined {
  const all = [...cases, { when: [] as Body, answer: otherwise }];
  const giving = all.filter(({ answer }) => !isNone(answer));
  const [only] = giving;
  if (only === undefined || giving.length > 1) return undefined;
  const earlier = all.slice(0, all.indexOf(only)).flatMap(({ when }) => not(exists(when)));
  return { when: [...earlier, ...only.when], answer: only.answer };
}
