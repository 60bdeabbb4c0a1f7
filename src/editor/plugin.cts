/**
 * The plugin of TypeScript's language service: what `gatewright check` says, in the editor. tsserver finds it as the package's `main`,
 * because it takes names of packages only, and needs CommonJS.
 *
 * The compiler brings a TypeScript of its own, with options of its own, so that a policy means the same in every project. Its trees are
 * never mixed with the editor's: texts go in, and places and sentences come out.
 */
import type ts from "typescript";
import type { Diagnostic, SourceSpan } from "../model.js" with { "resolution-mode": "import" };
import type { FindFindings, Project } from "./findings.js" with { "resolution-mode": "import" };

type Loaded = typeof import("./findings.js", { with: { "resolution-mode": "import" }});

const source = "gatewright";
/** The codes whose diagnostics carry a fix: editors ask for them before there is any. */
const fixable = ["1005", "1009", "1012"];

function init({ typescript }: { readonly typescript: typeof ts }): ts.server.PluginModule {
  return { create: (info) => decorate(info, typescript) };
}

function decorate(info: ts.server.PluginCreateInfo, typescript: typeof ts): ts.LanguageService {
  const service = info.languageService;
  const log = (text: string) => info.project.projectService.logger.info(`gatewright: ${text}`);
  const findings = answers(info, log);

  /** Ours, each with the diagnostic that the editor is given for it. */
  const ours = (fileName: string): readonly Shown[] => {
    const program = service.getProgram();
    const file = program?.getSourceFile(fileName);
    if (program === undefined || file === undefined || !isSource(file, program)) return [];
    // While a statement is being typed there is nothing else to say.
    if (service.getSyntacticDiagnostics(fileName).length > 0) return [];
    return findings(fileName, program).flatMap((given) => show(given, file, typescript));
  };
  const guarded = (fileName: string): readonly Shown[] => {
    try {
      return ours(fileName);
    } catch (error) {
      log(`cannot check ${fileName}: ${error instanceof Error ? error.stack : String(error)}`);
      return [];
    }
  };

  const decorated: ts.LanguageService = { ...service };
  decorated.getSemanticDiagnostics = (fileName) => {
    const theirs = service.getSemanticDiagnostics(fileName);
    const said = new Set(theirs.map(({ code, start }) => `${code} ${start}`));
    const further = guarded(fileName).filter(
      ({ given, shown }) => !isOfTypeScript(given) || !said.has(`${shown.code} ${shown.start}`),
    );
    return [...theirs, ...further.map(({ shown }) => shown)];
  };
  decorated.getCodeFixesAtPosition = (fileName, start, end, codes, format, preferences) => {
    const here = guarded(fileName).filter(
      ({ given, shown }) =>
        !isOfTypeScript(given) &&
        codes.includes(shown.code) &&
        shown.start === start &&
        shown.start + shown.length === end,
    );
    // TypeScript's own errors have the same numbers, and fixes that are for these alone.
    const taken = new Set(here.map(({ shown }) => shown.code));
    const others = codes.filter((code) => !taken.has(code));
    const theirs = service.getCodeFixesAtPosition(fileName, start, end, others, format, preferences);
    return [...here.flatMap(({ given, shown }) => action(given, shown.file)), ...theirs];
  };
  decorated.getSupportedCodeFixes = (fileName) => [
    ...new Set([...service.getSupportedCodeFixes(fileName), ...fixable]),
  ];
  return decorated;
}

/** What is found in a file, once for each state of the project. The compiler is loaded for the first file that may be a policy. */
function answers(
  info: ts.server.PluginCreateInfo,
  log: (text: string) => void,
): (fileName: string, program: ts.Program) => readonly Diagnostic[] {
  const root = info.project.getCurrentDirectory();
  const known = new WeakMap<ts.Program, Map<string, readonly Diagnostic[]>>();
  let find: FindFindings | undefined;
  let isLoading = false;
  const use = ({ createFindings }: Loaded) => {
    find = createFindings();
  };
  const load = () => {
    if (isLoading) return;
    isLoading = true;
    try {
      use(require("./findings.js") as Loaded);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_REQUIRE_ESM") throw error;
      // Editors with an older Node: the answer comes later, and the editor is told to ask again.
      import("./findings.js").then(
        (loaded) => {
          use(loaded);
          info.project.refreshDiagnostics();
        },
        (failure) => log(`cannot load the compiler: ${failure instanceof Error ? failure.stack : String(failure)}`),
      );
    }
  };
  return (fileName, program) => {
    const files = known.get(program) ?? new Map<string, readonly Diagnostic[]>();
    known.set(program, files);
    const before = files.get(fileName);
    if (before !== undefined) return before;
    const texts = textsOf(program);
    if (![...texts.values()].some((text) => text.includes(source))) return [];
    if (find === undefined) load();
    if (find === undefined) return [];
    const started = performance.now();
    const { serverHost } = info;
    const project: Project = {
      root,
      texts,
      readFile: (path) => serverHost.readFile(path),
      fileExists: (path) => serverHost.fileExists(path),
      directoryExists: (path) => serverHost.directoryExists(path),
    };
    // Before the work: what fails once fails again until something changes.
    files.set(fileName, []);
    const found = find(fileName, project);
    files.set(fileName, found);
    log(`${found.length} findings in ${fileName} (${Math.round(performance.now() - started)} ms)`);
    return found;
  };
}

function textsOf(program: ts.Program): ReadonlyMap<string, string> {
  return new Map(
    program
      .getSourceFiles()
      .filter((file) => isSource(file, program))
      .map(({ fileName, text }) => [fileName, text]),
  );
}

/** A file that can be a policy or a part of one, as `gatewright check` searches them. */
function isSource(file: ts.SourceFile, program: ts.Program): boolean {
  const { fileName, isDeclarationFile } = file;
  return (
    /(?<!\.test|\.spec)\.ts$/.test(fileName) &&
    !isDeclarationFile &&
    !program.isSourceFileFromExternalLibrary(file) &&
    !fileName.includes("/node_modules/")
  );
}

interface Shown {
  readonly given: Diagnostic;
  readonly shown: ts.DiagnosticWithLocation;
}

function show(given: Diagnostic, file: ts.SourceFile, typescript: typeof ts): readonly Shown[] {
  const [, ours, number] = /^(GW|TS)(\d+)$/.exec(given.code) ?? [];
  if (given.span === undefined || number === undefined) return [];
  const { Error: error, Warning: warning } = typescript.DiagnosticCategory;
  const advice = given.help === undefined ? "" : `\n${given.help}`;
  const shown = {
    file,
    ...placeOf(given.span, file),
    code: Number(number),
    category: given.severity === "error" ? error : warning,
    messageText: ours === "GW" ? `${given.code}: ${given.message}${advice}` : given.message,
    source,
  };
  return [{ given, shown }];
}

/** What TypeScript says with the compiler's options, which are stricter than those of some projects. */
function isOfTypeScript({ code }: Diagnostic): boolean {
  return code.startsWith("TS");
}

function placeOf({ line, column, endLine, endColumn }: SourceSpan, file: ts.SourceFile): ts.TextSpan {
  const starts = file.getLineStarts();
  const position = (number: number, at: number) =>
    Math.min((starts[number - 1] ?? file.text.length) + at - 1, file.text.length);
  const start = position(line, column);
  return { start, length: Math.max(0, position(endLine, endColumn) - start) };
}

/** The fix that `gatewright check --fix` writes. */
function action({ code, fix }: Diagnostic, file: ts.SourceFile): readonly ts.CodeFixAction[] {
  if (fix === undefined || fix.length === 0) return [];
  const textChanges = fix.map(({ span, text }) => ({ span: placeOf(span, file), newText: text }));
  const what = textChanges.map(({ span, newText }) => `${span.length === 0 ? "Add" : "Write"} \`${newText}\``);
  const description = `${[...new Set(what)].join(", ")} (${code})`;
  return [{ fixName: source, description, changes: [{ fileName: file.fileName, textChanges }] }];
}

export = init;
