import { constraint, equals, fmt, policy, type Review } from "gatewright";
import { expect, expectTypeOf, test } from "vitest";

interface Pod {
  readonly apiVersion: "v1";
  readonly kind: "Pod";
  readonly metadata?: Metadata;
}

interface Deployment {
  readonly apiVersion: "apps/v1";
  readonly kind: "Deployment";
  readonly metadata?: Metadata;
}

interface Metadata {
  readonly name?: string;
  readonly labels?: { readonly [key: string]: string };
}

interface Parameters {
  readonly allowed: readonly string[];
  readonly note?: string;
}

const base = { kind: "K8sTest", title: "Test", description: "A test." };

const strict = policy({
  ...base,
  *violations({ object, parameters }: Review<Pod | Deployment, Parameters>) {
    expectTypeOf(object.kind).toEqualTypeOf<"Pod" | "Deployment">();
    yield `${object.kind} ${parameters.allowed.length}`;
    yield { msg: "interfaces are data", details: object.metadata };
    yield { msg: "deep", details: { metadata: object.metadata, list: [object, null, 1], set: new Set(["a"]) } };
    yield { msg: "scalar", details: null };
    yield { msg: "list", details: parameters.allowed };
  },
});

const lax = policy({
  ...base,
  *violations({ parameters }: Review<Pod, { readonly note?: string }>) {
    yield parameters.note ?? "";
  },
});

const plain = policy({
  ...base,
  *violations({ object, oldObject, operation, namespaceObject, userInfo }: Review<Pod>) {
    expectTypeOf(oldObject).toEqualTypeOf<Pod | null>();
    expectTypeOf(operation).toEqualTypeOf<"" | "CREATE" | "UPDATE" | "DELETE" | "CONNECT">();
    yield `${namespaceObject.metadata?.name ?? ""} ${userInfo.groups?.[0] ?? ""}`;
    return object;
  },
});

test("the kinds and the parameters come from the review's type", () => {
  expectTypeOf(strict.definition.violations).parameter(0).toEqualTypeOf<Review<Pod | Deployment, Parameters>>();
  expectTypeOf(lax.definition.violations).parameter(0).toEqualTypeOf<Review<Pod, { readonly note?: string }>>();
  expect(strict.definition.kind).toBe("K8sTest");
  expect(Object.isFrozen(strict) && Object.isFrozen(strict.definition)).toBe(true);
});

test("a constraint takes the policy's parameters, and needs those that are required", () => {
  const given = constraint(strict, { name: "a", parameters: { allowed: ["x"] }, enforcementAction: "warn" });
  expect(given.definition.parameters.allowed).toEqual(["x"]);
  expect(constraint(lax, { name: "a" }).policy).toBe(lax);
  expect(constraint(plain, { name: "a", match: { namespaces: ["a-*"], scope: "Namespaced" } }).policy).toBe(plain);
  // @ts-expect-error: `allowed` is required
  constraint(strict, { name: "a" });
  // @ts-expect-error: `allowed` is required
  constraint(strict, { name: "a", parameters: {} });
  // @ts-expect-error: no such parameter
  constraint(lax, { name: "a", parameters: { other: 1 } });
  // @ts-expect-error: this policy takes none
  constraint(plain, { name: "a", parameters: { other: 1 } });
  // @ts-expect-error: no such scope
  constraint(plain, { name: "a", match: { scope: "namespaced" } });
});

/** A policy's generator, of which only the type of what it yields matters. */
type Violations = (review: Review<Pod>) => Generator<unknown, void, undefined>;
const yields = <Output>(output: (object: Pod) => Output) =>
  function* ({ object }: Review<Pod>) {
    yield output(object);
  } satisfies Violations;

test("a message is a string, and details are data", () => {
  policy({ ...base, violations: yields(({ kind }) => ({ msg: kind, details: [kind] })) });
  // @ts-expect-error: a number is no message
  policy({ ...base, violations: yields(({ metadata }) => (metadata ? 1 : "")) });
  // @ts-expect-error: msg may be undefined
  policy({ ...base, violations: yields(({ metadata }) => ({ msg: metadata?.name })) });
  // @ts-expect-error: a function is not data
  policy({ ...base, violations: yields(({ kind }) => ({ msg: kind, details: () => 1 })) });
  // @ts-expect-error: a date is not data
  policy({ ...base, violations: yields(({ kind }) => ({ msg: kind, details: new Date(0) })) });
  // @ts-expect-error: a map is not data
  policy({ ...base, violations: yields(({ kind }) => ({ msg: kind, details: new Map() })) });
  // @ts-expect-error: undefined has no text
  expect(() => fmt(undefined)).toThrow(TypeError);
  // @ts-expect-error: undefined is not data; say what stands for it with ??
  expect(() => equals(undefined, 1)).toThrow(TypeError);
});
