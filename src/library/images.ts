/** What an image is pulled by. Its parts are as they are pulled: `nginx` is `library/nginx` of `docker.io`. */
export interface ImageReference {
  /**
   * The host, with its port where one is stated: `docker.io`, `registry.example.com:5000`, `[::1]:5000`. Empty where the text names
   * one that can be no host (`a_b.com/app`), which Docker lets pass.
   */
  readonly registry: string;
  /** `library/nginx`, `acme/team/app` */
  readonly repository: string;
  /** Undefined where the text states none: `tagOf` says what is pulled then. */
  readonly tag: string | undefined;
  /** `sha256:…`; where there is one, it decides what is pulled, whatever the tag. */
  readonly digest: string | undefined;
}

const statesRegistry = /^(?:localhost|[^/]*[.:A-Z][^/]*)\//;
const identifier = /^[a-f0-9]{64}$/;
const grammar =
  /^(?:((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?)\/)?([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}))?$/;

/**
 * Reads an image as Docker, containerd and the kubelet do: `ParseNormalizedNamed` of github.com/distribution/reference.
 *
 * @param text What a container's `image` says: `nginx`, `ghcr.io/acme/app:1.2`, `localhost:5000/app@sha256:…`.
 * @returns undefined for a text that is no reference, of which nothing can be pulled
 */
export function imageReference(text: string): ImageReference | undefined {
  const parts = grammar.exec(withRegistry(text));
  if (parts === null || identifier.test(text)) return undefined;
  const [, registry = "", repository = "", tag, digest] = parts;
  return repository.length > 255 ? undefined : { registry, repository, tag, digest };
}

/** The text with the registry that is meant, and with Docker Hub's own folder. */
function withRegistry(text: string): string {
  if (text.startsWith("docker.io/")) return withFolder(text.slice(10));
  if (text.startsWith("index.docker.io/")) return withFolder(text.slice(16));
  return statesRegistry.test(text) ? text : withFolder(text);
}

function withFolder(name: string): string {
  return name.includes("/") ? `docker.io/${name}` : `docker.io/library/${name}`;
}

/** The tag that is pulled: `latest` where the image states neither a tag nor a digest, and undefined where only a digest. */
export function tagOf({ tag, digest }: ImageReference): string | undefined {
  return tag ?? (digest === undefined ? "latest" : undefined);
}

/**
 * Whether an image is from a registry, from a folder of one, or of a repository: `isFrom(image, "ghcr.io/acme")` is true for
 * `ghcr.io/acme/app` and for `ghcr.io/acme`, and false for `ghcr.io/acme-evil/app`.
 *
 * @param place A registry, and what parts of the path there shall be, as they are pulled: `docker.io/library`, not `library`.
 */
export function isFrom({ registry, repository }: ImageReference, place: string): boolean {
  return registry !== "" && `${registry}/${repository}/`.startsWith(place.endsWith("/") ? place : `${place}/`);
}
