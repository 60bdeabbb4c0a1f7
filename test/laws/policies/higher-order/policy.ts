import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

type Check = (container: Container) => boolean;

function anyOf(pod: Pod, check: Check): boolean {
  return (pod.spec?.containers ?? []).some((container) => check(container));
}

function countOf<T>(items: readonly T[], check: (item: T, index: number) => boolean): number {
  return items.filter((item, index) => check(item, index)).length;
}

const startsWith = (prefix: string) => (text: string) => text.startsWith(prefix);
const not =
  (check: Check): Check =>
  (container) =>
    !check(container);
const isPrivileged: Check = ({ securityContext }) => securityContext?.privileged === true;

function named(name: string): Check {
  return (container) => container.name === name;
}

export default policy({
  kind: "HigherOrder",
  title: "Functions of functions",
  description: "Helpers that take functions, and helpers that make them.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    if (anyOf(object, isPrivileged)) yield "privileged";
    if (anyOf(object, not(isPrivileged))) yield "not privileged";
    if (anyOf(object, named("a"))) yield "there is an a";
    const isX = startsWith("x/");
    for (const { image = "" } of object.spec?.containers ?? []) {
      if (isX(image)) yield `${image} is from x`;
    }
    const names = (object.spec?.containers ?? []).map(({ name }) => name);
    yield { msg: "counted", details: countOf(names, (name, index) => name > "a" && index > 0) };
    if (names.some(startsWith("u"))) yield "a name starts with u";
    if (names.filter(not2).length > 1) yield "several others";
    function not2(name: string) {
      return name !== "a";
    }
  },
});
