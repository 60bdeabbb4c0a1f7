/**
 * The Restricted profile of the Pod Security Standards of Kubernetes 1.37, a constraint for each of Kubernetes' own checks: those of the
 * Baseline profile, and stricter ones in place of four of them.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
import { constraint } from "gatewright";
import allowPrivilegeEscalation from "../pod-security-allow-privilege-escalation/policy.js";
import apparmorProfile from "../pod-security-apparmor-profile/policy.js";
import capabilitiesRestricted from "../pod-security-capabilities-restricted/policy.js";
import hostNamespaces from "../pod-security-host-namespaces/policy.js";
import hostPorts from "../pod-security-host-ports/policy.js";
import hostProbesAndHostLifecycle from "../pod-security-host-probes-and-host-lifecycle/policy.js";
import privileged from "../pod-security-privileged/policy.js";
import procMountRestricted from "../pod-security-proc-mount-restricted/policy.js";
import restrictedVolumes from "../pod-security-restricted-volumes/policy.js";
import runAsNonRoot from "../pod-security-run-as-non-root/policy.js";
import runAsUser from "../pod-security-run-as-user/policy.js";
import seccompProfileRestricted from "../pod-security-seccomp-profile-restricted/policy.js";
import selinuxOptions from "../pod-security-selinux-options/policy.js";
import sysctls from "../pod-security-sysctls/policy.js";
import windowsHostProcess from "../pod-security-windows-host-process/policy.js";

export const allowPrivilegeEscalationRestrictedConstraint = constraint(allowPrivilegeEscalation, {
  name: "pod-security-restricted-allow-privilege-escalation",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const apparmorProfileRestrictedConstraint = constraint(apparmorProfile, {
  name: "pod-security-restricted-apparmor-profile",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const capabilitiesRestrictedConstraint = constraint(capabilitiesRestricted, {
  name: "pod-security-restricted-capabilities",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const hostNamespacesRestrictedConstraint = constraint(hostNamespaces, {
  name: "pod-security-restricted-host-namespaces",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const hostPortsRestrictedConstraint = constraint(hostPorts, {
  name: "pod-security-restricted-host-ports",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const hostProbesAndHostLifecycleRestrictedConstraint = constraint(hostProbesAndHostLifecycle, {
  name: "pod-security-restricted-host-probes-and-host-lifecycle",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const privilegedRestrictedConstraint = constraint(privileged, {
  name: "pod-security-restricted-privileged",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const procMountRestrictedConstraint = constraint(procMountRestricted, {
  name: "pod-security-restricted-proc-mount",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const volumesRestrictedConstraint = constraint(restrictedVolumes, {
  name: "pod-security-restricted-volumes",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const runAsNonRootRestrictedConstraint = constraint(runAsNonRoot, {
  name: "pod-security-restricted-run-as-non-root",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const runAsUserRestrictedConstraint = constraint(runAsUser, {
  name: "pod-security-restricted-run-as-user",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const seccompProfileRestrictedConstraint = constraint(seccompProfileRestricted, {
  name: "pod-security-restricted-seccomp-profile",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const selinuxOptionsRestrictedConstraint = constraint(selinuxOptions, {
  name: "pod-security-restricted-selinux-options",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const sysctlsRestrictedConstraint = constraint(sysctls, {
  name: "pod-security-restricted-sysctls",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});

export const windowsHostProcessRestrictedConstraint = constraint(windowsHostProcess, {
  name: "pod-security-restricted-windows-host-process",
  set: "pod-security/restricted",
  enforcementAction: "deny",
});
