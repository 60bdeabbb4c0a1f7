import type { AddCommand } from "../command.js";
import { addCheck } from "./check.js";
import { addExplain } from "./explain.js";

/** Every command, in the order of `gatewright --help`. */
export const commands: readonly AddCommand[] = [addCheck, addExplain];
