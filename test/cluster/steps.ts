import { createHash } from "node:crypto";
import { applyDefaults } from "../../src/compiler/schema/parameter-values.js";
import { evaluateNatively } from "../../src/language/evaluate.js";
import type { Json, ReviewInput } from "../../src/model.js";
import type { FixtureCase } from "../../src/testing/fixtures/read-fixture.js";
import { toInventory } from "../../src/testing/inventory.js";
import type { Fields, User } from "./api.js";
import { asAudited } from "./audit.js";
import type { PolicyUnderTest } from "./policies.js";

/** An object as fixtures have it. */
export interface Item extends Fields {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Fields;
}

/**
 * How a fixture reaches Gatekeeper: it is created, or stored before its constraint and then updated, deleted, or found by the audit. The
 * ephemeral containers of a Pod come by an update of their own.
 */
export type Way = "create" | "update" | "delete" | "ephemeral" | "audit";

/** One question to the cluster, and what gatewright says to it. */
export interface Step {
  /** Such as `capabilities/denied-added.yaml, create`. */
  readonly name: string;
  /** Such as `capabilities/denied-added.yaml`; with the number and the name of the object where a file has several. */
  readonly fixture: string;
  readonly policy: PolicyUnderTest;
  readonly way: Way;
  readonly object: Item;
  /** What is stored before the constraint is there. */
  readonly stored: Item | undefined;
  readonly namespace: string | undefined;
  readonly user: User;
  readonly parameters: { readonly [key: string]: Json } | undefined;
  readonly inventory: readonly Item[];
  /** The messages, one a violation and sorted, when only these objects are in the inventory. */
  readonly expected: (inventory: readonly Item[]) => readonly string[];
}

/** The ways that a policy's fixtures take. */
export function stepsOf(policy: PolicyUnderTest): readonly Step[] {
  return policy.cases.flatMap((one) => waysOf(one.question).map((way) => stepFor(policy, one, way)));
}

function waysOf(question: FixtureCase["question"]): readonly Way[] {
  const { operation, object, oldObject } = question.review;
  if (operation === "UPDATE") return [hasEphemeral(object) && !hasEphemeral(oldObject) ? "ephemeral" : "update"];
  if (operation === "DELETE") return ["delete"];
  const there = itself(question) !== undefined;
  const created: Way = hasEphemeral(object) ? "ephemeral" : there ? "update" : "create";
  return operation === "CREATE" ? [created] : [created, "audit"];
}

/** What the inventory has in the place of the object: it is there already. */
function itself({ review, inventory }: FixtureCase["question"]): Item | undefined {
  const object = review.object as unknown as Item;
  return itemsOf(inventory).find((item) => placeOf(item) === placeOf(object));
}

function stepFor(policy: PolicyUnderTest, one: FixtureCase, way: Way): Step {
  const { review, parameters } = one.question;
  const file = one.place.file.split("/").at(-1) as string;
  const fixture = `${policy.name}/${file}${one.name.slice(file.length)}`;
  const object = review.object as unknown as Item;
  const stored =
    way === "audit"
      ? object
      : way === "ephemeral"
        ? withoutEphemeral(object)
        : ((review.oldObject as Item | null) ?? (way === "update" ? itself(one.question) : undefined));
  // What comes as an update is asked as one.
  const updates = way === "ephemeral" || way === "update";
  const asked = updates ? { ...review, operation: "UPDATE", oldObject: stored as Json } : review;
  const expected = (inventory: readonly Item[]) => {
    const question = {
      review: asked as ReviewInput,
      parameters: applyDefaults(policy.schema, parameters),
      inventory: toInventory(inventory as readonly Json[]),
    };
    return evaluateNatively(policy.policy, question)
      .map(({ msg }) => msg)
      .toSorted();
  };
  return {
    name: `${fixture}, ${way}`,
    fixture,
    policy,
    way,
    object,
    stored,
    namespace: (object.metadata?.["namespace"] ?? review.namespace) as string | undefined,
    user: review.userInfo as User,
    parameters,
    inventory: itemsOf(one.question.inventory),
    expected,
  };
}

/** Names the constraint that a step is for: steps of the same policy with the same parameters share it. */
export function constraintName({ policy, parameters }: Pick<Step, "policy" | "parameters">): string {
  const hash = createHash("sha256").update(JSON.stringify(parameters) ?? "");
  return `${policy.name.slice(0, 50)}-${hash.digest("hex").slice(0, 8)}`;
}

/** The messages that a step's way shows when a policy gives these. */
export function shown({ way }: Step, messages: readonly string[]): readonly string[] {
  return way === "audit" ? messages.map(asAudited).toSorted() : messages;
}

/** Ephemeral containers, which nobody can create with their Pod. */
export function hasEphemeral(object: Json): boolean {
  const { kind, spec } = (object ?? {}) as { readonly kind?: string; readonly spec?: Fields };
  return kind === "Pod" && Array.isArray(spec?.["ephemeralContainers"]) && spec["ephemeralContainers"].length > 0;
}

export function withoutEphemeral(object: Item): Item {
  const { ephemeralContainers: _, ...spec } = (object["spec"] ?? {}) as Fields;
  return { ...object, spec };
}

/** What two objects cannot share. */
export function placeOf({ apiVersion, kind, metadata }: Item, home = metadata["namespace"]): string {
  return [apiVersion.replace(/\/[^/]*$/, ""), kind, home ?? "", metadata["name"] ?? metadata["generateName"]].join(" ");
}

function itemsOf({ cluster, namespace }: FixtureCase["question"]["inventory"]): readonly Item[] {
  return [cluster, ...Object.values(namespace)]
    .flatMap((scope) => Object.values(scope))
    .flatMap((version) => Object.values(version))
    .flatMap((kind) => Object.values(kind)) as unknown as readonly Item[];
}
