import { readFileSync } from "node:fs";
import type { Json } from "../../../../src/model.js";

interface Image {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../language/vectors/images/${name}.json`, import.meta.url), "utf8"));
const texts: readonly string[] = read("texts");
const references: readonly (Image | null)[] = read("references");

/** Which of the images below are from each place. */
const places: { readonly [place: string]: readonly string[] } = {
  "ghcr.io/acme": ["ghcr.io/acme", "ghcr.io/acme/app:1"],
  "ghcr.io/acme/": ["ghcr.io/acme", "ghcr.io/acme/app:1"],
  "ghcr.io/acm": [],
  "ghcr.io": ["ghcr.io/acme", "ghcr.io/acme/app:1", "ghcr.io/acme-evil/app"],
  "docker.io": ["nginx", "acme/app", "index.docker.io/acme/app", "ghcr.io"],
  "docker.io/library": ["nginx", "ghcr.io"],
  "docker.io/library/nginx": ["nginx"],
  nginx: [],
  acme: [],
  localhost: ["localhost/app"],
  "localhost:5000": ["localhost:5000/app"],
  "localhost:5000/app": ["localhost:5000/app"],
  "": [],
  "/": [],
  "//": [],
};
const placed = [...new Set(Object.values(places).flat()), "ghcr.io.evil.com/acme/app", "foo_bar.com/baz"];

interface Asked {
  readonly parameters: { readonly [name: string]: Json };
}

const size = 40;
const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "texts" } };
const chunks = Array.from({ length: Math.ceil(texts.length / size) }, (_, at) =>
  texts.slice(at * size, (at + 1) * size),
);

export const cases = [
  ...chunks.map((some) => ({ object, parameters: { texts: some, places: ["docker.io", "ghcr.io/acme"] } })),
  { object, parameters: { texts: placed, places: Object.keys(places) } },
];

/** What the library of Docker's own says of each text. */
export function expected({ parameters }: Asked): readonly string[] {
  const asked = parameters as { readonly texts: readonly string[]; readonly places: readonly string[] };
  return asked.texts.flatMap((text, index) => {
    const known = references[texts.indexOf(text)] as Image | null;
    if (known === null) return [`${index} is none`];
    const from = asked.places.filter((place) =>
      asked.texts === placed ? places[place]?.includes(text) : isBelow(known, place),
    );
    const { registry, repository, tag = "-", digest = "-" } = known;
    const pulled = tag === "-" && digest === "-" ? "latest" : tag;
    return [
      `${index} ${registry} ${repository} ${tag} ${digest} ${pulled}`,
      ...from.map((place) => `${index} is from ${place}`),
    ];
  });
}

/** By parts, where the function compares texts. */
function isBelow({ registry, repository }: Image, place: string): boolean {
  const parts = [registry, ...repository.split("/")];
  return place.split("/").every((part, at) => parts[at] === part);
}
