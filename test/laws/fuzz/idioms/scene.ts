/** What idioms are written with. */
import { type Environment, withVariable } from "../environment.js";
import { container, list, number, type Slot, sure, text } from "../types.js";
import type { Writer } from "../writer.js";

/** Lines that stand in `violations`, and the names that they leave in sight. */
export interface Written {
  readonly lines: readonly string[];
  readonly known: readonly { readonly name: string; readonly slot: Slot }[];
}

export type Idiom = (scene: Scene) => Written;

export interface Scene {
  readonly to: Writer;
  readonly env: Environment;
  readonly pick: Writer["random"]["pick"];
  readonly chance: Writer["random"]["chance"];
  readonly fresh: Writer["fresh"];
  /** An expression for a list of containers. */
  containers(): string;
  /** A condition about a container of this name. */
  about(name: string): string;
  /** A text, a number or a text that may be absent, read from a container of this name. */
  textOf(name: string): string;
  numberOf(name: string): string;
  maybeTextOf(name: string): string;
  maybeNumberOf(name: string): string;
  texts(): string;
  word(): string;
}

export function sceneOf(env: Environment, to: Writer): Scene {
  const { pick, chance } = to.random;
  const withContainer = (name: string) => withVariable(env, name, sure(container));
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
    maybeTextOf: (name) =>
      pick([`${name}.image`, `${name}.args?.[0]`, `${name}.env?.[0]?.value`, `${name}.ports?.at(-1)?.name`]),
    maybeNumberOf: (name) =>
      pick([
        `${name}.ports?.[0]?.containerPort`,
        `${name}.securityContext?.runAsUser`,
        `${name}.args?.length`,
        `${name}.ports?.find(({ name }) => name)?.hostPort`,
      ]),
    texts: () => (chance(0.6) ? pick(["parameters.words", "(parameters.words)"]) : to.value(sure(list(text)), env, 1)),
    word: () => pick(['"a"', '"b"', '"ab"', '""']),
  };
}

export const written = (lines: readonly string[], ...known: Written["known"][number][]): Written => ({ lines, known });
