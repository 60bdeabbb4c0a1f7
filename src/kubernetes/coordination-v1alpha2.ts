// Generated from the OpenAPI document of Kubernetes 1.37.1 by scripts/build-kubernetes.mjs; do not edit.
// Descriptions: Copyright The Kubernetes Authors, Apache License 2.0.

import type { ObjectMeta } from "./meta-v1.js";
import type { MicroTime } from "./scalars.js";

/**
 * LeaseCandidate defines a candidate for a Lease object. Candidates are created such that coordinated leader election
 * will pick the best leader from the list of candidates.
 */
export interface LeaseCandidate {
  readonly apiVersion: "coordination.k8s.io/v1alpha2";
  readonly kind: "LeaseCandidate";
  /**
   * metadata is the standard object metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta;
  /**
   * spec contains the specification of the Lease. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#spec-and-status
   */
  readonly spec: LeaseCandidateSpec;
}

/** LeaseCandidateSpec is a specification of a Lease. */
export interface LeaseCandidateSpec {
  /** binaryVersion is the binary version. It must be in a semver format without leading `v`. This field is required. */
  readonly binaryVersion: string;
  /**
   * emulationVersion is the emulation version. It must be in a semver format without leading `v`. EmulationVersion must
   * be less than or equal to BinaryVersion. This field is required when strategy is "OldestEmulationVersion"
   */
  readonly emulationVersion?: string;
  /** leaseName is the name of the lease for which this candidate is contending. This field is immutable. */
  readonly leaseName: string;
  /**
   * pingTime is the last time that the server has requested the LeaseCandidate to renew. It is only done during leader
   * election to check if any LeaseCandidates have become ineligible. When PingTime is updated, the LeaseCandidate will
   * respond by updating RenewTime.
   */
  readonly pingTime?: MicroTime;
  /**
   * renewTime is the time that the LeaseCandidate was last updated. Any time a Lease needs to do leader election, the
   * PingTime field is updated to signal to the LeaseCandidate that they should update the RenewTime. Old LeaseCandidate
   * objects are also garbage collected if it has been hours since the last renew. The PingTime field is updated
   * regularly to prevent garbage collection for still active LeaseCandidates.
   */
  readonly renewTime?: MicroTime;
  /**
   * strategy is the strategy that coordinated leader election will use for picking the leader. If multiple candidates
   * for the same Lease return different strategies, the strategy provided by the candidate with the latest
   * BinaryVersion will be used. If there is still conflict, this is a user error and coordinated leader election will
   * not operate the Lease until resolved.
   */
  readonly strategy: string;
}
