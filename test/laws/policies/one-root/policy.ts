import { policy, type Review } from "gatewright";
import type { Deployment } from "gatewright/kubernetes";

interface Parameters {
  prefix?: string;
  greeting?: string;
}

/** Helpers that are always given the same part of the review, and ones that are given now this, now that. */
export default policy({
  kind: "OneRoot",
  title: "One root",
  description: "Reads the review in helpers.",

  *violations(review: Review<Deployment, Parameters>) {
    const { object, namespaceObject, parameters } = review;
    if (isUnnamed(review)) yield "no name";
    if (isLabelled(namespaceObject)) yield "the namespace has labels";
    if (isLabelled(object)) yield "it has labels";
    if (isGreeted(object, parameters) && !isGreeted(object, { prefix: "web", greeting: "hello" })) yield "greeted";
    for (const label of labelsOf(object)) {
      if (isOurs(label, parameters)) yield `ours: ${label}`;
    }
    if (labelsOf(object).length > 1) yield `${labelsOf(object).length} labels`;
  },
});

function isLabelled({ metadata }: { readonly metadata?: { readonly labels?: { [key: string]: string } } }): boolean {
  return Object.keys(metadata?.labels ?? {}).length > 0;
}

function isUnnamed({ object, name }: Review<Deployment, Parameters>): boolean {
  return name === undefined || object.metadata?.name === undefined;
}

function isGreeted({ metadata }: Deployment, { greeting }: Parameters): boolean {
  return metadata?.annotations?.["greeting"] === greeting;
}

function labelsOf({ metadata }: Deployment): readonly string[] {
  return Object.keys(metadata?.labels ?? {}).toSorted();
}

function isOurs(label: string, parameters: Parameters): boolean {
  return label.startsWith(prefixOf(parameters));
}

function prefixOf({ prefix }: Parameters): string {
  return prefix ?? "a";
}
