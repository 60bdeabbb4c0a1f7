import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const wordOf = (value: unknown): string => (value === null || value === undefined ? "nothing" : typeof value);
const isText = <T>(value: T | undefined): boolean => value !== undefined && typeof value === "string";

export default policy({
  kind: "NarrowedUnknown",
  title: "What is known to be there",
  description: "A value of an unknown type may still be of any type where it is neither undefined nor null.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const { name, labels } = object.metadata ?? {};
    yield `${wordOf(name)} ${wordOf(labels)} ${wordOf(object.spec?.hostNetwork)} ${isText(name)} ${isText(labels)}`;
  },
});
