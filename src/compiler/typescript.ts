/**
 * TypeScript, for the whole compiler. It is required, not imported: for an import Node first reads its twelve megabytes for the names
 * of exports, which takes as long as running them.
 */
import common = require("@ts-morph/common");

export import ts = common.ts;
export const { getLibFiles } = common;
