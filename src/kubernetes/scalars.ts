// Generated from the OpenAPI document of Kubernetes 1.37.1 by scripts/build-kubernetes.mjs; do not edit.
// Descriptions: Copyright The Kubernetes Authors, Apache License 2.0.

import type { Json } from "../model.js";

export type { Json };

/** A whole number: `int32` or `int64` in the document. The compiler knows the name, and prints such a number whole. */
export type Integer = number;

/** A number or a name or percentage: `80`, `"http"`, `"25%"`. Narrow it with `typeof`. */
export type IntOrString = Integer | string;

/**
 * An amount: `"500m"`, `"1Gi"`, `"2"`. The API server sends strings, in admission and in audit; a manifest that never
 * went through one, as in `gator` or a fixture, may say `cpu: 2`, which arrives as a number. Read either with `quantity()`.
 */
export type Quantity = string | number;

/** A moment as RFC 3339 text: `"2026-08-01T12:00:00Z"`. */
export type Time = string;

/** A moment as RFC 3339 text with microseconds: `"2026-08-01T12:00:00.000000Z"`. */
export type MicroTime = string;
