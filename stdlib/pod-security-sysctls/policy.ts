import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange } from "../shared/pod-security.js";

const safe = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_notsent_lowat",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_slow_start_after_idle",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

/** A Pod sets only sysctls that Kubernetes 1.37 takes for safe. */
export default policy({
  kind: "PodSecuritySysctls",
  title: "Pod Security: Sysctls",
  description: "Pods set only those kernel parameters that are theirs alone and change nothing for their host.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/sysctls"] },
  annotations: {
    "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline, pod-security-standards-restricted",
  },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { name } of review.object.spec?.securityContext?.sysctls ?? []) {
      if (safe.includes(name)) continue;
      yield `spec.securityContext.sysctls has ${name}, which is none of the safe ones: ${safe.join(", ")}`;
    }
  },
});
