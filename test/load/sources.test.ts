/** What one run leaves to the next one changes nothing that is said: neither of what has changed, nor of what depends on it. */
import { expect, test } from "vitest";
import { type Compilation, compile, createSources } from "../../src/compiler/index.js";
import { memoryHost, root } from "../diagnostics/memory-host.js";

const policy = (kind: string, imports: string, body: string) => `import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
${imports}

export default policy({
  kind: "${kind}",
  title: "Title",
  description: "Description.",

  *violations({ object }: Review<Pod>) {
    ${body}
  },
});
`;

const short = "export const isShort = (name: string) => name.length < 3;\n";
const first = policy(
  "First",
  'import { isShort } from "./names.js";',
  'if (isShort(object.metadata?.name ?? "")) yield "short";',
);
const second = policy("Second", "", 'if (object.spec?.hostNetwork) yield "on the host\'s network";');
const missing = policy("Third", 'import { limit } from "./limit.js";', "yield `no more than $" + "{limit}`;");

const wide = policy("Fourth", "", 'if ((object.metadata?.name ?? "").isWide) yield "wide";');

const start = { "first.ts": first, "names.ts": short, "second.ts": second, "third.ts": missing, "fourth.ts": wide };
const entries = ["first.ts", "second.ts", "third.ts", "fourth.ts"].map((name) => `${root}/${name}`);

/** Changes one after the other, with what each adds to the files or takes from them. */
const changes: readonly (readonly [string, { readonly [file: string]: string }])[] = [
  ["at first", {}],
  ["a policy", { "second.ts": second.replace("hostNetwork", "hostPID") }],
  ["a mistake in a policy", { "second.ts": second.replace("hostNetwork", "hostNetwrok") }],
  ["what a policy imports", { "names.ts": short.replace("3", "5") }],
  ["a mistake in what a policy imports", { "names.ts": short.replace("3", '"3"') }],
  ["what a policy imports is of another type", { "names.ts": short.replace("string", "number") }],
  [
    "what is imported of a package of ours",
    { "second.ts": second.replace("Pod }", "Pod, Service }").replace("<Pod>", "<Pod | Service>") },
  ],
  ["a file that was missing", { "limit.ts": "export const limit = 3;\n" }],
  [
    "what is declared for all files",
    { "names.ts": `${short}declare global { interface String { isWide: boolean } }\n` },
  ],
  ["the same kind twice", { "second.ts": second.replace('"Second"', '"First"') }],
  ["a type that is rare", { "second.ts": second.replace("object.spec?.hostNetwork", "new Uint8Array(2).length > 1") }],
];

function run(files: { readonly [file: string]: string }, options: Parameters<typeof compile>[2]): Compilation {
  return compile(entries, memoryHost(files), options);
}

test("a run after another says what one by itself says, after each change and when it is taken back", () => {
  const sources = createSources();
  const said = new Set<string>();
  for (const [change, files] of changes) {
    for (const given of [{ ...start, ...files }, start]) {
      const alone = run(given, { mistakes: true });
      expect(run(given, { mistakes: true, sources }), change).toEqual(alone);
      said.add(JSON.stringify(alone));
    }
  }
  // One that is said of each change shows that each one is noticed.
  expect(said.size).toBe(changes.length);
});

test("what is asked for differently is not what another run was asked for", () => {
  const sources = createSources();
  for (const options of [{ mistakes: true }, { explained: true }, { optimised: false }, {}])
    expect(run(start, { ...options, sources })).toEqual(run(start, options));
});

test("what has not changed is not compiled again", () => {
  const sources = createSources();
  const before = run(start, { sources });
  const after = run({ ...start, "second.ts": second.replace("hostNetwork", "hostPID") }, { sources });
  const same = after.policies.filter((one) => before.policies.includes(one)).map(({ kind }) => kind);
  expect(same).toEqual(["First"]);
});
