import type { ts } from "../typescript.js";

/** The name under which a generator that is read as a list keeps what it has yielded so far. */
export const yielded = Object.freeze({ name: "yielded" }) as ts.Symbol;
