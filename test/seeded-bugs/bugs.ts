/**
 * Mistakes that a compiler could have and that nobody would see in a review: each gives another meaning to some policies on some reviews.
 * `npm run seeded-bugs` tells which test of the law notices each of them.
 */

export interface Bug {
  readonly name: string;
  /** What it breaks. */
  readonly about: string;
  /** In src/compiler. */
  readonly file: string;
  /** Occurs once in the file. */
  readonly find: string;
  readonly replace: string;
  /**
   * Which test of test/laws is asked first, because it is known to notice: `builtins`, or one of its policies as in `policies/early-exits`.
   * The others are asked after it.
   */
  readonly near?: string;
}

export const bugs: readonly Bug[] = [
  // Quantifiers.
  {
    name: "every-as-some",
    about: "`every` asks whether some element is accepted: of none, all are, and one is enough of many",
    file: "builtins/array-callbacks.ts",
    find: "...(everyItem(site, to) ?? not(exists(nonSolutions(site, to))))]",
    replace: "...(everyItem(site, to) ?? exists(solutions(site, to)))]",
  },
  {
    name: "every-of-what-is-absent",
    about: "`xs?.every(f)` holds where there are no xs",
    file: "builtins/array-callbacks.ts",
    find: "holds: (site, to) => [...to.receiverPresent(site), ...(everyItem",
    replace: "holds: (site, to) => [...(everyItem",
  },
  {
    name: "find-the-last",
    about: "`find` answers the last element that is accepted",
    file: "builtins/array-callbacks.ts",
    find: "      return member(list, constant(0));",
    replace: '      return member(call("reverse", list), constant(0));',
  },
  // Definedness, and what is falsy.
  {
    name: "null-is-there",
    about: "`x == null` does not hold of null",
    file: "syntax/comparison.ts",
    find: '...(shape.null ? compare("notEqual", term, constant(null)) : [])',
    replace: "...[]",
  },
  {
    name: "null-kept",
    about: "`x ?? y` is null where x is",
    file: "syntax/logical.ts",
    find: 'const isNoNull = shape.null ? compare("notEqual", left, constant(null)) : [];',
    replace: "const isNoNull: Body = [];",
  },
  {
    name: "null-is-truthy",
    about: "null is true as a condition",
    file: "lower/truth.ts",
    find: 'if (shape.null) steps.push(compare("notEqual", term, constant(null)));',
    replace: "",
  },
  {
    name: "empty-text-is-truthy",
    about: '"" is true as a condition',
    file: "lower/truth.ts",
    find: 'if (shape.emptyString) steps.push(compare("notEqual", term, constant("")));',
    replace: "",
  },
  {
    name: "zero-is-truthy",
    about: "0 is true as a condition",
    file: "lower/truth.ts",
    find: 'if (shape.zero) steps.push(compare("notEqual", term, constant(0)));',
    replace: "",
  },
  {
    name: "false-is-truthy",
    about: "false is true where it is a field that may be absent",
    file: "lower/truth.ts",
    find: "if (shape.false) steps.push(test(term));",
    replace: "if (shape.false) steps.push(shape.undefined ? present(term, shape) : test(term));",
  },
  {
    name: "or-keeps-empty-text",
    about: '`x || y` is "" where x is, as `x ?? y` would be',
    file: "syntax/logical.ts",
    find: "if (!shape.null && !shape.false && !shape.zero && !shape.emptyString)",
    replace: "if (!shape.null && !shape.false && !shape.zero)",
  },
  {
    name: "absent-unlike-absent",
    about: "`x === y` does not hold where both are undefined",
    file: "syntax/comparison.ts",
    find: "return any([equal, [...not(present(left, leftShape)), ...not(present(right, rightShape))]]);",
    replace: "return equal;",
  },
  {
    name: "goes-on-after-undefined",
    about: "a case that answers undefined leaves the answer to the next one",
    file: "rego/rules.ts",
    find: "if (ordinary.every(({ answer }) => isDefined(answer)) || ordinary.length === 1)",
    replace: "if (ordinary.length > 0)",
  },
  {
    name: "otherwise-after-undefined",
    about: "`condition ? x : y` is y where the condition holds and x is undefined",
    file: "rego/rules.ts",
    find: "if (otherwise !== undefined && undefinedFirst) {",
    replace: "if (otherwise !== undefined && undefinedFirst && first.when.length > 1) {",
  },
  // Negation.
  {
    name: "negated-call-hoisted",
    about: "`!f(x.y)` fails where x.y is absent: Rego reads the argument before the negation",
    file: "rego/bodies.ts",
    find: 'if (target.kind === "apply") return target.args.every(there);',
    replace: 'if (target.kind === "apply") return true;',
  },
  {
    name: "negated-test-hoisted",
    about: "`!x.y.startsWith(z)` fails where an argument is absent",
    file: "rego/bodies.ts",
    find: 'if (target.operation === "equal") return target.args.every(plain);\n  return target.args.every(there);',
    replace: 'if (target.operation === "equal") return target.args.every(plain);\n  return true;',
  },
  {
    name: "negated-comparison",
    about: "`!(x === y)` becomes a comparison that fails where x is absent",
    file: "ir/steps.ts",
    find: "if (opposite !== undefined && isDefined(left) && isDefined(right)) return compare(opposite, left, right);",
    replace: "if (opposite !== undefined && isDefined(right)) return compare(opposite, left, right);",
  },
  {
    name: "negated-choice",
    about: "of `a || b`, one that fails is enough for the negation",
    file: "ir/steps.ts",
    find: "return step.bodies.flatMap(not);",
    replace: "return any(step.bodies.map(not));",
  },
  {
    name: "other-branch-too",
    about: "`a ? b : c` as a condition holds where c does, whatever a is",
    file: "syntax/conditional.ts",
    find: "[...to.fails(node.condition, scope), ...to.holds(node.whenFalse, scope)],",
    replace: "to.holds(node.whenFalse, scope),",
  },
  // Ways out.
  {
    name: "earlier-ways-out",
    about: "what stands after a way out is reached although it was taken, where a loop asks",
    file: "lower/outcome.ts",
    find: "exactly: [...first.after, ...exit.exactly] })",
    replace: "exactly: exit.exactly })",
  },
  {
    name: "else-after-return",
    about: "what stands after `if (a) return; else if (b) return;` is reached where b holds",
    file: "lower/outcome.ts",
    find: "if (yes.ends) return [...unless, ...no.after];",
    replace: "if (yes.ends) return unless;",
  },
  {
    name: "later-return",
    about: "a function is true where a later way out is, although an earlier one is false",
    file: "lower/answers.ts",
    find: "ways.push([...earlier, ...exit.when, ...truth]);",
    replace: "ways.push([...(ways.length > 1 ? [] : earlier), ...exit.when, ...truth]);",
  },
  {
    name: "yields-after-break",
    about: "passes after one that breaks yield as well",
    file: "lower/loops.ts",
    find: "(index) => (alone ? [] : nonePassed(accumulation, index, to)),",
    replace: "(index) => (alone || !isMixed ? [] : nonePassed(accumulation, index, to)),",
  },
  {
    name: "returns-after-continue",
    about: "a return after a `continue` is taken in passes that went on before",
    file: "lower/loops.ts",
    find: "when: goesOn || isMixed ? exit.exactly : exit.when",
    replace: "when: isMixed ? exit.exactly : exit.when",
  },
  {
    name: "leaving-pass-left-out",
    about: "the pass that leads out of a loop counts as one after it",
    file: "lower/accumulate.ts",
    find: 'return not(exists([...steps, ...compare("less", own, index), ...leaving]));',
    replace: 'return not(exists([...steps, ...compare("lessOrEqual", own, index), ...leaving]));',
  },
  {
    name: "grows-after-break",
    about: "names grow in passes after one that breaks",
    file: "lower/accumulate.ts",
    find: "{ reached: leads.length > 0 && !isFound }",
    replace: "{ reached: leads.length > 1 && !isFound }",
  },
  {
    name: "after-labelled-break",
    about: "a way out after a `break` of a block is taken although the block was left",
    file: "lower/labelled.ts",
    find: "inner.exits.filter((exit) => !isOwn(exit)).map((exit) => ({ ...exit, when: exit.exactly }));",
    replace: "inner.exits.filter((exit) => !isOwn(exit));",
  },
  {
    name: "no-fallthrough",
    about: "a case without a `break` ends where the next one begins",
    file: "lower/switch.ts",
    find: "clauses.slice(clauses.indexOf(clause)).flatMap((one) => [...one.statements])",
    replace: "[...clause.statements, ...(clause.statements.length > 0 ? [] : (clauses[index + 1]?.statements ?? []))]",
  },
  {
    name: "default-before-cases",
    about: "a default that stands before a case is taken for it",
    file: "lower/switch.ts",
    find: "const when: Body = own === undefined ? none : [...earlier, ...own];",
    replace: "const when: Body = own === undefined ? earlier : [...earlier, ...own];",
  },
  // Loops that add up.
  {
    name: "reads-its-own-pass",
    about: "a pass reads what it gives a name itself as the value before",
    file: "lower/accumulate.ts",
    find: 'compare("less", own, extent.before)',
    replace: 'compare("lessOrEqual", own, extent.before)',
  },
  {
    name: "separator-at-the-start",
    about: "a pass knows of its own item when it asks whether the text is empty",
    file: "lower/accumulate.ts",
    find: '...compare("less", own, iteration.index)]',
    replace: '...compare("lessOrEqual", own, iteration.index)]',
  },
  {
    name: "sum-from-zero",
    about: "a sum forgets what it starts with",
    file: "lower/fold-terms.ts",
    find: 'return call("plus", total(collected(items, course, to)), first);',
    replace: "return total(collected(items, course, to));",
  },
  {
    name: "sum-of-a-set",
    about: "equal numbers are added once: the list of them became a set",
    file: "lower/fold-terms.ts",
    find: '  return call("sum", list);',
    replace: '  return call("sum", list.kind === "collect" ? { ...list, into: "set" } : list);',
  },
  {
    name: "flag-from-false",
    about: "a flag that is true before a loop is what the loop says",
    file: "lower/fold-terms.ts",
    find: "return asFlag(any([to.truth(first), exists(body)]));",
    replace: "return asFlag(exists(body));",
  },
  {
    name: "greatest-of-nothing",
    about: "the greatest is undefined where what it starts with is",
    file: "lower/fold-terms.ts",
    find: "return isDefined(first) ? all : orElse(all, call(sort, list));",
    replace: "return all;",
  },
  {
    name: "first-instead-of-last",
    about: "a name keeps what the first pass gave it",
    file: "lower/fold-terms.ts",
    find: 'return member(isFirst ? all : call("reverse", all), constant(0));',
    replace: "return member(all, constant(0));",
  },
  {
    name: "ties-to-the-last",
    about: "`if (x.n > best.n) best = x` takes the last of those that are equal",
    file: "lower/best.ts",
    find: '  greater: "firstGreatest",\n  greaterOrEqual: "lastGreatest",',
    replace: '  greater: "lastGreatest",\n  greaterOrEqual: "lastGreatest",',
  },
  {
    name: "groups-begin-anew",
    about: "lists by key forget what they had before the loop",
    file: "rego/library.ts",
    find: "{key: array.concat(object.get(groups, key, []), added) |",
    replace: "{key: added |",
  },
  {
    name: "first-by-key-overwrites",
    about: "`o[key] ??= x` overwrites what was there before the loop",
    file: "rego/library.ts",
    find: "\tnot key in object.keys(entries)\n",
    replace: "",
  },
  {
    name: "range-downwards",
    about: "`for (let i = a; i <= b; i++)` counts down where b is less than a",
    file: "lower/index-loop.ts",
    find: '...compare(counter.down ? "lessOrEqual" : "greaterOrEqual", i, from),',
    replace: "",
  },
  // Order and sets.
  {
    name: "order-of-equals-lost",
    about: "elements that a comparator takes for equal are sorted by themselves",
    file: "builtins/array-sort.ts",
    find: 'const place = allDown ? call("minus", constant(0), index) : index;',
    replace: "const place = constant(0);",
  },
  {
    name: "sort-left-out",
    about: "`toSorted()` leaves the list as it is",
    file: "builtins/array-sort.ts",
    find: 'return isSortable(element, "string") ? call("sort", receiver(site, to)) : to.deny(site.node, "GW1031");',
    replace: 'return isSortable(element, "string") ? receiver(site, to) : to.deny(site.node, "GW1031");',
  },
  {
    name: "order-of-a-text-leaked",
    about: "a text is put together in the order of an object's keys, which Rego sorts",
    file: "lower/fold-terms.ts",
    find: '  "groupSums",\n]);',
    replace: '  "groupSums",\n  "text",\n]);',
  },
  {
    name: "order-of-keys-leaked",
    about: "`Object.entries` has an order, which is Rego's",
    file: "lower/iterate.ts",
    find: 'const key = to.fresh("key");\n    return { steps: [some(object, value, key)], element: { kind: "array", items: [key, value] }, ordered: false };\n  }\n  if (method.text === "matchAll"',
    replace:
      'const key = to.fresh("key");\n    return { steps: [some(object, value, key)], element: { kind: "array", items: [key, value] }, ordered: true };\n  }\n  if (method.text === "matchAll"',
  },
  {
    name: "set-opened",
    about: "a set that is gone through and counted counts what it has twice: the optimiser takes its solutions",
    file: "optimise/fuse.ts",
    find: '(list.into === "set" && counting)',
    replace: "false",
  },
  {
    name: "pairs-collapsed",
    about: "a loop in a loop over the same list is one loop where neither reads its element",
    file: "rego/bodies.ts",
    find: 'if (!lines.includes(line) || (place.counting && line.startsWith("some "))) lines.push(line);',
    replace: "if (!lines.includes(line)) lines.push(line);",
  },
  // Numbers.
  {
    name: "thirty-one-bits",
    about: "whole numbers from 2^31 on are formatted by OPA itself, which policy.wasm cannot",
    file: "rego/library.ts",
    find: "format_int(number, 10) if abs(number) < 2000000000\n",
    replace: "format_int(number, 10) if abs(number) < 4000000000\n",
  },
  {
    name: "zeros-inside-lost",
    about: "a large number lacks zeros between its digits",
    file: "rego/library.ts",
    find: "substring(format_int(1000000000 + (number % 1000000000), 10), 1, -1)",
    replace: "format_int(number % 1000000000, 10)",
  },
  {
    name: "exponent-one-more",
    about: "1e21 is written 1e+22",
    file: "rego/library.ts",
    find: '"e+", format_int(count(text) - 1, 10)',
    replace: '"e+", format_int(count(text), 10)',
  },
  {
    name: "zeros-of-small-numbers",
    about: "0.000001 is written 0.00001",
    file: "rego/library.ts",
    find: '"06": "0.00000"',
    replace: '"06": "0.0000"',
  },
  {
    name: "zero-below-zero",
    about: "a text that is -0 is read as a zero with a sign",
    file: "rego/library-numbers.ts",
    find: '{decimal_of}(text) := to_number(trim_left(text, "+")) + 0 if',
    replace: '{decimal_of}(text) := to_number(trim_left(text, "+")) if',
  },
  {
    name: "floor-towards-zero",
    about: "`Math.floor` of a fraction below zero is the number above",
    file: "rego/library-numbers.ts",
    find: "{rounded_down}(number) := 0 - ceil(abs(number)) if number < 0",
    replace: "{rounded_down}(number) := 0 - floor(abs(number)) if number < 0",
  },
  {
    name: "remainder-above-zero",
    about: "`%` of a number below zero is above zero",
    file: "rego/library.ts",
    find: "{remainder}(number, divisor) := 0 - (abs(number) % abs(divisor)) if number < 0",
    replace: "{remainder}(number, divisor) := abs(number) % abs(divisor) if number < 0",
  },
  // Texts.
  {
    name: "code-points-beyond",
    about: "the code point of a character beyond the first 65536 is another one",
    file: "rego/library-texts.ts",
    find: "\t(e % 16) * 4,\n",
    replace: "\te * 4,\n",
  },
  {
    name: "slice-below-zero",
    about: "`text.slice(2, 1)` is all that follows: OPA takes a length below zero for the rest",
    file: "builtins/text-parts.ts",
    find: 'return call("substring", text, from, greatest(zero, call("minus", end, from)));',
    replace: 'return call("substring", text, from, call("minus", end, from));',
  },
  {
    name: "at-exactly-the-size",
    about: "`text.at(-3)` of three characters is undefined",
    file: "builtins/positions.ts",
    find: 'when: compare("greaterOrEqual", size, constant(-value))',
    replace: 'when: compare("greater", size, constant(-value))',
  },
  {
    name: "empty-text-not-found",
    about: '`text.indexOf("")` is -1',
    file: "builtins/text-parts.ts",
    find: 'choose([{ when: compare("equal", part, constant("")), answer: zero }], found)',
    replace: "found",
  },
  {
    name: "last-empty-text",
    about: '`text.lastIndexOf("")` is 0',
    file: "rego/library-texts.ts",
    find: '{last_index}(text, "") := count(text)',
    replace: '{last_index}(_, "") := 0',
  },
  {
    name: "absent-in-a-text",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a program
    about: '`text ${x}` says nothing where x is undefined, and JavaScript says "undefined"',
    file: "syntax/template.ts",
    find: 'asText(value, shape, to.isInteger(node)), constant("undefined"));',
    replace: 'asText(value, shape, to.isInteger(node)), constant(""));',
  },
  // Patterns.
  {
    name: "dot-is-not-line-end",
    about: "the dot of a pattern is a carriage return, as it is in RE2",
    file: "builtins/pattern-writer.ts",
    find: 'const LINE_ENDS = "\\\\n\\\\r\\\\x{2028}\\\\x{2029}";',
    replace: 'const LINE_ENDS = "\\\\n";',
  },
  {
    name: "space-of-ascii",
    about: "`\\s` is white space of ASCII only",
    file: "builtins/pattern-writer.ts",
    find: 'const SPACE = "\\\\s\\\\v\\\\pZ\\\\x{FEFF}";',
    replace: 'const SPACE = "\\\\s";',
  },
  {
    name: "case-matters",
    about: "the flag `i` is lost",
    file: "builtins/patterns.ts",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a program
    find: "return ignoreCase ? `(?i)${text}` : text;",
    replace: "return text;",
  },
  {
    name: "lines-are-texts",
    about: "with the flag `m`, `^` and `$` stand at the ends of the text only",
    file: "builtins/patterns.ts",
    find: 'writePattern(flags.includes("m") ? linewise(node) : node,',
    replace: "writePattern(node,",
  },
  // Objects and details.
  {
    name: "spread-under",
    about: "`{ a: 1, ...b }` keeps its own a",
    file: "syntax/object-literal.ts",
    find: 'return call("mergeObjects", base, part.spread);',
    replace: 'return call("mergeObjects", part.spread, base);',
  },
  {
    name: "nested-merged",
    about: "an object in an object that is spread is merged with the one before, and does not replace it",
    file: "syntax/object-literal.ts",
    find: 'const base = part.replaces ? call("removeKeys", left, call("keys", part.spread)) : left;',
    replace: "const base = left;",
  },
  {
    name: "written-nested-merged",
    about: "an entry after a spread is merged with the object that was under its key",
    file: "syntax/object-literal.ts",
    find: 'return call("mergeObjects", replaced.length === 0 ? left : call("removeKeys", left, keys), termOf(part));',
    replace:
      'return call("mergeObjects", keys.items.length < 2 ? left : call("removeKeys", left, keys), termOf(part));',
  },
  {
    name: "absent-details",
    about: "a violation whose details are undefined is none",
    file: "lower/policy.ts",
    find: "return isDefined(details) ? details : orElse(details, empty.object);",
    replace: "return details;",
  },
  {
    name: "absent-field",
    about: "an object of which one field is absent is absent",
    file: "rego/terms.ts",
    find: 'const sure = term.entries.filter(({ value }) => isDefined(value));\n  const perhaps = term.entries.filter(({ value }) => !isDefined(value) && unnamed(value).kind !== "undefined");',
    replace:
      'const sure = term.entries.filter(({ value }) => unnamed(value).kind !== "undefined");\n  const perhaps = [] as typeof sure;',
  },
  // The optimiser.
  {
    name: "absorbed-from-a-sibling",
    about: "what one alternative asks is not asked by the others",
    file: "optimise/absorb.ts",
    find: "const known = new Set(outer);",
    replace: "const known = outer as Set<string>;",
  },
  {
    name: "absorbed-in-a-negation",
    about: "of all that a negation asks, the first part alone is left",
    file: "optimise/absorb.ts",
    find: "return not(settled(step.body, known));",
    replace: "return not(settled(step.body, known).slice(0, 1));",
  },
  {
    name: "check-not-implied",
    about: "a check that something is there goes although nothing reads it",
    file: "optimise/implied.ts",
    find: "if (!later.some((term) => reads(term, key))) return true;",
    replace: "if (later.length === 0) return true;",
  },
  {
    name: "check-implied-by-a-field",
    about: "a check goes because an object has it as a field, which may be left out",
    file: "optimise/implied.ts",
    find: "isDefined(entry.value) && (reads(entry.key, key) || reads(entry.value, key))",
    replace: "reads(entry.key, key) || reads(entry.value, key)",
  },
  {
    name: "negated-check-dropped",
    about: "under a negation, a check goes and Rego is not told that what it checked may be absent",
    file: "optimise/implied.ts",
    find: "return dropped.size === 0 ? result : rewriteBody(",
    replace: "return dropped.size < 2 ? result : rewriteBody(",
  },
  // Other objects, amounts, addresses.
  {
    name: "name-beside-a-namespace",
    about: "`inventory.namespaced(…, { namespace, name })` answers objects of any name",
    file: "builtins/gatewright.ts",
    find: 'const wanted = condition(site, "name", to);',
    replace: 'const wanted = scope === "cluster" ? condition(site, "name", to) : undefined;',
  },
  {
    name: "first-version-only",
    about: "an inventory is asked for the first of some API versions",
    file: "builtins/gatewright.ts",
    find: "if (versions.length === 1) place = member(place, constant(only as string));",
    replace: "if (versions.length > 0) place = member(place, constant(only as string));",
  },
  {
    name: "carry-lost",
    about: "an amount forgets what its nanos carry",
    file: "rego/library-amounts.ts",
    find: "ones_carried := ones + {beyond}(nanos_carried)",
    replace: "ones_carried := ones",
  },
  {
    name: "finer-cut-off",
    about: "a quantity finer than 1n is rounded down",
    file: "rego/library-amounts.ts",
    find: "nanos + min([attos, 1])",
    replace: "nanos + min([attos, 0])",
  },
  {
    name: "blocks-that-touch",
    about: "blocks of addresses that have one address in common do not overlap",
    file: "rego/library-cidr.ts",
    find: "\tfirst <= to\n",
    replace: "\tfirst < to\n",
  },
  {
    name: "century-leaps",
    about: "every fourth year is a leap year",
    file: "rego/library-times.ts",
    find: "\tyear % 100 > 0\n",
    replace: "",
  },
  {
    name: "star-wants-one",
    about: "the `*` of a glob stands for one character at least",
    file: "rego/library-globs.ts",
    find: '{glob_part}("*", character) := concat("", [character, "*"])',
    replace: '{glob_part}("*", character) := concat("", [character, "+"])',
  },
];
