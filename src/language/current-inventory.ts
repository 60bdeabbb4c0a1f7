import type { Inventory } from "../model.js";

/**
 * The inventories of the evaluations under way, the innermost last. Policies read it through a free-standing `inventory`, so it
 * cannot be an argument; an evaluation is synchronous, so nothing else can run while one is on the stack.
 */
const underWay: Inventory[] = [];

/** The inventory of the evaluation under way. Throws when there is none: a policy's data exist only while it runs. */
export function currentInventory(): Inventory {
  const inventory = underWay.at(-1);
  if (inventory === undefined) {
    throw new Error("inventory can be read only while a policy runs: move the call into the policy's violations()");
  }
  return inventory;
}

/** Runs `action` to its end with this inventory. `action` must be synchronous. */
export function withInventory<Result>(inventory: Inventory, action: () => Result): Result {
  underWay.push(inventory);
  try {
    return action();
  } finally {
    underWay.pop();
  }
}
