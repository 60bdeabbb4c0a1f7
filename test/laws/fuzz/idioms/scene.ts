/** What idioms are written with. */
import { type Environment, inCallback, withVariable } from "../environment.js";
import { container, list, number, type Slot, sure, text } from "../types.js";
import type { Writer } from "../writer.js";

/** Lines that stand in `violations`, and the names that they leave in sight. */
export interface Written {
  readonly lines: readonly string[];
  readonly known: readonly { readonly name: string; readonly slot: Slot }[];
}

/** Undefined where it does not fit what is in sight. */
export type Idiom = (scene: Scene) => Written | undefined;

/** Expressions about a container of a name. */
export interface About {
  /** A condition. */
  about(name: string): string;
  /** A text, a number or a text that may be absent, read from it. */
  textOf(name: string): string;
  numberOf(name: string): string;
}

export interface Scene extends About {
  readonly to: Writer;
  readonly env: Environment;
  readonly pick: Writer["random"]["pick"];
  readonly chance: Writer["random"]["chance"];
  readonly fresh: Writer["fresh"];
  /** An expression for a list of containers. */
  containers(): string;
  /** The same where nothing else is in sight: in functions of the module. */
  readonly apart: About;
  maybeTextOf(name: string): string;
  maybeNumberOf(name: string): string;
  texts(): string;
  word(): string;
}

const nothing: Environment = { variables: [], helpers: [], narrowed: new Set(), settled: new Set() };

export function sceneOf(env: Environment, to: Writer): Scene {
  const { pick, chance } = to.random;
  // Where it stands is the idiom's to say: often in a function.
  const inside = inCallback(env);
  return {
    to,
    env,
    pick,
    chance,
    fresh: to.fresh,
    containers: () =>
      pick([
        "(object.spec?.containers ?? [])",
        "(object.spec?.containers ?? [])",
        "(object.spec?.initContainers ?? [])",
        "[...(object.spec?.initContainers ?? []), ...(object.spec?.containers ?? [])]",
      ]),
    ...aboutContainers(inside, to),
    apart: aboutContainers(nothing, to),
    maybeTextOf: (name) =>
      pick([`${name}.image`, `${name}.args?.[0]`, `${name}.env?.[0]?.value`, `${name}.ports?.at(-1)?.name`]),
    maybeNumberOf: (name) =>
      pick([
        `${name}.ports?.[0]?.containerPort`,
        `${name}.securityContext?.runAsUser`,
        `${name}.args?.length`,
        `${name}.ports?.find(({ name }) => name)?.hostPort`,
      ]),
    texts: () =>
      chance(0.6) ? pick(["parameters.words", "(parameters.words)"]) : to.value(sure(list(text)), inside, 1),
    word: () => pick(['"a"', '"b"', '"ab"', '""']),
  };
}

function aboutContainers(env: Environment, to: Writer): About {
  const { pick, chance } = to.random;
  const withContainer = (name: string) => withVariable(env, name, sure(container));
  return {
    about: (name) =>
      chance(0.4)
        ? to.condition(withContainer(name), 1).code
        : pick([
            `${name}.image`,
            `!${name}.tty`,
            `${name}.name !== "a"`,
            `${name}.ports?.length`,
            `(${name}.args ?? []).includes("a")`,
            `${name}.securityContext?.privileged`,
            `(${name}.securityContext?.runAsUser ?? 0) > 1`,
            `${name}.image?.includes("b") !== true`,
          ]),
    textOf: (name) =>
      chance(0.2)
        ? to.value(sure(text), withContainer(name), 1)
        : pick([`${name}.name`, `(${name}.image ?? "none")`, `\`\${${name}.name}:\${${name}.image ?? ""}\``]),
    numberOf: (name) =>
      chance(0.2)
        ? to.value(sure(number), withContainer(name), 1)
        : pick([
            `${name}.name.length`,
            `(${name}.ports?.length ?? 0)`,
            `(${name}.securityContext?.runAsUser ?? 1)`,
            `(${name}.ports?.[0]?.containerPort ?? 2)`,
          ]),
  };
}

export const written = (lines: readonly string[], ...known: Written["known"][number][]): Written => ({ lines, known });
