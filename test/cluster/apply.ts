import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Fields, pathOf } from "./api.js";
import type { ControlPlane } from "./control-plane.js";
import { takenIn } from "./taken-in.js";

/** Builds the standard library, as a user does. */
export function buildLibrary(root: string, out: string): void {
  execFileSync(process.execPath, ["bin/gatewright.js", "build", "stdlib", "--out", out], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Applies a build as a user does, and waits until Gatekeeper has taken in all of its templates. */
export async function applyLibrary(plane: ControlPlane, built: string): Promise<{ readonly templates: number }> {
  plane.kubectl("apply", "-k", built);
  const { items } = (await plane.api.ask("GET", templates)) as unknown as {
    readonly items: readonly { readonly metadata: { readonly name: string } }[];
  };
  await Promise.all(items.map(({ metadata }) => takenIn(plane, `${templates}/${metadata.name}`)));
  return { templates: items.length };
}

const templates = pathOf("templates.gatekeeper.sh/v1", "constrainttemplates");

/** The paths of the kinds that a build has synced, as far as the API server serves them. */
export async function syncedCollections(plane: ControlPlane, built: string): Promise<readonly string[]> {
  const file = join(built, "sync.yaml");
  if (!existsSync(file)) return [];
  const { spec } = parse(readFileSync(file, "utf8")) as { readonly spec: { readonly gvks: readonly Fields[] } };
  const paths = await Promise.all(
    spec.gvks.map(async ({ group, version, kind }) => {
      const apiVersion = group === "" ? String(version) : `${group}/${version}`;
      const resource = await plane.api.resource(apiVersion, String(kind));
      return resource === undefined ? [] : [pathOf(apiVersion, resource.plural)];
    }),
  );
  return paths.flat();
}
