import type { ObjectOfKind, Review } from "gatewright";

/**
 * Whether the review is of a change to an object. Policies about immutable fields skip those: the fields were judged when
 * the object was created, and a refusal would only block changes to other fields, such as the removal of a finalizer.
 */
export function isUpdate(review: Pick<Review<ObjectOfKind>, "operation">): boolean {
  return review.operation === "UPDATE";
}
