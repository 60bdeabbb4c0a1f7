import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

function isTrusted({ name, image, tty, stdin }: Container): boolean {
  if (tty) return false;
  if (image === undefined) return name === "a";
  if (image.endsWith(":latest")) return stdin !== true;
  if (image === "") return false;
  return true;
}

function labelOf({ name, image, ports }: Container): string | undefined {
  if (name === "b") return image;
  if (ports === undefined) return undefined;
  if (ports.length > 1) return ports[0]?.name;
  return name;
}

function* remarks(pod: Pod): Generator<string> {
  if (pod.spec?.hostNetwork) return;
  else if (pod.spec?.containers.length === 1) {
    yield "only one";
    return;
  }
  yield "not on the network of the host";
  for (const { name, image, tty } of pod.spec?.containers ?? []) {
    if (tty) continue;
    if (name === "b") {
      if (!image) return;
      yield `b has ${image}`;
    } else if (image === undefined) continue;
    yield `${name} has an image`;
  }
  yield "the end";
}

export default policy({
  kind: "WaysOut",
  title: "One way out after the other",
  description: "Returns after returns, of functions and of generators, where an earlier one answers false or nothing.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    for (const container of object.spec?.containers ?? []) {
      if (isTrusted(container)) yield `${container.name} is trusted`;
      if (!isTrusted(container)) yield `${container.name} is not trusted`;
      yield `${container.name} is labelled ${labelOf(container) ?? "by nobody"}`;
    }
    yield* remarks(object);
    if (object.spec === undefined) return;
    else if (object.spec.containers.length === 0) return;
    yield `${object.spec.containers.length} in all`;
  },
});
