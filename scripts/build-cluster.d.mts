/** The version of Kubernetes whose API server is built. */
export const kubernetesVersion: string;

/** The version of etcd that is built. */
export const etcdVersion: string;
