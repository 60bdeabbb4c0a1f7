import { type Amount, exceeds, matches, quantity } from "gatewright";
import type { Quantity } from "gatewright/kubernetes";

export type Resource = "cpu" | "memory" | "ephemeral-storage";

/** Says that a container has no limit or request of a resource, or one that cannot be read. */
export function* unreadResource(
  container: string,
  resource: Resource,
  bound: "limit" | "request",
  value: Quantity | undefined,
): Generator<string> {
  if (value === undefined || value === "") yield `container <${container}> has no ${resource} ${bound}`;
  if (value !== undefined && resourceAmount(resource, value) === undefined) {
    yield `container <${container}> ${resource} ${bound} <${value}> could not be parsed`;
  }
}

/** Says that a limit or a request is higher than the maximum. One that is left out or cannot be read limits nothing. */
export function* excessiveResource(
  container: string,
  resource: Resource,
  bound: "limit" | "request",
  value: Quantity | undefined,
  maximum: string | undefined,
): Generator<string> {
  if (value !== undefined && maximum !== undefined && isHigher(resource, value, maximum)) {
    yield `container <${container}> ${resource} ${bound} <${value}> is higher than the maximum allowed of <${maximum}>`;
  }
}

function isHigher(resource: Resource, value: Quantity, maximum: string): boolean {
  const amount = resourceAmount(resource, value);
  const most = resourceAmount(resource, maximum);
  return amount !== undefined && most !== undefined && exceeds(amount, most);
}

/**
 * The amount of a resource, in cores or bytes. The community library's policies read cores with no other suffix than `m`, and bytes
 * with all but `n`, `u` and exponents; so do these, and what is left has no amount.
 */
export function resourceAmount(resource: Resource, value: Quantity): Amount | undefined {
  const form = resource === "cpu" ? "^[0-9]+([.][0-9]+)?m?$" : "^[0-9]+([.][0-9]+)?([mkMGTPE]?|[KMGTPE]i)$";
  const isRead = typeof value === "number" || matches(form, value);
  return isRead ? quantity(value) : undefined;
}
