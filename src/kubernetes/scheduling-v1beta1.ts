// Generated from the OpenAPI document of Kubernetes 1.37.1 by scripts/build-kubernetes.mjs; do not edit.
// Descriptions: Copyright The Kubernetes Authors, Apache License 2.0.

import type { Condition, ObjectMeta } from "./meta-v1.js";
import type { Integer } from "./scalars.js";

/**
 * AllCompositeDisruptionMode means that children of a CompositePodGroup can only be disrupted or preempted together.
 */
export interface AllCompositeDisruptionMode {}

/** AllDisruptionMode specifies that children can only be disrupted together. */
export interface AllDisruptionMode {}

/** BasicSchedulingPolicy indicates that standard Kubernetes scheduling behavior should be used. */
export interface BasicSchedulingPolicy {}

/**
 * CompositeBasicSchedulingPolicy indicates that the groups belonging to the composite group should be scheduled
 * independently.
 */
export interface CompositeBasicSchedulingPolicy {}

/**
 * CompositeDisruptionMode defines how individual entities within a composite pod group can be disrupted. Exactly one
 * mode must be set.
 */
export interface CompositeDisruptionMode {
  /** all specifies that all children groups can only be disrupted together. */
  readonly all?: AllCompositeDisruptionMode;
  /** single specifies that children groups can be disrupted independently from each other. */
  readonly single?: SingleCompositeDisruptionMode;
}

/**
 * CompositeGangSchedulingPolicy indicates that the groups belonging to the composite group should be scheduled using
 * all-or-nothing semantics.
 */
export interface CompositeGangSchedulingPolicy {
  /**
   * minGroupCount is the minimum number of child groups that must be schedulable or scheduled at the same time for the
   * scheduler to admit the entire group. It must be a positive integer.
   */
  readonly minGroupCount: Integer;
}

/** CompositePodGroupSchedulingConstraints defines scheduling constraints (e.g. topology) for a CompositePodGroup. */
export interface CompositePodGroupSchedulingConstraints {
  /**
   * topology defines the topology constraints for the composite pod group. Currently only a single topology constraint
   * can be specified. This may change in the future.
   */
  readonly topology?: readonly TopologyConstraint[];
}

/**
 * CompositePodGroupSchedulingPolicy defines the scheduling configuration for a CompositePodGroup. Exactly one policy
 * must be set.
 */
export interface CompositePodGroupSchedulingPolicy {
  /**
   * basic specifies that the groups of this composite group should be scheduled independently. This field is immutable.
   */
  readonly basic?: CompositeBasicSchedulingPolicy;
  /** gang specifies that the groups of this composite group should be scheduled using all-or-nothing semantics. */
  readonly gang?: CompositeGangSchedulingPolicy;
}

/** CompositePodGroupTemplate represents a template for a CompositePodGroup with a scheduling policy. */
export interface CompositePodGroupTemplate {
  /**
   * compositePodGroupTemplates is the list of templates for children CompositePodGroups. The maximum number of
   * templates is 8. At least one entry in CompositePodGroupTemplates or PodGroupTemplates must be set.
   */
  readonly compositePodGroupTemplates?: readonly CompositePodGroupTemplate[];
  /**
   * disruptionMode defines the mode in which a given CompositePodGroup can be disrupted. One of Single, All. This field
   * is immutable.
   */
  readonly disruptionMode?: CompositeDisruptionMode;
  /**
   * name is a unique identifier for the CompositePodGroupTemplate within the Workload. It must be a DNS label. This
   * field is required.
   */
  readonly name: string;
  /**
   * podGroupTemplates is the list of templates for children PodGroups. The maximum number of templates is 8. At least
   * one entry in CompositePodGroupTemplates or PodGroupTemplates must be set.
   */
  readonly podGroupTemplates?: readonly PodGroupTemplate[];
  /**
   * preemptionPolicy is the Policy for preempting pods/podgroups with lower priority. One of Never,
   * PreemptLowerPriority. This field is immutable. This field is available only when the PodGroupPreemptionPolicy
   * feature gate is enabled.
   */
  readonly preemptionPolicy?: string;
  /**
   * priority is the value of priority of composite pod groups created from this template. Various system components use
   * this field to find the priority of the composite pod group. When Priority Admission Controller is enabled, it
   * prevents users from setting this field. The admission controller populates this field from PriorityClassName. The
   * higher the value, the higher the priority. This field is immutable.
   */
  readonly priority?: Integer;
  /**
   * priorityClassName indicates the priority that should be considered when scheduling a composite pod group created
   * from this template. If no priority class is specified, admission control can set this to the global default
   * priority class if it exists. Otherwise, composite pod groups created from this template will have the priority set
   * to zero. This field is immutable.
   */
  readonly priorityClassName?: string;
  /**
   * schedulingConstraints defines optional scheduling constraints (e.g. topology) for this CompositePodGroupTemplate.
   * This field is immutable.
   */
  readonly schedulingConstraints?: CompositePodGroupSchedulingConstraints;
  /** schedulingPolicy defines the scheduling policy for this template. */
  readonly schedulingPolicy: CompositePodGroupSchedulingPolicy;
}

/** DisruptionMode defines how individual entities within a group can be disrupted. Exactly one mode can be set. */
export interface DisruptionMode {
  /** all specifies that all children can only be disrupted together. */
  readonly all?: AllDisruptionMode;
  /** single specifies that children can be disrupted independently from each other. */
  readonly single?: SingleDisruptionMode;
}

/** GangSchedulingPolicy defines the parameters for gang scheduling. */
export interface GangSchedulingPolicy {
  /**
   * minCount is the minimum number of pods that must be schedulable or scheduled at the same time for the scheduler to
   * admit the entire group. It must be a positive integer. This field is mutable to support workload scaling.
   *
   * Note that the scheduler operates on an eventually consistent model. Updates to minCount may not be immediately
   * reflected in scheduling decisions due to propagation delays. If minCount is updated while a scheduling cycle is in
   * progress for that group, the new value may not take effect until the next cycle. Moreover, minCount is only
   * enforced during scheduling, meaning that modifications to this field do not affect already-scheduled pods, applying
   * only to those evaluated in future cycles.
   */
  readonly minCount: Integer;
}

/**
 * PodGroup represents a runtime instance of pods grouped together. PodGroups are created by workload controllers (Job,
 * LWS, JobSet, etc...) from Workload.podGroupTemplates. PodGroup API enablement is toggled by the GenericWorkload
 * feature gate.
 */
export interface PodGroup {
  readonly apiVersion: "scheduling.k8s.io/v1beta1";
  readonly kind: "PodGroup";
  /**
   * metadata is the standard object metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta;
  /** spec defines the desired state of the PodGroup. */
  readonly spec: PodGroupSpec;
  /** status represents the current observed state of the PodGroup. */
  readonly status?: PodGroupStatus;
}

/**
 * PodGroupResourceClaim references exactly one ResourceClaim, either directly or by naming a ResourceClaimTemplate
 * which is then turned into a ResourceClaim for the PodGroup.
 *
 * It adds a name to it that uniquely identifies the ResourceClaim inside the PodGroup. Pods that need access to the
 * ResourceClaim define a matching reference in its own Spec.ResourceClaims. The Pod's claim must match all fields of
 * the PodGroup's claim exactly.
 */
export interface PodGroupResourceClaim {
  /** name uniquely identifies this resource claim inside the PodGroup. This must be a DNS_LABEL. */
  readonly name: string;
  /**
   * resourceClaimName is the name of a ResourceClaim object in the same namespace as this PodGroup. The ResourceClaim
   * will be reserved for the PodGroup instead of its individual pods.
   *
   * Exactly one of ResourceClaimName and ResourceClaimTemplateName must be set.
   */
  readonly resourceClaimName?: string;
  /**
   * resourceClaimTemplateName is the name of a ResourceClaimTemplate object in the same namespace as this PodGroup.
   *
   * The template will be used to create a new ResourceClaim, which will be bound to this PodGroup. When this PodGroup
   * is deleted, the ResourceClaim will also be deleted. The PodGroup name and resource name, along with a generated
   * component, will be used to form a unique name for the ResourceClaim, which will be recorded in
   * podgroup.status.resourceClaimStatuses.
   *
   * This field is immutable and no changes will be made to the corresponding ResourceClaim by the control plane after
   * creating the ResourceClaim.
   *
   * Exactly one of ResourceClaimName and ResourceClaimTemplateName must be set.
   */
  readonly resourceClaimTemplateName?: string;
}

/**
 * PodGroupResourceClaimStatus is stored in the PodGroupStatus for each PodGroupResourceClaim which references a
 * ResourceClaimTemplate. It stores the generated name for the corresponding ResourceClaim.
 */
export interface PodGroupResourceClaimStatus {
  /**
   * name uniquely identifies this resource claim inside the PodGroup. This must match the name of an entry in
   * podgroup.spec.resourceClaims, which implies that the string must be a DNS_LABEL.
   */
  readonly name: string;
  /**
   * resourceClaimName is the name of the ResourceClaim that was generated for the PodGroup in the namespace of the
   * PodGroup. If this is unset, then generating a ResourceClaim was not necessary. The podgroup.spec.resourceClaims
   * entry can be ignored in this case.
   */
  readonly resourceClaimName?: string;
}

/** PodGroupSchedulingConstraints defines scheduling constraints (e.g. topology) for a PodGroup. */
export interface PodGroupSchedulingConstraints {
  /**
   * topology defines the topology constraints for the pod group. Currently only a single topology constraint can be
   * specified. This may change in the future.
   */
  readonly topology?: readonly TopologyConstraint[];
}

/**
 * PodGroupSchedulingPolicy defines the scheduling configuration for a PodGroup. Exactly one policy must be set. The
 * policy is chosen at creation time by setting either the Basic or Gang field. The PodGroup may not change policy after
 * creation. Fields within chosen policy may be updated after creation when their individual fields allow it.
 */
export interface PodGroupSchedulingPolicy {
  /**
   * basic specifies that the pods in this group should be scheduled using standard Kubernetes scheduling behavior.
   * Setting this field at group creation time opts this group to basic scheduling; this field cannot be changed
   * afterward.
   */
  readonly basic?: BasicSchedulingPolicy;
  /**
   * gang specifies that the pods in this group should be scheduled using all-or-nothing semantics. Setting this field
   * at group creation time opts this group to gang scheduling; this field cannot be set or unset afterward. The
   * minCount field within Gang scheduling policy remains mutable after group creation.
   */
  readonly gang?: GangSchedulingPolicy;
}

/** PodGroupSpec defines the desired state of a PodGroup. */
export interface PodGroupSpec {
  /**
   * disruptionMode defines the mode in which a given PodGroup can be disrupted. Controllers are expected to fill this
   * field by copying it from a PodGroupTemplate. One of Single, All. Defaults to Single if unset. This field is
   * immutable.
   */
  readonly disruptionMode?: DisruptionMode;
  /**
   * parentCompositePodGroupName contains the name of the parent composite pod group within the same namespace as this
   * pod group. If it's nil, then this pod group is a root of a workload's hierarchy. This field is used only when the
   * CompositePodGroup feature gate is enabled. This field is immutable.
   */
  readonly parentCompositePodGroupName?: string;
  /**
   * preemptionPolicy is the Policy for preempting pods/podgroups with lower priority. One of Never,
   * PreemptLowerPriority. Defaults to PreemptLowerPriority if unset. When Priority Admission Controller is enabled, it
   * populates this field from PriorityClassName, and defaults to PreemptLowerPriority if value is unset in
   * PriorityClass. This field is immutable. This field is available only when the PodGroupPreemptionPolicy feature gate
   * is enabled.
   */
  readonly preemptionPolicy?: string;
  /**
   * priority is the value of priority of this pod group. Various system components use this field to find the priority
   * of the pod group. When Priority Admission Controller is enabled, it prevents users from setting this field. The
   * admission controller populates this field from PriorityClassName. The higher the value, the higher the priority.
   * This field is immutable.
   */
  readonly priority?: Integer;
  /**
   * priorityClassName defines the priority that should be considered when scheduling this pod group. Controllers are
   * expected to fill this field by copying it from a PodGroupTemplate. Otherwise, it is validated and resolved
   * similarly to the PriorityClassName on PodGroupTemplate (i.e. if no priority class is specified, admission control
   * can set this to the global default priority class if it exists. Otherwise, the pod group's priority will be zero).
   * This field is immutable.
   */
  readonly priorityClassName?: string;
  /**
   * resourceClaims defines which ResourceClaims may be shared among Pods in the group. Pods consume the devices
   * allocated to a PodGroup's claim by defining a claim in its own Spec.ResourceClaims that matches the PodGroup's
   * claim exactly. The claim must have the same name and refer to the same ResourceClaim or ResourceClaimTemplate.
   *
   * This is a beta-level field and requires that the DRAWorkloadResourceClaims feature gate is enabled.
   *
   * This field is immutable.
   */
  readonly resourceClaims?: readonly PodGroupResourceClaim[];
  /**
   * schedulingConstraints defines optional scheduling constraints (e.g. topology) for this PodGroup. Controllers are
   * expected to fill this field by copying it from a PodGroupTemplate. This field is immutable. This field is only
   * available when the TopologyAwareWorkloadScheduling feature gate is enabled.
   */
  readonly schedulingConstraints?: PodGroupSchedulingConstraints;
  /**
   * schedulingPolicy defines the scheduling policy for this instance of the PodGroup. Controllers are expected to fill
   * this field by copying it from a PodGroupTemplate.
   */
  readonly schedulingPolicy: PodGroupSchedulingPolicy;
  /**
   * workloadRef references an optional PodGroup template within the Workload object that was used to create the
   * PodGroup. This field is immutable.
   */
  readonly workloadRef?: WorkloadReference;
}

/** PodGroupStatus represents information about the status of a pod group. */
export interface PodGroupStatus {
  /**
   * conditions represent the latest observations of the PodGroup's state.
   *
   * Known condition types: - "PodGroupInitiallyScheduled": Indicates whether the scheduling requirement has been
   * satisfied. Once this condition transitions to True, it serves as a terminal state and will never revert to False,
   * even if pods are subsequently evicted and group constraints are no longer met. - "DisruptionTarget": Indicates
   * whether the PodGroup is about to be terminated
   *   due to disruption such as preemption.
   *
   * Known reasons for the PodGroupInitiallyScheduled condition: - "Unschedulable": The PodGroup cannot be scheduled due
   * to resource constraints,
   *   affinity/anti-affinity rules, or insufficient capacity for the gang.
   * - "SchedulerError": The PodGroup cannot be scheduled due to some internal error
   *   that happened during scheduling, for example due to nodeAffinity parsing errors.
   *
   * Known reasons for the DisruptionTarget condition: - "PreemptionByScheduler": The PodGroup was preempted by the
   * scheduler to make room for
   *   higher-priority PodGroups or Pods.
   */
  readonly conditions?: readonly Condition[];
  /** resourceClaimStatuses is status of resource claims. */
  readonly resourceClaimStatuses?: readonly PodGroupResourceClaimStatus[];
}

/** PodGroupTemplate represents a template for a set of pods with a scheduling policy. */
export interface PodGroupTemplate {
  /**
   * disruptionMode defines the mode in which a given PodGroup can be disrupted. One of Single, All. This field is
   * immutable.
   */
  readonly disruptionMode?: DisruptionMode;
  /**
   * name is a unique identifier for the PodGroupTemplate within the Workload. It must be a DNS label. This field is
   * immutable.
   */
  readonly name: string;
  /**
   * preemptionPolicy is the Policy for preempting pods/podgroups with lower priority. One of Never,
   * PreemptLowerPriority. This field is immutable. This field is available only when the PodGroupPreemptionPolicy
   * feature gate is enabled.
   */
  readonly preemptionPolicy?: string;
  /**
   * priority is the value of priority of pod groups created from this template. Various system components use this
   * field to find the priority of the pod group. The higher the value, the higher the priority. This field is
   * immutable.
   */
  readonly priority?: Integer;
  /**
   * priorityClassName indicates the priority that should be considered when scheduling a pod group created from this
   * template. This field is immutable.
   */
  readonly priorityClassName?: string;
  /**
   * resourceClaims defines which ResourceClaims may be shared among Pods in the group. Pods consume the devices
   * allocated to a PodGroup's claim by defining a claim in its own Spec.ResourceClaims that matches the PodGroup's
   * claim exactly. The claim must have the same name and refer to the same ResourceClaim or ResourceClaimTemplate.
   *
   * This is a beta-level field and requires that the DRAWorkloadResourceClaims feature gate is enabled.
   *
   * This field is immutable.
   */
  readonly resourceClaims?: readonly PodGroupResourceClaim[];
  /**
   * schedulingConstraints defines optional scheduling constraints (e.g. topology) for this PodGroupTemplate. This field
   * is only available when the TopologyAwareWorkloadScheduling feature gate is enabled. This field is immutable.
   */
  readonly schedulingConstraints?: PodGroupSchedulingConstraints;
  /** schedulingPolicy defines the scheduling policy for this PodGroupTemplate. */
  readonly schedulingPolicy: PodGroupSchedulingPolicy;
}

/**
 * SingleCompositeDisruptionMode means that individual children of a CompositePodGroup can be disrupted or preempted
 * independently.
 */
export interface SingleCompositeDisruptionMode {}

/** SingleDisruptionMode specifies that children can be disrupted independently. */
export interface SingleDisruptionMode {}

/** TopologyConstraint defines a topology constraint for a PodGroup. */
export interface TopologyConstraint {
  /**
   * key specifies the key of the node label representing the topology domain. All pods within the PodGroup must be
   * colocated within the same domain instance. Different PodGroups can land on different domain instances even if they
   * derive from the same PodGroupTemplate. Examples: "topology.kubernetes.io/rack"
   */
  readonly key: string;
}

/** TypedLocalObjectReference allows to reference typed object inside the same namespace. */
export interface TypedLocalObjectReference {
  /**
   * apiGroup is the group for the resource being referenced. If apiGroup is empty, the specified Kind must be in the
   * core API group. For any other third-party types, setting apiGroup is required. It must be a DNS subdomain.
   */
  readonly apiGroup?: string;
  /** kind is the type of resource being referenced. It must be a path segment name. */
  readonly kind: string;
  /** name is the name of resource being referenced. It must be a path segment name. */
  readonly name: string;
}

/**
 * Workload allows for expressing scheduling constraints that should be used when managing the lifecycle of workloads
 * from the scheduling perspective, including scheduling, preemption, eviction and other phases. Workload API enablement
 * is toggled by the GenericWorkload feature gate.
 */
export interface Workload {
  readonly apiVersion: "scheduling.k8s.io/v1beta1";
  readonly kind: "Workload";
  /**
   * metadata is the standard object metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta;
  /** spec defines the desired behavior of a Workload. */
  readonly spec: WorkloadSpec;
}

/**
 * WorkloadReference references the Workload object together with the template that was used to create a particular
 * PodGroup.
 */
export interface WorkloadReference {
  /**
   * templateName is the name of a template within the Workload object that was used to create a pod group. It must be a
   * DNS label. This field is required.
   */
  readonly templateName: string;
  /**
   * workloadName is the name of the Workload object that contains a template that was used when creating a pod group.
   * It must be a DNS name. This field is required.
   */
  readonly workloadName: string;
}

/** WorkloadSpec defines the desired state of a Workload. */
export interface WorkloadSpec {
  /**
   * compositePodGroupTemplates is the list of CompositePodGroup templates that make up the Workload. The maximum number
   * of templates is 8. This field is immutable. Exactly one of CompositePodGroupTemplates and PodGroupTemplates must be
   * set.
   *
   * This field is used only when the CompositePodGroup feature gate is enabled.
   */
  readonly compositePodGroupTemplates?: readonly CompositePodGroupTemplate[];
  /**
   * controllerRef is an optional reference to the controlling object, such as a Deployment or Job. This field is
   * intended for use by tools like CLIs to provide a link back to the original workload definition. This field is
   * immutable.
   */
  readonly controllerRef?: TypedLocalObjectReference;
  /**
   * podGroupTemplates is the list of templates that make up the Workload. The maximum number of templates is 8.
   * Templates cannot be added or removed after the workload is created. Existing templates may still be updated where
   * their individual fields allow it. Exactly one of CompositePodGroupTemplates and PodGroupTemplates must be set.
   */
  readonly podGroupTemplates?: readonly PodGroupTemplate[];
}
