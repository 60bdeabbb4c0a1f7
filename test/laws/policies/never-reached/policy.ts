import { policy, type Review } from "gatewright";
import type { Container, Pod } from "gatewright/kubernetes";

type Probe = { kind: "http"; path: string } | { kind: "tcp"; port: string } | { kind: "none" };

function assertNever(x: never): never {
  throw new Error(`unexpected ${String(x)}`);
}

function probeOf({ livenessProbe: probe }: Container): Probe {
  if (probe?.httpGet) return { kind: "http", path: probe.httpGet.path ?? "/" };
  if (probe?.tcpSocket) return { kind: "tcp", port: `${probe.tcpSocket.port}` };
  return { kind: "none" };
}

function textOf(probe: Probe): string {
  switch (probe.kind) {
    case "http":
      return probe.path;
    case "tcp":
      return probe.port;
    case "none":
      return "-";
    default:
      return assertNever(probe);
  }
}

function otherOf(probe: Probe): string {
  if (probe.kind === "http") return probe.path;
  if (probe.kind === "tcp") return probe.port;
  if (probe.kind === "none") return "-";
  throw new Error(`no ${String(probe)}`);
}

function thirdOf(probe: Probe): string {
  if (probe.kind === "http") return probe.path;
  else {
    if (probe.kind === "tcp") return probe.port;
    if (probe.kind === "none") return "-";
    assertNever(probe);
  }
}

function rankOf(kind: Probe["kind"]): number {
  switch (kind) {
    case "http":
      return 1;
    case "tcp":
      return 2;
    case "none":
      return 3;
    default: {
      const left: never = kind;
      throw new Error(`unknown kind ${left}`);
    }
  }
}

export interface Parameters {
  least: number;
}

export default policy({
  kind: "NeverReached",
  title: "Never reached",
  description: "Switches and conditions whose rest the types leave nothing for: assertNever, and throw.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const container of object.spec?.containers ?? []) {
      const probe = probeOf(container);
      switch (probe.kind) {
        case "http":
          if (probe.path.length > parameters.least) yield `${container.name} probes ${probe.path}`;
          break;
        case "tcp":
          yield `${container.name} probes port ${probe.port}`;
          break;
        case "none":
          yield `${container.name} has no probe`;
          break;
        default:
          assertNever(probe);
      }
      switch (probe.kind) {
        case "http":
        case "tcp":
          yield `${container.name} has one`;
          break;
        case "none":
          break;
        default:
          throw new Error("unreachable");
      }
      const msg = `${textOf(probe)} ${otherOf(probe)} ${thirdOf(probe)} ${rankOf(probe.kind)}`;
      yield { msg, details: probe };
    }
  },
});
