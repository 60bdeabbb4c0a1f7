// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the forms are source text
/** Changes that TypeScript seldom minds, so that what is left to refuse them is the compiler. */
import { ts } from "ts-morph";
import type { Random } from "../../laws/fuzz/random.js";

/** `§` stands for an expression; most of these have its value and its type. Two spaces stand between them. */
const expressions = [
  "(§)  (() => §)()  ((x = §) => x)()  (function () { return §; })()  (0, §)  (true ? § : §)  (§ ?? §)  (§ || §)  (§ && §)",
  "[§][0]!  [§].at(-1)!  [...[§]][0]!  [§].map((x) => x)[0]!  [§].find(() => true)!  [[§]].flat()[0]!  [§].flatMap((x) => [x])[0]!",
  '({ a: § }).a  ({ a: § })["a"]  ({ get a() { return §; } }).a  ({ a() { return §; } }).a()  ({ ...{ a: § } }).a  { a: § }',
  "new Map([[1, §]]).get(1)!  [...new Set([§])][0]!  Object.values({ a: § })[0]!  Object.entries({ a: § })[0]![1]",
  "[§].reduce((a, b) => a)  [§].filter(Boolean)[0]!  [§].toSorted()[0]!  [§].concat([§])[0]!  Array.from([§])[0]!  Array.of(§)[0]!",
  "Object.freeze(§)  structuredClone(§)  (class { static a = §; }).a  new (class { a = §; })().a  (await §)  JSON.parse(JSON.stringify(§))",
  '(§ as typeof object)  (§ as any)  (<any>§)  (§)!  (§ satisfies unknown)  (§ as const)  (typeof § === "string" ? § : §)',
  "`${§}`  `a${§}b${§}`  String(§)  Number(§)  Boolean(§)  !§  !!§  -§  +§  ~§  void §  typeof §  (§).toString()  (§)?.constructor",
  "(§ === §)  (§ == null)  (§ !== undefined)  (§ < §)  (§ + §)  (§ in {})  (§ instanceof Object)  (§, §)  [, §][1]!  [§, undefined][0]!",
  "(() => { if (§) return §; return §; })()  (() => { for (const x of [§]) return x; return §; })()  (() => { let x = §; x = §; return x; })()",
  "(() => { switch (§) { case §: return §; default: return §; } })()  ((...xs: unknown[]) => §)(§)  (([x]) => x)([§] as const)",
  "(({ a }) => a)({ a: § })  (() => { const { a = §, ...rest } = { a: § }; return a; })()  (() => { const [x = §, ...xs] = [§]; return x; })()",
  "(() => { try { return §; } finally {} })()  (() => { const inner = () => §; return inner(); })()  (() => { function inner() { return §; } return inner(); })()",
].flatMap((line) => line.split("  "));

/** `§` stands for a statement. */
const statements = [
  "{ § }  { { § } § }  if (true) { § }  if (false) { § } else { § }  if (object) {} else { § }  for (const z of [1, 2]) { § }  for (const z of []) { § }",
  'for (const z of "ab") { § }  for (const z of new Set([1])) { § break; }  for (const z of [1]) { continue; § }  for (let i = 0; i < 2; i++) { § }',
  "for (const z in {}) { § }  while (false) { § }  do { § } while (false);  switch (1 as number) { case 1: § break; case 2: default: § }",
  "label: { § break label; }  label: for (const z of [1]) { § continue label; }  try { § } catch (error) { § }  (() => { § })();",
  "function inner() { § }  const inner = () => { § };  let z = 1; if (z > 0) z = 2; § z = 3;  var z = 1; §  return; §  § return;",
  'throw new Error(); §  debugger; §  ;;§  using z = null; §  enum E { a } §  type T = string; §  yield* []; §  yield "a"; §',
  'yield { msg: "a", details: { z: [object, null, 1.5, new Set([1])] } }; §  const [z, { y = 1 } = { y: 2 }] = [1]; §  class Z {} §',
].flatMap((line) => line.split("  "));

interface Place {
  readonly from: number;
  readonly to: number;
}

/** The text with one of its expressions or statements put into another form, exchanged, left out or said twice. */
export function rewritten(text: string, random: Random): string {
  const file = ts.createSourceFile("policy.ts", text, ts.ScriptTarget.ESNext, true);
  const places = placesIn(file);
  const kind = random.chance(0.6) ? places.expressions : places.statements;
  if (kind.length === 0) return text;
  const place = random.pick(kind);
  const what = text.slice(place.from, place.to);
  if (random.chance(0.15)) {
    const other = random.pick(kind);
    return put(text, place, text.slice(other.from, other.to));
  }
  if (kind === places.statements && random.chance(0.2))
    return put(text, place, random.chance(0.5) ? "" : `${what} ${what}`);
  const form = random.pick(kind === places.expressions ? expressions : statements);
  return put(
    text,
    place,
    form.replaceAll("§", () => what),
  );
}

function put(text: string, { from, to }: Place, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

function placesIn(file: ts.SourceFile): {
  readonly expressions: readonly Place[];
  readonly statements: readonly Place[];
} {
  const found: { readonly expressions: Place[]; readonly statements: Place[] } = { expressions: [], statements: [] };
  const visit = (node: ts.Node, within: boolean): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    const place = { from: node.getStart(file), to: node.getEnd() };
    if (within && ts.isStatement(node) && !ts.isBlock(node)) found.statements.push(place);
    else if (within && isValue(node)) found.expressions.push(place);
    ts.forEachChild(node, (child) => visit(child, within || ts.isFunctionLike(node) || ts.isVariableDeclaration(node)));
  };
  visit(file, false);
  return found;
}

function isValue(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isExpression(node) || parent === undefined) return false;
  if (ts.isIdentifier(node)) {
    const isName =
      ("name" in parent && parent.name === node) ||
      ("propertyName" in parent && parent.propertyName === node) ||
      ts.isLabeledStatement(parent);
    if (isName) return false;
  }
  return !(
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}
