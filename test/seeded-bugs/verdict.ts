/** What a run of tests says about a bug. Pure. */

/** The part of Vitest's JSON that is read. */
export interface TestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export type Failure =
  | { readonly sort: "caught"; readonly by: string; readonly what: string }
  | { readonly sort: "spoilt"; readonly reason: string };

/**
 * The first failure of a report. Only answers that differ catch a bug: a policy that does not compile any more, or a program that fails, tell
 * nothing about meanings.
 */
export function verdictOf({ success, testResults }: TestReport, folder: string): Failure | undefined {
  if (success) return undefined;
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages: [message = ""] }) => ({
        by: `${name.replace(`${folder}/`, "")} › ${fullName}`,
        message: plain(message),
      })),
  );
  const [first] = failures;
  const caught = failures.find(({ message }) => isOfMeaning(message));
  if (caught !== undefined) return { sort: "caught", by: caught.by, what: lineOf(caught.message) };
  const broken = testResults.find(({ status }) => status === "failed");
  return { sort: "spoilt", reason: lineOf(first?.message || plain(broken?.message || "the tests do not run")) };
}

function isOfMeaning(message: string): boolean {
  return (
    message.startsWith("AssertionError") &&
    !/\bGW\d{4} |"sort": ?"rejected"|^AssertionError: expected \[ '/.test(message)
  );
}

function plain(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are the colours of a terminal
  return message.replaceAll(/\u001b\[[0-9;]*m/g, "");
}

function lineOf(message: string): string {
  const line = (message.split("\n").find((one) => one.trim() !== "") ?? "").replace("AssertionError: ", "");
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
