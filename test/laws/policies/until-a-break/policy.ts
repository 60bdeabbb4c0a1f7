import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

function verdict(pod: Pod): string {
  const { spec } = pod;
  checks: {
    if (spec?.hostNetwork) break checks;
    if (spec?.containers.length === 1) return "one container";
    if (spec?.hostPID) break checks;
    if (spec?.containers.some(({ name }) => name === "a")) return "an a";
  }
  return "left";
}

export default policy({
  kind: "UntilABreak",
  title: "Until a break",
  description: "What names are given before a loop is left, and what is left of it afterwards.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const { spec } = object;
    const names: string[] = [];
    let ports = 0;
    let text = "";
    for (const container of spec?.containers ?? []) {
      names.push(container.name);
      if (container.name === "b" || container.tty) break;
      ports += container.ports?.length ?? 0;
      text += `${container.name};`;
    }
    yield { msg: "before the break", details: { names, ports, text } };
    let isShared = spec?.hostNetwork === true;
    let isPlain = spec?.hostPID !== true;
    let isOpen = spec?.hostNetwork === true;
    let isClosed = spec?.hostPID === true;
    for (const container of spec?.containers ?? []) {
      if (container.tty) isShared = true;
      if (container.name === "b") isPlain = false;
      isOpen ||= container.tty === true;
      isClosed = isClosed || container.name === "b";
    }
    yield `shared ${isShared}, plain ${isPlain}, open ${isOpen}, closed ${isClosed}`;
    yield verdict(object);
    checks: {
      if (spec?.hostNetwork) break checks;
      if (spec?.hostPID) return;
      if (spec?.hostIPC) break checks;
      if (names.length > 1) return;
      yield "checked";
    }
    yield "after the checks";
  },
});
