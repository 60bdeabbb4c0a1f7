import type { AddCommand } from "../command.js";
import { addBuild } from "./build.js";
import { addCheck } from "./check.js";
import { addDoctor } from "./doctor.js";
import { addExplain } from "./explain.js";
import { addInit } from "./init.js";
import { addTest } from "./test.js";
import { addTypes } from "./types.js";

/** Every command, in the order of `gatewright --help`. */
export const commands: readonly AddCommand[] = [addBuild, addCheck, addTest, addInit, addTypes, addExplain, addDoctor];
