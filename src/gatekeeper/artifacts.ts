import type { CompiledConstraint, CompiledPolicy } from "../model.js";
import { constraintFiles, constraintPath } from "./constraint.js";
import { kustomizationFile, setKustomizationFile } from "./kustomization.js";
import { libraryFiles } from "./library.js";
import type { OutputFile } from "./output-file.js";
import { type Suite, suiteFile } from "./suite.js";
import { syncFile } from "./sync.js";
import { regoFile, templateFile } from "./template.js";

/** What a build makes its files of. */
export interface ArtifactSources {
  /** With their Rego as `opa fmt` leaves it. */
  readonly policies: readonly CompiledPolicy[];
  readonly constraints: readonly CompiledConstraint[];
  readonly suites?: readonly Suite[];
}

/** Every text file of a build but the bundle's, in the order of their paths. The rules of rules.ts hold for the sources. */
export function artifacts({ policies, constraints, suites = [] }: ArtifactSources): readonly OutputFile[] {
  const matchKinds = new Map(policies.map(({ kind, matchKinds }) => [kind, matchKinds]));
  const sync = syncFile(policies);
  const written = constraintFiles(constraints, matchKinds);
  const sets = [...new Set(constraints.flatMap(({ set }) => set ?? []))].map((set) => {
    const paths = new Set(constraints.filter((one) => one.set === set).map((one) => constraintPath(one, constraints)));
    return { set, files: written.filter(({ path }) => paths.has(path)) };
  });
  const files = [
    ...policies.flatMap((policy) => [templateFile(policy), regoFile(policy)]),
    ...written,
    ...(sync === undefined ? [] : [sync]),
    ...suites.map(suiteFile),
  ];
  const kustomizations = [
    kustomizationFile(
      files,
      sets.flatMap((one) => one.files),
    ),
    ...sets.map((one) => setKustomizationFile(one.set, one.files)),
  ];
  const library = libraryFiles(policies, constraints);
  return [...files, ...kustomizations, ...library].sort((left, right) => (left.path < right.path ? -1 : 1));
}
