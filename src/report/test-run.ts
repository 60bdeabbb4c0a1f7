import type { Diagnostic } from "../model.js";
import type { TestError, TestedCase, TestedFile, TestRun } from "../testing/runner/test-run.js";
import { type JsonHead, prettyFindings } from "./check.js";
import { codeFrame } from "./code-frame.js";
import { type Colours, colours } from "./colour.js";
import { printable, printableLines } from "./columns.js";
import { count, diagnosticCounts, inOrder } from "./diagnostics.js";
import { jsonDiagnostic, jsonText } from "./json.js";

/** What `gatewright test` gave: a run, or the diagnostics because of which there was none. */
export interface Tested {
  readonly diagnostics: readonly Diagnostic[];
  readonly run?: TestRun;
}

/** The source line of a place in a test or a fixture, where it can be read. */
export type SourceLines = (place: NonNullable<TestError["place"]>) => string | undefined;

/** The result of `gatewright test`, for people and as JSON; `verbose` names what passed, too, as does a run of one file. */
export function testReport({ diagnostics, run }: Tested, sourceLine: SourceLines, verbose = false) {
  return {
    pretty: (colour: boolean) => {
      const findings = prettyFindings(diagnostics, colour);
      if (run !== undefined) return `${findings}${prettyRun(run, colours(colour), sourceLine, verbose)}`;
      return `${findings}${colours(colour).red(`${diagnosticCounts(diagnostics)}. Nothing is tested.`)}\n`;
    },
    json: (head: JsonHead) =>
      jsonText({
        ...head,
        counts: counts(run?.files ?? []),
        milliseconds: Math.round(run?.milliseconds ?? 0),
        engines: run?.engines ?? [],
        files: run?.files ?? [],
        errors: run?.errors ?? [],
        untested: run?.untested ?? [],
        diagnostics: inOrder(diagnostics).map(jsonDiagnostic),
      }),
  };
}

/** What stands below each result of a watch. */
export function watching(colour: boolean): string {
  return `${colours(colour).dim("Watching for changes; Ctrl+C ends it.")}\n`;
}

/** What stands above the result that a watch gives for changes. */
export function describeChange(files: readonly string[], colour: boolean): string {
  const [first = "Something", ...others] = files.map(printable);
  const text = others.length === 0 ? first : `${first} and ${count(others.length, "other file")}`;
  return `${colours(colour).dim(`${text} changed.`)}\n\n`;
}

/** How many tests there were. */
export function counts(files: readonly TestedFile[]) {
  const tests = files.flatMap((file) => file.tests);
  const of = (state: TestedCase["state"]) => tests.filter((test) => test.state === state).length;
  return { passed: of("passed"), failed: of("failed"), skipped: of("skipped") };
}

function prettyRun(run: TestRun, paint: Colours, sourceLine: SourceLines, verbose: boolean): string {
  const failures = run.files.flatMap(({ file, tests, errors }) => [
    ...errors.map((error) => failure(file, error, paint, sourceLine)),
    ...tests.flatMap(({ name, errors: own }) => own.map((error) => failure(name, error, paint, sourceLine))),
  ]);
  const outside = run.errors.map((error) => failure("outside of any test", error, paint, sourceLine));
  const untested = run.untested.map(
    (kind) => `${paint.yellow("!")} ${printable(kind)} has neither fixtures nor tests.\n`,
  );
  const blocks = [
    run.files.map((file) => prettyFile(file, paint, verbose || run.files.length === 1)).join(""),
    ...failures,
    ...outside,
    untested.join(""),
  ];
  const engines = paint.dim(printable(describeEngines(run.engines)));
  return `${blocks.filter((block) => block !== "").join("\n")}\n${engines}\n${verdict(run, paint)}\n`;
}

/** Which ways of running a policy were compared. */
function describeEngines(engines: readonly string[]): string {
  const compared = `Compared: ${engines.slice(0, -1).join(", ")} and ${engines.at(-1)}`;
  return engines.length > 2
    ? `${compared}.`
    : `${compared}. Gatekeeper itself is not at hand; see \`gatewright doctor\`.`;
}

function prettyFile({ file, tests, errors }: TestedFile, paint: Colours, verbose: boolean): string {
  const failed = errors.length > 0 || tests.some(({ state }) => state === "failed");
  const { passed, skipped } = counts([{ file, tests, errors }]);
  const skips = skipped > 0 ? `, ${skipped} skipped` : "";
  const head = `${failed ? paint.red("✗") : paint.green("✓")} ${printable(file)} ${paint.dim(`(${passed}/${tests.length} passed${skips})`)}\n`;
  const marks = { passed: paint.green("✓"), failed: paint.red("✗"), skipped: paint.dim("–") };
  const named = tests.filter(({ state }) => verbose || state === "failed");
  return head + named.map(({ name, state }) => `  ${marks[state]} ${printable(name)}\n`).join("");
}

function failure(title: string, { message, place, diff }: TestError, paint: Colours, sourceLine: SourceLines): string {
  const at = place === undefined ? "" : `${paint.cyan(`${printable(place.file)}:${place.line}:${place.column}`)} `;
  const line = place === undefined ? undefined : sourceLine(place);
  const span = place && { ...place, endLine: place.line, endColumn: place.column + 1 };
  const frame = line === undefined || span === undefined ? [] : codeFrame(line, span, paint, paint.red).split("\n");
  // Its head says where already.
  const said = place === undefined ? message : withoutStart(message, `${place.file}:${place.line}:${place.column}: `);
  const differences =
    diff === undefined
      ? []
      : printableLines(diff)
          .split("\n")
          .map((text) => coloured(text, paint));
  const body = [...printableLines(said).split("\n"), ...frame, ...differences].map((text) => `  ${text}`.trimEnd());
  return `${at}${paint.bold(paint.red("failed"))} ${printable(title)}\n${body.join("\n")}\n`;
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text;
}

/** A line of a diff. */
function coloured(line: string, paint: Colours): string {
  if (line.startsWith("-")) return paint.green(line);
  return line.startsWith("+") ? paint.red(line) : line;
}

function verdict({ files, ok, milliseconds }: TestRun, paint: Colours): string {
  const { passed, failed, skipped } = counts(files);
  const parts = [
    `${count(passed, "test")} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  const time = paint.dim(` in ${(milliseconds / 1000).toFixed(1)} s`);
  return (ok ? paint.green(`✓ ${parts.join(", ")}`) : paint.bold(paint.red(`✗ ${parts.join(", ")}`))) + time;
}
