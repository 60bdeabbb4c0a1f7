import fc from "fast-check";
import { hostileText } from "../hostile.js";

/** What readers of YAML differ about, and what stands beside it. */
const words = [
  ..."a b key name foo-bar x.y/z http://h:80/p $(v) a=b (x) x) ;x ^x <a> ~x ~/p ./x .hidden .. --flag=1 -x --".split(
    " ",
  ),
  ..."1 0 -1 1.5 -0 -0.0 +1 .5 5. 1. 08 0755 0o7 0b1 0x1F 0xg 1e3 12e03 1e e5 E 1_000 _1 -_1 -_ 1__ 0_x1F".split(" "),
  ..."0.0000001 123456789.1 123456789012345 9007199254740993 10.0.0.1 1.2.3 5m 12:30 8080:80 1:2:x 190:20:30".split(
    " ",
  ),
  ..."2026-11-22 2026-1-2 2026-x fe80::1 2001:db8::1 :8080 :: : - -- --- ... ? ?x = << ~ + . _ __".split(" "),
  ..."true True TRUE false null Null NULL yes Yes No on Off y n Y N .inf -.inf .NaN nan inf Infinity".split(" "),
  ..."& &a * *a ! !t !!str | |- |+ |2 > >- % %x @ @x ` , [ ] { } # #x a#b \\ \\n \" ' '' \"\" [] {}".split(" "),
  ...[
    '"a"',
    '"a\\nb"',
    '"\\u00e9"',
    '"\\ud83d"',
    '"\\/"',
    '"\\x41"',
    "'b'",
    "'it''s'",
    "'say \"hi\"'",
    "[a,b]",
    '["a", 1]',
  ],
  ...["{a: b}", '{"a":1}', "{a:1}", "[a: b]", "[[a], {b: [c]}]", "[a,]", "[-1, -a, ~]", "[yes]", "é", "日本", "😀"],
  ...["\u00a0", "\u3000", "\u0085", "\u2028", "\ufeff", "\u0000", "\t", "\r", "\u200d"],
];

const word = fc.constantFrom(...words);
const between = fc.constantFrom("", " ", "  ", ": ", " #", ":", ", ", "\t");
const scalar = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.constantFrom(
      "a",
      "b c",
      "é x",
      '"x"',
      "'y z'",
      "1",
      "-2.50",
      "true",
      "null",
      "~",
      "[]",
      "http://x:80/",
    ),
  },
  { weight: 6, arbitrary: word },
  { weight: 2, arbitrary: fc.tuple(word, between, word).map((parts) => parts.join("")) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('"', "'"), word, fc.constantFrom('"', "'", "")).map((parts) => parts.join("")),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.boolean(),
        fc.array(fc.tuple(word, fc.constantFrom("", ": ", ":", " "), fc.constantFrom("", ...words)), { maxLength: 4 }),
      )
      .map(([isList, parts]) => {
        const inner = parts.map((part) => part.join("")).join(", ");
        return isList ? `[${inner}]` : `{${inner}}`;
      }),
  },
);

type Node =
  | { readonly kind: "scalar"; readonly text: string; readonly end: string }
  | { readonly kind: "text"; readonly style: string; readonly step: number; readonly lines: readonly string[] }
  | {
      readonly kind: "map" | "list";
      readonly step: number;
      readonly apart: boolean;
      readonly entries: readonly Entry[];
    };
interface Entry {
  readonly gap: string | undefined;
  readonly key: string;
  readonly node: Node;
}

const rarely = <T>(some: fc.Arbitrary<T>) => fc.option(some, { freq: 12, nil: undefined });
const key = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("a", "b", "c", "d", "name", "x-y", "a b", '"a"', "'b'", "a ") },
  { weight: 1, arbitrary: scalar },
);
const gap = rarely(fc.constantFrom("", "  ", "      ", "# c", "  # c", "    # c", "#"));
const line = fc
  .tuple(fc.constantFrom("", "", "", "  ", " "), fc.oneof(word, fc.constantFrom("", "# c", "- a", "b: c", "t ", '"\\')))
  .map((parts) => parts.join(""));

const leaf: fc.Arbitrary<Node> = fc.record({
  kind: fc.constant("scalar" as const),
  text: scalar,
  end: fc.constantFrom("", "", "", "", "", "", " # c", " ", "  #", "#"),
});
const text: fc.Arbitrary<Node> = fc.record({
  kind: fc.constant("text" as const),
  style: fc.constantFrom("|", "|", "|-", ">", ">-", "|+", "| # c"),
  step: fc.integer({ min: 1, max: 3 }),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
});

function blockOf(levels: number): fc.Arbitrary<Node> {
  const inner: fc.Arbitrary<Node> =
    levels === 0
      ? leaf
      : fc.oneof(
          { weight: 5, arbitrary: leaf },
          { weight: 1, arbitrary: text },
          { weight: 4, arbitrary: blockOf(levels - 1) },
        );
  return fc.record({
    kind: fc.constantFrom("map" as const, "list" as const),
    step: fc.constantFrom(2, 2, 2, 2, 2, 4, 1, 0),
    apart: fc.boolean(),
    entries: fc.uniqueArray(fc.record({ gap, key, node: inner }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ key }) => key,
    }),
  });
}

const node = fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 9, arbitrary: blockOf(3) });

/** The lines of a block, where it is within another one by so many columns. */
function linesOf(node: Node, indent: number): readonly string[] {
  const columns = " ".repeat(indent);
  if (node.kind === "scalar") return [`${columns}${node.text}${node.end}`];
  if (node.kind === "text") return [`${columns}${node.style}`, ...node.lines.map((text) => `${columns}${text}`)];
  return node.entries.flatMap(({ gap, key, node: inner }) => [
    ...(gap === undefined ? [] : [gap]),
    ...linesOfEntry(node.kind === "list" ? "-" : `${key}:`, inner, node, indent),
  ]);
}

function linesOfEntry(
  head: string,
  inner: Node,
  { kind, apart, step }: Node & { kind: "map" | "list" },
  indent: number,
) {
  const columns = " ".repeat(indent);
  if (inner.kind === "scalar") return [`${columns}${head} ${inner.text}${inner.end}`];
  if (inner.kind === "text") {
    const deeper = " ".repeat(indent + inner.step);
    return [`${columns}${head} ${inner.style}`, ...inner.lines.map((text) => (text === "" ? "" : `${deeper}${text}`))];
  }
  const beside = kind === "list" && !apart;
  const [first = "", ...rest] = linesOf(inner, indent + (beside ? 2 : step));
  return beside && first.startsWith(`${columns}  `)
    ? [`${columns}- ${first.slice(indent + 2)}`, ...rest]
    : [`${columns}${head}`, first, ...rest];
}

const change = fc.record({
  at: fc.nat(400),
  taken: fc.constantFrom(0, 0, 1, 1, 4),
  put: fc.constantFrom(
    "",
    "",
    " ",
    "\n",
    ":",
    "#",
    "-",
    "'",
    '"',
    "  ",
    "\t",
    "\\",
    "|",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\r",
    "a",
    "1",
    "  \n",
  ),
});

function changed(
  text: string,
  changes: readonly { readonly at: number; readonly taken: number; readonly put: string }[],
): string {
  return changes.reduce((all, { at, taken, put }) => {
    const place = at % (all.length + 1);
    return `${all.slice(0, place)}${put}${all.slice(place + taken)}`;
  }, text);
}

const written: fc.Arbitrary<string> = fc
  .record({
    node,
    start: fc.constantFrom("", "", "", "", "", "---\n", "# c\n", "\n", "--- # c\n"),
    end: fc.constantFrom("\n", "\n", "\n", "\n", "\n", "\n", "", "", "\n\n", "\n# c", "\n---\n", "\n...\n", "\n  \n"),
    isWindows: fc.option(fc.constant(true), { freq: 12, nil: false }),
    changes: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(change, { maxLength: 2 }) },
    ),
  })
  .map(({ node, start, end, isWindows, changes }) => {
    const text = changed(`${start}${linesOf(node, 0).join("\n")}${end}`, changes);
    return isWindows ? text.replaceAll("\n", "\r\n") : text;
  })
  .filter((text) => !/\p{Surrogate}/u.test(text));

/** Texts in and near the part of YAML that `parseYaml` reads. */
export const values = fc.oneof({ weight: 15, arbitrary: written }, { weight: 1, arbitrary: hostileText });

const nested = (levels: number) => Array.from({ length: levels }, (_, level) => `${" ".repeat(level)}a:\n`).join("");

export const extremes = [
  ...[31, 32, 33, 34].flatMap((levels) => [nested(levels), "- ".repeat(levels), `${"- ".repeat(levels)}a`]),
  ...[32_765, 32_766].flatMap((length) => [`a: ${"x".repeat(length)}`, `a: ${"😀".repeat(length)}`]),
  ...[1000, 1001].flatMap((length) => [
    `${"k".repeat(length)}: a`,
    `${"😀".repeat(length)}: a`,
    `'${"k".repeat(length)}': a`,
  ]),
  ...[998, 999].map((length) => `"${"k".repeat(length)}": a`),
  ...[62, 63, 64, 65].map((levels) => `a: ${"[".repeat(levels)}${"]".repeat(levels)}`),
  "a:\n".repeat(1000),
  "- a\n".repeat(1000),
  "\n".repeat(1000),
  `a: |\n${"  b\n".repeat(1000)}`,
];
