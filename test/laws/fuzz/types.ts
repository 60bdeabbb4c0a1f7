/** The types of the programs that are made: enough of TypeScript's to write a policy and the data that fits it. */

export type Type =
  | { readonly kind: "text" }
  /** Whole, unless it is said to be decimal. */
  | { readonly kind: "number"; readonly decimal?: true }
  /** A number that may be too large to calculate with: it is compared and shown. */
  | { readonly kind: "huge" }
  | { readonly kind: "flag" }
  /** A text or a list of texts. */
  | { readonly kind: "either" }
  | { readonly kind: "list"; readonly of: Type; readonly unordered?: true }
  | { readonly kind: "set"; readonly of: Type }
  | { readonly kind: "record"; readonly of: Type }
  | ObjectType;

export interface ObjectType {
  readonly kind: "object";
  /** How a policy names the type; without one it is written out. */
  readonly name?: string;
  readonly fields: Readonly<Record<string, Slot>>;
}

/** A type, and whether undefined is possible beside it. */
export interface Slot {
  readonly type: Type;
  readonly optional: boolean;
  /**
   * What stands there when nothing does, if not undefined: null, undefined or null, or undefined although TypeScript takes it for
   * given, as reviews of real clusters leave out what types call required.
   */
  readonly none?: "null" | "nullish" | "promised";
}

export const text: Type = { kind: "text" };
export const number: Type = { kind: "number" };
export const decimal: Type = { kind: "number", decimal: true };
export const huge: Type = { kind: "huge" };
export const flag: Type = { kind: "flag" };
export const either: Type = { kind: "either" };
export const list = (of: Type): Type => ({ kind: "list", of });
export const record = (of: Type): Type => ({ kind: "record", of });
export const set = (of: Type): Type => ({ kind: "set", of });
export const unordered = (of: Type): Type => ({ kind: "list", of, unordered: true });
export const sure = (type: Type): Slot => ({ type, optional: false });
export const perhaps = (type: Type): Slot => ({ type, optional: true });
export const orNull = (type: Type): Slot => ({ type, optional: true, none: "null" });

export function written(type: Type): string {
  switch (type.kind) {
    case "text":
      return "string";
    case "number":
    case "huge":
      return "number";
    case "flag":
      return "boolean";
    case "either":
      return "string | readonly string[]";
    case "list":
      return type.of.kind === "either" ? `readonly (${written(type.of)})[]` : `readonly ${wrapped(type.of)}[]`;
    case "set":
      return `ReadonlySet<${written(type.of)}>`;
    case "record":
      return `Readonly<Record<string, ${written(type.of)}>>`;
    case "object":
      return type.name ?? body(type);
  }
}

function wrapped(type: Type): string {
  return type.kind === "list" ? `(${written(type)})` : written(type);
}

export function body(type: ObjectType): string {
  const fields = Object.entries(type.fields).map(
    ([name, slot]) =>
      `readonly ${name}${slot.optional && slot.none === undefined ? "?" : ""}: ${written(slot.type)}${slot.none === "null" ? " | null" : ""}`,
  );
  return `{ ${fields.join("; ")} }`;
}

export function same(left: Type, right: Type): boolean {
  return left === right || (isHuge(left) === isHuge(right) && written(left) === written(right));
}

function isHuge(type: Type): boolean {
  return type.kind === "huge" || ("of" in type && isHuge(type.of));
}

/** True for what messages take. */
export function isScalar(type: Type): boolean {
  return ["text", "number", "huge", "flag"].includes(type.kind);
}

/** True for what JSON can hold. */
export function isPlain(type: Type): boolean {
  if (type.kind === "list" || type.kind === "record") return isPlain(type.of);
  return type.kind !== "set";
}

const capabilities: ObjectType = { kind: "object", fields: { add: perhaps(list(text)), drop: perhaps(list(text)) } };
const securityContext: ObjectType = {
  kind: "object",
  name: `NonNullable<Container["securityContext"]>`,
  fields: { privileged: perhaps(flag), runAsUser: perhaps(number), capabilities: perhaps(capabilities) },
};
/** A Pod as TypeScript knows it, and one of which anything may be left out. */
function podOf(required: (type: Type) => Slot): { readonly pod: ObjectType; readonly container: ObjectType } {
  const port: ObjectType = {
    kind: "object",
    name: `NonNullable<Container["ports"]>[number]`,
    fields: {
      containerPort: required(number),
      hostPort: perhaps(number),
      name: perhaps(text),
      protocol: perhaps(text),
    },
  };
  const variable: ObjectType = {
    kind: "object",
    name: `NonNullable<Container["env"]>[number]`,
    fields: { name: required(text), value: perhaps(text) },
  };
  const container: ObjectType = {
    kind: "object",
    name: "Container",
    fields: {
      name: required(text),
      image: perhaps(text),
      args: perhaps(list(text)),
      command: perhaps(list(text)),
      env: perhaps(list(variable)),
      ports: perhaps(list(port)),
      securityContext: perhaps(securityContext),
      tty: perhaps(flag),
    },
  };
  const spec: ObjectType = {
    kind: "object",
    name: `NonNullable<Pod["spec"]>`,
    fields: {
      containers: required(list(container)),
      initContainers: perhaps(list(container)),
      hostNetwork: perhaps(flag),
      nodeName: perhaps(text),
      nodeSelector: perhaps(record(text)),
      priority: perhaps(number),
    },
  };
  return {
    container,
    pod: { kind: "object", name: "Pod", fields: { metadata: perhaps(metadata), spec: perhaps(spec) } },
  };
}

const metadata: ObjectType = {
  kind: "object",
  name: `NonNullable<Pod["metadata"]>`,
  fields: {
    name: perhaps(text),
    namespace: perhaps(text),
    labels: perhaps(record(text)),
    annotations: perhaps(record(text)),
    finalizers: perhaps(list(text)),
  },
};
export const { pod, container } = podOf(sure);
/** Whose required fields may be absent: the law holds for policies that ask before they use them. */
export const { pod: doubtedPod, container: doubtedContainer } = podOf((type) => ({
  type,
  optional: true,
  none: "promised",
}));

export const userInfo: ObjectType = {
  kind: "object",
  name: "UserInfo",
  fields: { username: perhaps(text), groups: perhaps(list(text)) },
};
const rule: ObjectType = {
  kind: "object",
  name: "Rule",
  fields: {
    key: sure(text),
    value: perhaps(text),
    max: perhaps(number),
    strict: perhaps(flag),
    tags: perhaps(list(text)),
    labels: perhaps(record(text)),
  },
};
const limits: ObjectType = {
  kind: "object",
  fields: {
    min: perhaps(number),
    max: perhaps(number),
    inner: perhaps({ kind: "object", fields: { a: perhaps(text), b: sure(flag) } }),
  },
};

/** What a policy's parameters are made of. */
export const parameterFields: Readonly<Record<string, Slot>> = {
  text: perhaps(text),
  must: sure(text),
  max: perhaps(decimal),
  min: sure(number),
  strict: perhaps(flag),
  on: sure(flag),
  names: perhaps(list(text)),
  words: sure(list(text)),
  numbers: perhaps(list(decimal)),
  flags: perhaps(list(flag)),
  table: perhaps(list(list(text))),
  rules: perhaps(list(rule)),
  known: sure(list(rule)),
  owners: perhaps(record(text)),
  limits: perhaps(limits),
  sizes: perhaps(record(decimal)),
  groups: sure(record(list(text))),
  byName: perhaps(record(rule)),
  huge: sure(huge),
  most: perhaps(huge),
  note: orNull(text),
  few: orNull(list(text)),
  least: orNull(number),
  lax: orNull(flag),
};

export const ruleType = rule;
