import { fmt, policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

export interface Parameters {
  /** An allow-list of external IP addresses. */
  allowedIPs?: string[];
}

/** A Service claims allowed external addresses only, none by default: who claims an address gets the traffic to it (CVE-2020-8554). */
export default policy({
  kind: "K8sExternalIPs",
  title: "External IPs",
  description:
    "Restricts Service externalIPs to an allowed list of IP addresses.\nhttps://kubernetes.io/docs/concepts/services-networking/service/#external-ips",
  version: "1.0.0",

  *violations({ object, kind, parameters }: Review<Service, Parameters>) {
    if (kind.kind !== "Service" || kind.group !== "") return;
    const forbidden = new Set(object.spec?.externalIPs ?? []).difference(new Set(parameters.allowedIPs ?? []));
    if (forbidden.size > 0) yield `service has forbidden external IPs: ${fmt(forbidden)}`;
  },
});
