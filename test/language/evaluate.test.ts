import { inventory, policy, type Review, type ViolationOutput } from "gatewright";
import { describe, expect, test } from "vitest";
import { evaluateNatively } from "../../src/language/evaluate.js";
import type { Inventory, Json, Question } from "../../src/model.js";

// biome-ignore lint/suspicious/noExplicitAny: these policies look at data that no type promises
type Loose = any;

const EMPTY: Inventory = { cluster: {}, namespace: {} };

function question(object: Json, rest: Partial<Question> = {}): Question {
  const nothing = { group: "", version: "", kind: "", resource: "" };
  return {
    review: {
      uid: "",
      operation: "",
      kind: nothing,
      resource: nothing,
      object,
      oldObject: null,
      userInfo: {},
      namespaceObject: {},
    },
    parameters: {},
    inventory: EMPTY,
    ...rest,
  };
}

function run(
  violations: (review: Review<Loose, Loose>) => Iterable<ViolationOutput>,
  object: Json = {},
  rest: Partial<Question> = {},
) {
  return evaluateNatively(policy({ kind: "K8sTest", title: "", description: "", violations }), question(object, rest));
}

const yields = (...outputs: readonly unknown[]) => run(() => outputs as readonly ViolationOutput[]);

describe("violations", () => {
  test("are a set: equal ones are one, sorted by msg and by canonical JSON of details", () => {
    const [one, same] = [
      { msg: "b", details: { y: 1, x: 2 } },
      { msg: "b", details: { x: 2, y: 1 } },
    ];
    expect(yields("b", { msg: "b" }, one, "a", same, { msg: "b", details: null })).toStrictEqual([
      { msg: "a", details: {} },
      { msg: "b", details: null },
      { msg: "b", details: { x: 2, y: 1 } },
      { msg: "b", details: {} },
    ]);
  });

  test("keep no undefined properties, no -0 and no Sets", () => {
    const details = {
      gone: undefined,
      zero: -0,
      set: new Set(["b", "a", "b"]),
      sets: new Set([new Set([2]), [1], "x"]),
    };
    expect(yields({ msg: "m", details }, { msg: "n", details: undefined })).toStrictEqual([
      { msg: "m", details: { zero: 0, set: ["a", "b"], sets: ["x", [1], [2]] } },
      { msg: "n", details: {} },
    ]);
    expect(Object.is((yields({ msg: "m", details: -0 })[0] as { details: number }).details, 0)).toBe(true);
  });

  test.each([
    [{ msg: 1 }, "it yielded a msg that is of type number"],
    [{ msg: null }, "it yielded a msg that is null"],
    [{ msg: ["a"] }, "it yielded a msg that is an array"],
    [{}, "it yielded a msg that is undefined"],
    [undefined, "it yielded undefined"],
    [{ msg: "m", details: { a: [Number.NaN] } }, "details.a[0] cannot be reported: NaN is not a JSON value"],
    [{ msg: "m", details: [undefined] }, "details[0] cannot be reported: undefined is not a JSON value"],
    [{ msg: "m", details: new Map() }, "details cannot be reported: a Map is not a JSON value"],
  ])("%j is an error that names the policy", (output, message) => {
    expect(() => yields(output)).toThrow(`policy K8sTest failed after 0 violations: ${message}`);
  });

  test("that never end in depth are an error", () => {
    const endless: { [key: string]: unknown } = {};
    endless["more"] = endless;
    expect(() => yields({ msg: "m", details: endless })).toThrow("its details are more than 1000 levels deep");
  });
});

test("a policy that throws is an error with its cause", () => {
  const reason = new RangeError("no such thing");
  expect(() =>
    run(function* () {
      yield "one";
      throw reason;
    }),
  ).toThrow(
    expect.objectContaining({ message: "policy K8sTest failed after 1 violation: no such thing", cause: reason }),
  );
});

describe("the data of a review", () => {
  test("have the keys that they have, and no others", () => {
    const labels = JSON.parse('{"__proto__": "a", "x": "b"}');
    const seen = run(
      function* ({ object, parameters }) {
        // biome-ignore lint/suspicious/noProto: a label that is named so is one of the hostile inputs
        yield `${object.labels.__proto__} ${object.labels.x} ${object.labels.constructor} ${"toString" in parameters}`;
      },
      { labels },
    );
    expect(seen[0]?.msg).toBe("a b undefined false");
  });

  test("cannot be changed, nor are they the caller's", () => {
    const object = { list: [1] };
    expect(() =>
      run(function* ({ object: seen }) {
        seen.list.push(2);
        yield "";
      }, object),
    ).toThrow(/policy K8sTest failed .*not extensible/);
    expect(Object.isFrozen(object)).toBe(false);
  });

  test("carry the parameters, and leave out what is undefined", () => {
    const asked = question({});
    const seen = run(
      function* (review) {
        yield { msg: Object.keys(review).toSorted().join(), details: review.parameters };
      },
      {},
      { parameters: { x: [1] }, review: { ...asked.review, dryRun: undefined } },
    );
    const fields = "kind,namespaceObject,object,oldObject,operation,parameters,resource,uid,userInfo";
    expect(seen).toEqual([{ msg: fields, details: { x: [1] } }]);
  });

  test("that are too deep are an error that says whose", () => {
    let deep: Json = {};
    for (let level = 0; level < 20_000; level++) deep = [deep];
    expect(() => run(() => [], deep)).toThrow("the review for policy K8sTest is more than 1000 levels deep");
  });
});

describe("inventory", () => {
  const pod = (namespace: string, name: string) => ({ apiVersion: "v1", kind: "Pod", metadata: { namespace, name } });
  const synced: Inventory = {
    cluster: { v1: { Namespace: { a: { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } } } } },
    namespace: {
      a: { v1: { Pod: { x: pod("a", "x"), y: pod("a", "y") } }, "apps/v1": { Pod: { x: pod("a", "apps") } } },
      b: { v1: { Pod: { x: pod("b", "x") } } },
    },
  };
  const names = (read: () => readonly Loose[]) =>
    run(
      function* () {
        yield {
          msg: "",
          details: read()
            .map(({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name}`)
            .toSorted(),
        };
      },
      {},
      { inventory: synced },
    )[0]?.details;

  test.each([
    ["every namespace", () => inventory.namespaced("v1", "Pod"), ["a/x", "a/y", "b/x"]],
    ["one namespace", () => inventory.namespaced("v1", "Pod", { namespace: "a" }), ["a/x", "a/y"]],
    ["one name", () => inventory.namespaced("v1", "Pod", { name: "x" }), ["a/x", "b/x"]],
    ["both", () => inventory.namespaced("v1", "Pod", { namespace: "b", name: "x" }), ["b/x"]],
    [
      "undefined is not asked for",
      () => inventory.namespaced("v1", "Pod", { namespace: undefined, name: "y" }),
      ["a/y"],
    ],
    [
      "several versions, each once",
      () => inventory.namespaced(["v1", "apps/v1", "v1"], "Pod", { name: "x" }),
      ["a/apps", "a/x", "b/x"],
    ],
    ["cluster", () => inventory.cluster("v1", "Namespace"), ["/a"]],
    ["cluster, by name", () => inventory.cluster("v1", "Namespace", { name: "b" }), []],
    ["inherited names", () => inventory.namespaced("constructor", "toString", { namespace: "__proto__" }), []],
    ["a kind that is not synced", () => inventory.namespaced("v1", "Service"), []],
  ] as const)("%s", (_, read, expected) => {
    expect(names(read)).toEqual(expected);
  });

  test("is there only while a policy runs", () => {
    expect(() => inventory.cluster("v1", "Namespace")).toThrow("only while a policy runs");
    expect(() =>
      run(() => {
        throw new Error("no");
      }),
    ).toThrow();
    expect(() => inventory.cluster("v1", "Namespace")).toThrow("only while a policy runs");
  });
});
