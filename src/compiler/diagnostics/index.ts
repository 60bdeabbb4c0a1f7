import { changeRecords } from "./changes.js";
import { functionRecords } from "./functions.js";
import { gatekeeperRecords } from "./gatekeeper.js";
import { mistakeRecords } from "./mistakes.js";
import { moduleRecords } from "./modules.js";
import { numberRecords } from "./numbers.js";
import { patternRecords } from "./patterns.js";
import type { DiagnosticRecord } from "./record.js";
import { schemaRecords } from "./schema.js";
import { syntaxRecords } from "./syntax.js";
import { valueRecords } from "./values.js";

/** Every record, by code. */
export const records: readonly DiagnosticRecord[] = Object.freeze(
  [
    ...syntaxRecords,
    ...changeRecords,
    ...valueRecords,
    ...numberRecords,
    ...patternRecords,
    ...functionRecords,
    ...moduleRecords,
    ...schemaRecords,
    ...gatekeeperRecords,
    ...mistakeRecords,
  ].toSorted((left, right) => (left.code < right.code ? -1 : 1)),
);

const byCode = new Map<string, DiagnosticRecord>(records.map((record) => [record.code, record]));

/** The record of a code such as `GW1001`, in any case, or undefined. */
export function findRecord(code: string): DiagnosticRecord | undefined {
  return byCode.get(code.toUpperCase());
}
