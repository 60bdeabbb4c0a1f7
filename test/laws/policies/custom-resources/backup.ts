// Generated from CustomResourceDefinitions by `gatewright types`; do not edit.
// backups.tests.gatewright.dev

import type { Integer, Json, ObjectMeta } from "gatewright/kubernetes";

/**
 * A Backup copies volumes. *\/ Nothing in here ends the comment,
 * \@deprecated and nothing begins a tag.
 */
export interface Backup {
  readonly apiVersion: "tests.gatewright.dev/v1";
  readonly kind: "Backup";
  readonly metadata?: ObjectMeta;
  readonly spec: {
    /** When it starts. */
    readonly schedule: string;
    /** What is copied. */
    readonly mode: "Full" | "Incremental" | "It's";
    readonly keep?: Integer;
    readonly level?: 1 | 2 | 3;
    readonly share?: number | null;
    readonly paused?: boolean;
    readonly port?: Integer | string;
    readonly labels?: { readonly [key: string]: string };
    readonly limits?: { readonly [key: string]: Integer | string };
    readonly options?: { readonly [key: string]: Json };
    readonly anything?: Json;
    readonly "volume-names"?: readonly (string | null)[];
    readonly targets?: readonly {
      readonly name: string;
      readonly hooks?: readonly {
        readonly exec?: readonly string[];
      }[];
    }[];
    readonly template?: {
      readonly apiVersion: string;
      readonly kind: string;
      readonly metadata?: ObjectMeta;
    };
    readonly constructor?: string;
  };
  readonly status?: {
    readonly phase?: "Done" | "Failed" | null;
  } | null;
}

export interface BackupV1alpha1 {
  readonly apiVersion: "tests.gatewright.dev/v1alpha1";
  readonly kind: "Backup";
  readonly metadata?: ObjectMeta;
  readonly spec?: { readonly [key: string]: Json };
}
