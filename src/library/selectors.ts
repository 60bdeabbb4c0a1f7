/** A selector of Kubernetes', as those of workloads, Services' policies and webhooks are; the types of both modules fit. */
export interface Selector {
  readonly matchLabels?: { readonly [label: string]: string } | null;
  readonly matchExpressions?: readonly SelectorRequirement[] | null;
}

/** One of the requirements of `matchExpressions`. */
export interface SelectorRequirement {
  readonly key: string;
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
  readonly operator: string;
  readonly values?: readonly string[] | null;
}

/**
 * Whether a selector selects an object with these labels, as `LabelSelectorAsSelector` of k8s.io/apimachinery does: an empty selector
 * selects all, and one that is absent or null selects none. So does one that Kubernetes refuses: with another operator, with `In` or
 * `NotIn` without values, with `Exists` or `DoesNotExist` of some. How keys and values are spelt is not examined.
 *
 * @param labels Of the object: `object.metadata?.labels`. Absent and null are none.
 */
export function selects(
  selector: Selector | null | undefined,
  labels: { readonly [label: string]: string } | null | undefined,
): boolean {
  const carried = labels ?? {};
  return (
    selector !== undefined &&
    selector !== null &&
    Object.entries(selector.matchLabels ?? {}).every(([label, value]) => carried[label] === value) &&
    (selector.matchExpressions ?? []).every((requirement) => isMet(requirement, carried))
  );
}

function isMet({ key, operator, values }: SelectorRequirement, labels: { readonly [label: string]: string }): boolean {
  const wanted = values ?? [];
  const value = labels[key];
  return (
    (operator === "In" && value !== undefined && wanted.includes(value)) ||
    (operator === "NotIn" && wanted.length > 0 && !(value !== undefined && wanted.includes(value))) ||
    (operator === "Exists" && wanted.length === 0 && value !== undefined) ||
    (operator === "DoesNotExist" && wanted.length === 0 && value === undefined)
  );
}
