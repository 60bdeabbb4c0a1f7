import type { Json } from "../model.js";
import type { OutputFile } from "./output-file.js";
import { templateName, templatePath } from "./template.js";
import { toYaml } from "./yaml.js";

/** A suite of gator for one policy. Paths are relative to the output folder, with forward slashes; they may lead out of it. */
export interface Suite {
  /** The kind of the policy's constraints. */
  readonly policy: string;
  readonly tests: readonly SuiteTest[];
}

/** One constraint and the objects to try it on. */
export interface SuiteTest {
  readonly name: string;
  readonly constraint: string;
  readonly cases: readonly SuiteCase[];
}

/** One object, or an AdmissionReview, and what the constraint finds. */
export interface SuiteCase {
  readonly name: string;
  readonly object: string;
  readonly inventory?: readonly string[];
  readonly violations: number | "yes" | "no";
  /** Whole messages that must be found. When all are listed, one entry a violation, each has to occur exactly as often. */
  readonly messages?: readonly string[];
}

/** `suites/<kind>.yaml`, for `gator verify`. */
export function suiteFile(suite: Suite): OutputFile {
  return { path: `suites/${templateName(suite.policy)}.yaml`, text: toYaml(suiteValue(suite)) };
}

function suiteValue({ policy, tests }: Suite): Json {
  return {
    apiVersion: "test.gatekeeper.sh/v1alpha1",
    kind: "Suite",
    metadata: { name: templateName(policy) },
    tests: tests.map(({ name, constraint, cases }) => ({
      name,
      template: fromSuite(templatePath(policy)),
      constraint: fromSuite(constraint),
      cases: cases.map((one) => ({
        name: one.name,
        object: fromSuite(one.object),
        ...(one.inventory?.length ? { inventory: one.inventory.map(fromSuite) } : {}),
        assertions: assertions(one),
      })),
    })),
  };
}

const fromSuite = (path: string) => (path.startsWith("/") ? path : `../${path}`);

function assertions({ violations, messages = [] }: SuiteCase): Json {
  const complete = messages.length === violations;
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1);
  return [
    { violations },
    ...[...counts].map(([message, count]) => ({
      violations: complete ? count : "yes",
      message: `^${quoteMeta(message)}$`,
    })),
  ];
}

/** A text as an RE2 pattern that matches just it. */
function quoteMeta(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
