import type { CompiledConstraint, CompiledPolicy, Diagnostic } from "../model.js";
import { besideTypeErrors } from "./check/beside-type-errors.js";
import { constrainedPolicies, findConstraints } from "./check/constraints.js";
import { withoutIgnored } from "./check/ignored.js";
import { checkImports } from "./check/imports.js";
import { checkMistakes } from "./check/mistakes.js";
import { checkModuleStatements } from "./check/module-statements.js";
import { checkPolicies } from "./check/policies.js";
import { findPolicy, type PolicyModule, readPolicy } from "./check/policy-module.js";
import { readReviewType } from "./check/review-type.js";
import { noSource, typeErrors, unreadableFiles } from "./check/type-errors.js";
import { createReporter, type Reporter } from "./diagnostics/reporter.js";
import { displayName } from "./load/display-name.js";
import type { SourceHost } from "./load/host.js";
import { type LoadedProgram, loadProgram } from "./load/program.js";
import { createSources, type Sources } from "./load/sources.js";
import { isOfStandardLibrary } from "./load/standard-library.js";
import { checkModuleConstants } from "./lower/module-constants.js";
import { lowerPolicy } from "./lower/policy.js";
import { coveredRules } from "./optimise/covered.js";
import { optimise } from "./optimise/index.js";
import { emitModule, explainModule } from "./rego/emit.js";
import { hopeless } from "./rego/rules.js";
import { parametersSchema } from "./schema/parameters-schema.js";
import { ts } from "./typescript.js";

/** What a run of the compiler gives: everything that compiled, and every diagnostic at once. */
export interface Compilation {
  readonly policies: readonly CompiledPolicy[];
  readonly constraints: readonly CompiledConstraint[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompileOptions {
  /** Whether the passes of the optimiser run; true by default. Without them the Rego is longer and means the same. */
  readonly optimised?: boolean;
  /** Whether to look for what compiles and is most likely a mistake (GW50xx) as well; false by default. */
  readonly mistakes?: boolean;
  /** Whether policies carry where each of their rules comes from; false by default. */
  readonly explained?: boolean;
  /** What earlier runs over the same project have parsed and found out, from `createSources()`. */
  readonly sources?: Sources;
}

/**
 * Compiles the policies whose default exports stand in `entries` (absolute paths), and reads the constraints in them and in what
 * they import; policies of the standard library that these are for are compiled as well. Never throws for what is in them.
 */
export function compile(
  entries: readonly string[],
  host: SourceHost,
  { optimised = true, mistakes = false, explained = false, sources = createSources() }: CompileOptions = {},
): Compilation {
  const relative = (file: string) => displayName(file, host.root);
  const reporter = createReporter(relative);
  const loaded = loadProgram(entries, host, sources);
  const files = loaded.program.getSourceFiles().filter(loaded.isOfProject);
  const checker = loaded.program.getTypeChecker();
  const once = <T>(question: string, file: ts.SourceFile, find: (own: ReturnType<typeof createReporter>) => T): T => {
    const { found, diagnostics } = sources.answer(question, file, loaded.reached(file), () => {
      const own = createReporter(relative);
      return { found: find(own), diagnostics: own.diagnostics };
    });
    reporter.take(diagnostics);
    return found;
  };
  const typed = [
    ...unreadableFiles(loaded, relative),
    ...files.flatMap((file) => once("types", file, (own) => typeErrors(file, loaded, relative, own))),
  ];
  const closed = new Set(typed.filter(({ code }) => noSource.includes(code)).map(({ span }) => span?.file));
  const own = files.filter((file) => !closed.has(relative(file.fileName)));
  checkImports(own, loaded, relative, reporter);
  for (const file of own) checkModuleStatements(file, reporter);

  const broken = new Set([...typed, ...reporter.diagnostics].map(({ span }) => span?.file));
  const modules = policiesOf(entries, own, loaded, reporter);
  checkPolicies(modules, own, checker, reporter);
  // A policy of the standard library that a project takes over is not the project's to correct.
  const isAuthored = ({ fileName }: ts.SourceFile) => entries.includes(fileName) || !isOfStandardLibrary(fileName);
  // A module with type errors has no meaning that could be compiled.
  const isBroken = ({ file }: PolicyModule) => reaches(file, loaded, broken, relative);
  const policies = modules
    .filter((module) => !isBroken(module))
    .flatMap((module) => {
      const sought = mistakes && isAuthored(module.call.getSourceFile());
      const how = { optimised, mistakes: sought, explained };
      return once(`policy at ${module.call.pos} ${JSON.stringify(how)}`, module.file, (own) =>
        compilePolicy(module, loaded, own, relative, how),
      );
    });
  const beside = besideTypeErrors(
    modules.filter(isBroken).flatMap((module) => refusals(module, loaded, relative)),
    [...typed, ...reporter.diagnostics],
  );
  const typeSound = own.filter((file) => !broken.has(relative(file.fileName)));
  for (const file of typeSound) once("constants", file, (own) => checkModuleConstants(file, loaded, own));
  const constraints = findConstraints(typeSound, checker, reporter);
  const all = withoutRepeats([...withoutEchoes(typed, reporter.diagnostics), ...reporter.diagnostics, ...beside]);
  const diagnostics = (mistakes ? withoutIgnored(all, own.filter(isAuthored), relative) : all).toSorted(byPlace);
  const failed = new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ span }) => span?.file));
  const sound = modules
    .filter(({ file }) => !reaches(file, loaded, failed, relative))
    .map(({ file }) => relative(file.fileName));
  return Object.freeze({ policies: policies.filter(({ file }) => sound.includes(file)), constraints, diagnostics });
}

/** The policies that the entries export and those of the standard library that constraints are for, each one once. */
function policiesOf(
  entries: readonly string[],
  own: readonly ts.SourceFile[],
  loaded: LoadedProgram,
  reporter: Reporter,
): readonly PolicyModule[] {
  const checker = loaded.program.getTypeChecker();
  const found = new Map<ts.CallExpression, PolicyModule>();
  for (const entry of new Set(entries)) {
    const file = loaded.program.getSourceFile(entry);
    // A module that cannot be parsed may well have a policy.
    if (file === undefined || !own.includes(file) || loaded.program.getSyntacticDiagnostics(file).length > 0) continue;
    const policy = findPolicy(file, checker, reporter);
    // Fixtures stand beside the module that exports a policy, which need not be the one that declares it.
    if (policy !== undefined && !found.has(policy.call)) found.set(policy.call, { ...policy, file });
  }
  for (const call of own.flatMap((file) => constrainedPolicies(file, checker))) {
    const standard = isOfStandardLibrary(call.getSourceFile().fileName) && !found.has(call);
    const policy = standard ? readPolicy(call, checker, reporter) : undefined;
    if (policy !== undefined) found.set(call, policy);
  }
  return [...found.values()];
}

/** TypeScript's errors, without those about a place of which the compiler itself has more to say. */
function withoutEchoes(typed: readonly Diagnostic[], ours: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = new Set(ours.map(({ span }) => JSON.stringify(span)));
  return typed.filter(({ span }) => !said.has(JSON.stringify(span)));
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [
    ...new Map(diagnostics.map((one) => [`${one.code} ${JSON.stringify(one.span)} ${one.message}`, one])).values(),
  ];
}

/** What is refused of a policy whose types are not sound. */
function refusals(
  module: PolicyModule,
  loaded: LoadedProgram,
  relative: (file: string) => string,
): readonly Diagnostic[] {
  const reporter = createReporter(relative);
  try {
    compilePolicy(module, loaded, reporter, relative, { optimised: false, mistakes: false, explained: false });
  } catch {
    // Compiling relies on sound types: without them, it tells what it found until it stumbled.
  }
  return reporter.diagnostics;
}

function compilePolicy(
  module: PolicyModule,
  loaded: LoadedProgram,
  reporter: ReturnType<typeof createReporter>,
  relative: (file: string) => string,
  { optimised, mistakes, explained }: Required<Omit<CompileOptions, "sources">>,
): readonly CompiledPolicy[] {
  const checker = loaded.program.getTypeChecker();
  const types = readReviewType(module.violations, checker, reporter);
  if (types === undefined) return [];
  const schema =
    types.parameters === undefined
      ? undefined
      : parametersSchema(types.parameters, types.parametersNode, checker, ({ code, node, args }) =>
          reporter.report(code, node, args),
        );
  const said = reporter.diagnostics.length;
  const { module: lowered, sync, providers, origins } = lowerPolicy(module, loaded, reporter, explained);
  const final = optimised ? optimise(lowered) : lowered;
  // What is refused already has its reason.
  if (reporter.diagnostics.length === said && final.violations.every(({ body }) => hopeless(body)))
    reporter.report("GW2016", module.violations.name ?? module.call);
  else if (mistakes && reporter.diagnostics.slice(said).every(({ severity }) => severity === "warning")) {
    const alive = final.violations.filter(({ body }) => !hopeless(body)).map(({ span }) => span);
    const covered = coveredRules(lowered).map(({ rule, by }) => ({ span: rule.span, by: by.span }));
    checkMistakes(module, types, { alive, covered }, loaded, reporter);
  }
  const { kind, title, description, severity, controls, version, annotations } = module;
  const policy = {
    kind,
    title,
    description,
    severity,
    controls,
    version,
    annotations,
    schema,
    file: relative(module.file.fileName),
    matchKinds: types.matchKinds,
    sync,
    providers: providers.length === 0 ? undefined : providers,
    rego: emitModule(final),
    explanation: explained ? explainModule(final, origins) : undefined,
  };
  return [
    Object.freeze(
      Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined)),
    ) as unknown as CompiledPolicy,
  ];
}

/** True when a file, or one that it imports, is among the broken ones. */
function reaches(
  file: ts.SourceFile,
  loaded: LoadedProgram,
  broken: ReadonlySet<string | undefined>,
  relative: (file: string) => string,
  seen = new Set<string>(),
): boolean {
  if (seen.has(file.fileName)) return false;
  seen.add(file.fileName);
  if (broken.has(relative(file.fileName))) return true;
  return file.statements.some((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return false;
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined) return false;
    const symbol = loaded.program.getTypeChecker().getSymbolAtLocation(moduleSpecifier);
    const imported = symbol?.declarations?.[0]?.getSourceFile();
    return (
      imported !== undefined && !loaded.isOfGatewright(imported) && reaches(imported, loaded, broken, relative, seen)
    );
  });
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  const key = ({ span, code }: Diagnostic) => [span?.file ?? "", span?.line ?? 0, span?.column ?? 0, code] as const;
  const [a, b] = [key(left), key(right)];
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1] || a[2] - b[2] || (a[3] < b[3] ? -1 : 1);
}
