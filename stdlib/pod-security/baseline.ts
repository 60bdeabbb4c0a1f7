/**
 * The Baseline profile of the Pod Security Standards of Kubernetes 1.37, a constraint for each of Kubernetes' own checks.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
import { constraint } from "gatewright";
import apparmorProfile from "../pod-security-apparmor-profile/policy.js";
import capabilitiesBaseline from "../pod-security-capabilities-baseline/policy.js";
import hostNamespaces from "../pod-security-host-namespaces/policy.js";
import hostPathVolumes from "../pod-security-host-path-volumes/policy.js";
import hostPorts from "../pod-security-host-ports/policy.js";
import hostProbesAndHostLifecycle from "../pod-security-host-probes-and-host-lifecycle/policy.js";
import privileged from "../pod-security-privileged/policy.js";
import procMount from "../pod-security-proc-mount/policy.js";
import seccompProfileBaseline from "../pod-security-seccomp-profile-baseline/policy.js";
import selinuxOptions from "../pod-security-selinux-options/policy.js";
import sysctls from "../pod-security-sysctls/policy.js";
import windowsHostProcess from "../pod-security-windows-host-process/policy.js";

export const apparmorProfileBaselineConstraint = constraint(apparmorProfile, {
  name: "pod-security-baseline-apparmor-profile",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const capabilitiesBaselineConstraint = constraint(capabilitiesBaseline, {
  name: "pod-security-baseline-capabilities",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const hostNamespacesBaselineConstraint = constraint(hostNamespaces, {
  name: "pod-security-baseline-host-namespaces",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const hostPathVolumesBaselineConstraint = constraint(hostPathVolumes, {
  name: "pod-security-baseline-host-path-volumes",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const hostPortsBaselineConstraint = constraint(hostPorts, {
  name: "pod-security-baseline-host-ports",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const hostProbesAndHostLifecycleBaselineConstraint = constraint(hostProbesAndHostLifecycle, {
  name: "pod-security-baseline-host-probes-and-host-lifecycle",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const privilegedBaselineConstraint = constraint(privileged, {
  name: "pod-security-baseline-privileged",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const procMountBaselineConstraint = constraint(procMount, {
  name: "pod-security-baseline-proc-mount",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const seccompProfileBaselineConstraint = constraint(seccompProfileBaseline, {
  name: "pod-security-baseline-seccomp-profile",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const selinuxOptionsBaselineConstraint = constraint(selinuxOptions, {
  name: "pod-security-baseline-selinux-options",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const sysctlsBaselineConstraint = constraint(sysctls, {
  name: "pod-security-baseline-sysctls",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});

export const windowsHostProcessBaselineConstraint = constraint(windowsHostProcess, {
  name: "pod-security-baseline-windows-host-process",
  set: "pod-security/baseline",
  enforcementAction: "deny",
});
