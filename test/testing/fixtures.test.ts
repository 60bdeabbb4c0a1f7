import { describe, expect, test } from "vitest";
import { type FixtureCase, readFixture } from "../../src/testing/fixtures/read-fixture.js";
import { FixtureError } from "../../src/testing/place.js";

const encode = (text: string) => new TextEncoder().encode(text);
const SYNCED = "apiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Namespace, metadata: { name: b } }\n";

function read(text: string | Uint8Array, file = "p/fixtures/denied-x.yaml"): readonly FixtureCase[] {
  const readSibling = (name: string) => (name === "synced.yaml" ? encode(SYNCED) : undefined);
  return readFixture({ file, bytes: typeof text === "string" ? encode(text) : text, kind: "MyKind", readSibling });
}

const settings = (fields: string) => `apiVersion: gatewright.dev/v1\nkind: Fixture\n${fields}\n---\n`;
const pod = (name: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: ns } }`;

test("a plain manifest is a fixture", () => {
  const [one, ...others] = read(pod("a"), "p/fixtures/allowed-x.yaml");
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    name: "allowed-x.yaml",
    verdict: "allowed",
    parametersPlace: { line: 1 },
    place: { file: "p/fixtures/allowed-x.yaml", line: 1, column: 1 },
    question: {
      parameters: undefined,
      inventory: { cluster: {}, namespace: {} },
      review: { operation: "", name: "a", namespaceObject: {} },
    },
  });
  expect(one).not.toHaveProperty("messages");
});

test("settings hold for the objects after them, until the next settings", () => {
  const cases = read(
    `${settings("parameters: { a: 1 }\nmessages: [x, { msg: z, details: null }]\nnamespace: { metadata: { labels: { l: m } } }\nnow: 2026-11-21T20:15:00Z\nexternalData: { facts: { responses: { k: [1] }, errors: { e: why } } }\ninventory: [synced.yaml, { apiVersion: v1, kind: Pod, metadata: { name: p, namespace: ns } }]")}${pod("a")}\n---\n${pod("b")}\n---\n${settings("parameters: {}")}${pod("c")}`,
  );
  expect(cases.map(({ name }) => name)).toEqual([
    "denied-x.yaml #1 Pod ns/a",
    "denied-x.yaml #2 Pod ns/b",
    "denied-x.yaml #3 Pod ns/c",
  ]);
  for (const one of cases.slice(0, 2)) {
    expect(one.messages).toEqual([{ msg: "x" }, { msg: "z", details: null }]);
    expect(one.question.parameters).toEqual({ a: 1 });
    expect(one.question.now).toBe("2026-11-21T20:15:00Z");
    expect(one.question.externalData).toEqual({ facts: { responses: { k: [1] }, errors: { e: "why" } } });
    expect(one.parametersPlace.line).toBe(3);
    expect(one.question.review.namespaceObject).toMatchObject({ kind: "Namespace", metadata: { labels: { l: "m" } } });
    expect(one.question.inventory).toMatchObject({
      cluster: { v1: { Namespace: { b: {} } } },
      namespace: { ns: { v1: { Pod: { p: {} } } } },
    });
  }
  expect(cases[2]).toMatchObject({
    parametersPlace: { line: 16 },
    question: { parameters: {}, inventory: { cluster: {} } },
  });
  expect(cases[2]?.messages).toBeUndefined();
});

test("a constraint of the policy gives its parameters, so that gator can read the file", () => {
  const constraint =
    "apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: MyKind\nmetadata: { name: c }\nspec: { parameters: { a: [1] } }\n";
  expect(read(`${constraint}---\n${pod("a")}`)).toMatchObject([
    { parametersPlace: { line: 4, column: 9 }, place: { line: 6 }, question: { parameters: { a: [1] } } },
  ]);
  expect(() => read(`${constraint.replace("MyKind", "Other")}---\n${pod("a")}`)).toThrow(
    'p/fixtures/denied-x.yaml:1:1: it is a constraint of "Other", and this policy is MyKind',
  );
});

test("a List stands for its items, and an AdmissionReview for its request", () => {
  expect(read(`apiVersion: v1\nkind: List\nitems: [${pod("a")}, ${pod("b")}]`).map(({ name }) => name)).toEqual([
    "denied-x.yaml #1 Pod ns/a",
    "denied-x.yaml #2 Pod ns/b",
  ]);
  const review = `apiVersion: admission.k8s.io/v1\nkind: AdmissionReview\nrequest: { operation: DELETE, oldObject: ${pod("a")} }`;
  expect(read(review)).toMatchObject([
    { question: { review: { operation: "DELETE", object: { metadata: { name: "a" } } } } },
  ]);
});

describe("what cannot be used is an error at its place", () => {
  test.each<[name: string, text: string, message: string]>([
    ["no object", "# nothing", "1:1: it holds no object to review"],
    ["settings alone", settings("parameters: {}"), "1:1: no object comes after this Fixture"],
    [
      "settings at the end",
      `${pod("a")}\n---\n${settings("parameters: {}")}`,
      "3:1: no object comes after this Fixture",
    ],
    [
      "a constraint at the end",
      `${pod("a")}\n---\napiVersion: constraints.gatekeeper.sh/v1beta1\nkind: MyKind\n`,
      "3:1: no object comes after this constraint",
    ],
    [
      "an unknown version",
      `apiVersion: gatewright.dev/v2\nkind: Fixture\n---\n${pod("a")}`,
      "1:1: it is not `apiVersion: gatewright.dev/v1`",
    ],
    ["an unknown field", `${settings("parameter: {}")}${pod("a")}`, '3:1: a Fixture has no field "parameter"'],
    ["parameters of another type", `${settings("parameters: []")}${pod("a")}`, "3:1: `parameters` is not an object"],
    ["an inventory of another type", `${settings("inventory: { a: 1 }")}${pod("a")}`, "`inventory` is not a list"],
    ["an entry that is no object", `${settings("inventory: [1]")}${pod("a")}`, "neither an object nor a file"],
    [
      "a file that is not there",
      `${settings("inventory: [a.yaml]")}${pod("a")}`,
      "5:1: there is no file a.yaml for its inventory",
    ],
    [
      "an inventory without names",
      `${settings("inventory: [{ apiVersion: v1, kind: Pod }]")}${pod("a")}`,
      "object 1 of the inventory, has no name",
    ],
    ["a namespace of another type", `${settings("namespace: n")}${pod("a")}`, "`namespace` is not a Namespace object"],
    ["a time of another type", `${settings("now: 1")}${pod("a")}`, "3:1: `now` is not a text, such as a time is"],
    ["a time that is none", `${settings("now: today")}${pod("a")}`, '3:1: `now`: "today" is no time such as'],
    ["a time too fine", `${settings("now: 2026-11-21T20:15:00.0001Z")}${pod("a")}`, "is no time such as"],
    ["a time too early", `${settings("now: 1969-12-31T23:59:59Z")}${pod("a")}`, "from 1970 to 2262"],
    ["a time too late", `${settings("now: 2262-04-12T00:00:00Z")}${pod("a")}`, "from 1970 to 2262"],
    ["providers that are none", `${settings("externalData: [facts]")}${pod("a")}`, "it is not an object of providers"],
    [
      "a provider with other fields",
      `${settings("externalData: { facts: { a: verified } }")}${pod("a")}`,
      '3:1: `externalData`: of the provider "facts": it has no field "a"; it has responses, errors, systemError',
    ],
    [
      "a key with two answers",
      `${settings("externalData: { facts: { responses: { a: 1 }, errors: { a: none } } }")}${pod("a")}`,
      'the key "a" has a response and an error',
    ],
    [
      "an error without a reason",
      `${settings('externalData: { facts: { errors: { a: "" } } }')}${pod("a")}`,
      "`errors` is not an object of keys and the reasons",
    ],
    [
      "answers beside a system error",
      `${settings("externalData: { facts: { responses: { a: 1 }, systemError: closed } }")}${pod("a")}`,
      "with a `systemError` there are neither",
    ],
    ["messages of another type", `${settings("messages: x")}${pod("a")}`, "`messages` is not a list"],
    [
      "a message of another type",
      `${settings("messages: [1]")}${pod("a")}`,
      "`messages` takes texts, or { msg, details }",
    ],
    [
      "a message with other fields",
      `${settings("messages: [{ msg: x, detail: 1 }]")}${pod("a")}`,
      'has no field "detail"',
    ],
    ["no messages to expect", `${settings("messages: []")}${pod("a")}`, "`messages` is empty"],
    ["an object without a kind", `---\napiVersion: v1`, "2:1: the object has no kind"],
    ["text", "text", "1:1: the object is not an object"],
  ])("%s", (_, text, message) => {
    expect(() => read(text)).toThrow(FixtureError);
    expect(() => read(text)).toThrow(message);
  });

  test("messages of an allowed fixture", () => {
    const text = `${settings("messages: [x]")}${pod("a")}`;
    expect(() => read(text, "allowed-x.yaml")).toThrow(
      "allowed-x.yaml:3:1: it is allowed by its name and has messages",
    );
  });
});

describe("hostile files", () => {
  const aliases = Array.from(
    { length: 12 },
    (_, at) => `a${at}: &a${at} [${Array(10).fill(at ? `*a${at - 1}` : "x")}]\n`,
  );
  const bytes = (...values: readonly number[]) => new Uint8Array(values);

  test.each<[name: string, file: string | Uint8Array, message: string]>([
    ["an alias bomb", `${pod("a")}\n---\n${aliases.join("")}`, ": its aliases stand for more than 1000000 values"],
    [
      "an alias bomb in settings",
      settings(`parameters:\n  ${aliases.join("  ")}`),
      ": its aliases stand for more than ",
    ],
    [
      "a deep document",
      `${pod("a")}\n---\na: ${"[".repeat(20_000)}`,
      "3:1004: it is nested more than 1000 levels deep",
    ],
    ["a huge file", `${pod("a")}\n#${"x".repeat(5_000_000)}`, "1:1: it is 4.8 MiB large; a fixture may have 4 MiB"],
    ["binary", bytes(0x61, 0x3a, 0x00), "1:3: it has U+0000, which YAML does not allow; is it binary?"],
    ["an executable", bytes(0x7f, 0x45, 0x4c, 0x46, 0xff), "1:5: it is not UTF-8 text"],
    ["UTF-16, little end first", bytes(0xff, 0xfe, 0x61, 0), "1:1: it is UTF-16; save it as UTF-8"],
    ["UTF-16, big end first", bytes(0xfe, 0xff, 0, 0x61), "1:1: it is UTF-16; save it as UTF-8"],
    ["a duplicate key", "kind: Pod\napiVersion: v1\nkind: Service\n", '3:1: the key "kind" is there twice'],
    ["a broken second document", `${pod("a")}\n---\n${pod("b")}\n---\nkind: [\n`, "6:1: "],
    ["a second document that is no object", `${pod("a")}\n---\n- 1\n`, "3:1: the object is not an object"],
  ])("%s is an error at its place", (_, file, message) => {
    let error: unknown;
    try {
      read(file);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FixtureError);
    expect((error as Error).message).toMatch(/^p\/fixtures\/denied-x\.yaml:\d+:\d+: /);
    expect((error as Error).message).toContain(message);
  });

  test("a byte order mark changes nothing", () => {
    expect(read(`\ufeff${pod("a")}`)).toEqual(read(pod("a")));
  });

  test("keys that JavaScript inherits are data, in objects, parameters and inventory", () => {
    const labels = "{ __proto__: { polluted: x }, constructor: y }";
    const [one] = read(
      `${settings(`parameters: ${labels}\ninventory: [{ apiVersion: v1, kind: Namespace, metadata: { name: __proto__ } }]`)}{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: ${labels} }`,
    );
    const { parameters, review, inventory } = one?.question ?? {};
    const spec = (review?.object as { readonly spec?: object } | undefined)?.spec ?? {};
    expect(Object.keys(parameters ?? {})).toEqual(["__proto__", "constructor"]);
    expect(Object.keys(spec)).toEqual(["__proto__", "constructor"]);
    expect(Object.keys(inventory?.cluster.v1?.Namespace ?? {})).toEqual(["__proto__"]);
    expect("polluted" in {} || "polluted" in spec).toBe(false);
  });
});
