import { constraint } from "gatewright";
import requiredLabels from "./required-labels/policy.js";
import trustedImages from "./trusted-images/policy.js";

/** Start with `warn`, and go on to `deny` when nothing is reported any more. */
export const owned = constraint(requiredLabels, {
  name: "namespaces-have-an-owner",
  enforcementAction: "warn",
  match: { kinds: [{ apiGroups: [""], kinds: ["Namespace"] }], excludedNamespaces: ["kube-*"] },
  parameters: { labels: [{ key: "owner", allowedRegex: "^[a-z-]+$" }] },
});

export const trusted = constraint(trustedImages, {
  name: "images-of-our-registry",
  parameters: { repositories: ["registry.example.com"] },
});
