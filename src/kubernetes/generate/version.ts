/** The version of Kubernetes whose document the types come from; after a change here, run `npm run build:kubernetes`. */
export const kubernetesVersion = "1.37.1";
