import type { DiagnosticRecord } from "./record.js";

/** Every record, by code. */
export const records: readonly DiagnosticRecord[] = [];

/** The record of a code such as `GW1001`, in any case, or undefined. */
export function findRecord(code: string): DiagnosticRecord | undefined {
  return records.find((record) => record.code === code.toUpperCase());
}
