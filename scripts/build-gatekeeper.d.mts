/** The version of Gatekeeper that everything here is made for. */
export const gatekeeperVersion: string;

/** Where a program is, or will be once it is built. */
export function pathOf(program: "gator" | "runner"): string;

/** Builds a program unless it is there, and gives its path. Throws an Error that says what to do. */
export function build(program: "gator" | "runner"): string;
