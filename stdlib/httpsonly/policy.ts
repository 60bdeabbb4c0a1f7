import { policy, type Review } from "gatewright";
import { type AnyIngress, isIngress } from "../shared/ingresses.js";

/**
 * Requires Ingress resources to be HTTPS only.  Ingress resources must include the `kubernetes.io/ingress.allow-http` annotation, set to `false`. By default a valid TLS {} configuration is required, this can be made optional by setting the `tlsOptional` parameter to `true`.
 */
export interface Parameters {
  /** When set to `true` the TLS {} is optional, defaults to false. */
  tlsOptional?: boolean;
}

/** An Ingress refuses plain HTTP and, unless that is optional, brings its own TLS configuration. */
export default policy({
  kind: "K8sHttpsOnly",
  title: "HTTPS Only",
  description:
    "Requires Ingress resources to be HTTPS only.  Ingress resources must include the `kubernetes.io/ingress.allow-http` annotation, set to `false`. By default a valid TLS {} configuration is required, this can be made optional by setting the `tlsOptional` parameter to `true`.\nhttps://kubernetes.io/docs/concepts/services-networking/ingress/#tls",
  version: "1.0.2",

  *violations({ object, kind, parameters }: Review<AnyIngress, Parameters>) {
    const name = object.metadata?.name;
    if (!isIngress(kind) || name === undefined) return;
    if (parameters.tlsOptional && !refusesHttp(object)) {
      yield `Ingress should be https. The allow-http=false annotation is required for ${name}`;
    }
    if (!parameters.tlsOptional && !isHttpsOnly(object)) {
      yield `Ingress should be https. tls configuration and allow-http=false annotation are required for ${name}`;
    }
  },
});

function refusesHttp(ingress: AnyIngress): boolean {
  return ingress.metadata?.annotations?.["kubernetes.io/ingress.allow-http"] === "false";
}

function isHttpsOnly(ingress: AnyIngress): boolean {
  const tls = ingress.spec?.tls;
  return refusesHttp(ingress) && tls !== undefined && tls.length > 0;
}
