import { policy, type Review } from "gatewright";
import type { ClusterRoleBinding, RoleBinding } from "gatewright/kubernetes";

export interface Parameters {
  /** The list of ClusterRoles and Roles that may be associated with the `system:unauthenticated` group and `system:anonymous` user. */
  allowedRoles?: string[];
  /**
   * A boolean indicating whether `system:authenticated` should also be disallowed by this policy.
   * @default false
   */
  disallowAuthenticated?: boolean;
}

/** No role but the allowed ones is given to those who do not say who they are; nor, if so wished, to all who do. */
export default policy({
  kind: "K8sDisallowAnonymous",
  title: "Disallow Anonymous Access",
  description:
    "Disallows associating ClusterRole and Role resources to the system:anonymous user and system:unauthenticated group.",
  version: "1.1.0",

  *violations({ object, parameters }: Review<ClusterRoleBinding | RoleBinding, Parameters>) {
    const { allowedRoles = [], disallowAuthenticated = false } = parameters;
    const authenticated = disallowAuthenticated ? ["system:authenticated"] : [];
    const disallowed = ["system:unauthenticated", "system:anonymous", ...authenticated];
    const binding = object.metadata?.name;
    if (binding === undefined || allowedRoles.includes(object.roleRef.name)) return;
    for (const { name } of object.subjects ?? []) {
      if (disallowed.includes(name)) {
        yield `${name} is not allowed as a subject name in ${object.kind} ${binding}`;
      }
    }
  },
});
