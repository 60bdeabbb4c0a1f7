/** A module of the tree as Rego text. What Rego cannot say in place (alternatives, negated conjunctions) becomes rules of its own. */
import { freeVariables, isDefined, keyOf, walkBody, walkTerm } from "../ir/inspect.js";
import type { Body, Choose, FunctionRule, Module, Named, Step, Term, Variable, ViolationRule } from "../ir/nodes.js";
import { rewriteBody, rewriteTerm } from "../ir/rewrite.js";
import { defined, not } from "../ir/steps.js";
import { isPath, unnamed } from "../ir/terms.js";
import { describeBody, describeTerm } from "./describe.js";
import { library } from "./library.js";
import { createNames } from "./names.js";
import { spellings } from "./operations.js";

/** Where lines are written: the names in sight, and what has been bound already. */
interface Place {
  readonly names: Map<number, string>;
  readonly taken: Set<string>;
  /** Named terms that a variable holds by now. */
  readonly held: Map<number, Variable>;
  /** True where the number of solutions is counted: in lists. */
  readonly counting: boolean;
}

export function emitModule(module: Module): string {
  return new Emitter(module).emit();
}

class Emitter {
  private readonly names;
  private readonly rules: string[] = [];
  private readonly violations: string[] = [];
  private readonly libraryRules: string[] = [];
  private readonly libraryNames = new Map<string, string>();
  private readonly helpers = new Map<string, string>();
  private readonly functions = new Map<string, string>();
  private readonly globals = new Map<number, string>();
  private readonly uses = new Map<number, number>();
  private ids = -1;

  constructor(private readonly module: Module) {
    this.names = createNames(module.name);
  }

  emit(): string {
    this.countUses();
    for (const rule of this.module.functions) this.functions.set(rule.id, this.names.rule(rule.name));
    for (const violation of this.module.violations) this.violation(violation);
    const used = this.usedFunctions();
    const functions: string[] = [];
    for (const rule of this.module.functions) if (used.has(rule.id)) functions.push(this.function(rule));
    const parts = [
      `package ${this.module.name}`,
      ...this.violations,
      ...this.rules,
      ...functions,
      ...this.libraryRules,
    ];
    return `${parts.map((part) => part.trim()).join("\n\n")}\n`;
  }

  private countUses(): void {
    const visit = (term: Term): undefined => {
      if (term.kind === "named") this.uses.set(term.id, (this.uses.get(term.id) ?? 0) + 1);
    };
    for (const { body, msg, details } of this.module.violations) {
      walkBody(body, visit);
      for (const term of [msg, details]) if (term !== undefined) walkTerm(term, visit);
    }
    for (const { result } of this.module.functions)
      result.kind === "predicate" ? walkBody(result.body, visit) : walkTerm(result.term, visit);
  }

  private usedFunctions(): ReadonlySet<string> {
    const used = new Set<string>();
    const visit = (term: Term): undefined => {
      if (term.kind !== "apply" || used.has(term.callee)) return;
      used.add(term.callee);
      const rule = this.module.functions.find(({ id }) => id === term.callee);
      if (rule?.result.kind === "predicate") walkBody(rule.result.body, visit);
      else if (rule?.result.kind === "value") walkTerm(rule.result.term, visit);
    };
    for (const { body, msg, details } of this.module.violations) {
      walkBody(body, visit);
      for (const term of [msg, details]) if (term !== undefined) walkTerm(term, visit);
    }
    return used;
  }

  private place(parameters: readonly Variable[] = []): Place {
    const place: Place = { names: new Map(), taken: new Set(), held: new Map(), counting: false };
    for (const parameter of parameters) this.declare(parameter, place);
    return place;
  }

  private inner(place: Place, counting: boolean): Place {
    return { names: new Map(place.names), taken: new Set(place.taken), held: new Map(place.held), counting };
  }

  private fresh(name: string): Variable {
    this.ids -= 1;
    return { kind: "variable", id: this.ids, name };
  }

  private declare(variable: Variable, place: Place): string {
    const name = this.names.variable(variable.name, place.taken);
    place.names.set(variable.id, name);
    place.taken.add(name);
    return name;
  }

  // ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  private violation({ body, msg, details, span }: ViolationRule): void {
    if (hopeless(body)) return;
    const place = this.place();
    const heads = details === undefined ? [msg] : [msg, details];
    const lines = this.body(body, place, heads);
    const shown = this.head("msg", msg, place, lines);
    const detail = details === undefined ? undefined : this.head("details", details, place, lines);
    const head = detail === undefined ? `{"msg": ${shown}}` : `{"msg": ${shown}, "details": ${detail}}`;
    this.violations.push(`# ${span.file}:${span.line}\n${ruleText(`violation contains ${head}`, lines)}`);
  }

  /** A head's value: in place when short, otherwise as the last thing that the body assigns. */
  private head(name: string, term: Term, place: Place, lines: string[]): string {
    const text = this.term(term, place, lines);
    if (text.length <= 60 && !text.includes("\n")) return text;
    const variable = this.names.variable(name, place.taken);
    place.taken.add(variable);
    lines.push(`${variable} := ${text}`);
    return variable;
  }

  private function(rule: FunctionRule): string {
    const name = this.functions.get(rule.id) as string;
    const comment = `# ${rule.span.file}:${rule.span.line}\n`;
    return (
      comment +
      (rule.result.kind === "predicate"
        ? this.predicate(name, rule.parameters, rule.result.body)
        : this.valueRule(name, rule.parameters, rule.result.term))
    );
  }

  private predicate(name: string, parameters: readonly Variable[], body: Body): string {
    const [only] = body;
    const bodies = body.length === 1 && only?.kind === "any" ? only.bodies : [body];
    const clauses = bodies
      .filter((one) => !hopeless(one))
      .map((one) => {
        const place = this.place(parameters);
        const lines = this.body(one, place, []);
        return ruleText(this.signature(name, parameters, place, lines), lines);
      });
    if (clauses.length > 0) return clauses.join("\n\n");
    const place = this.place(parameters);
    return ruleText(this.signature(name, parameters, place, []), ["false"]);
  }

  /** `name(a, _)`: parameters that a clause does not read are wildcards. */
  private signature(
    name: string,
    parameters: readonly Variable[],
    place: Place,
    lines: readonly string[],
    head = "",
  ): string {
    if (parameters.length === 0) return name;
    const text = [...lines, head].join("\n");
    const shown = parameters.map(({ id }) => {
      const own = place.names.get(id) as string;
      return mentions(text, own) ? own : "_";
    });
    return `${name}(${shown.join(", ")})`;
  }

  private valueRule(name: string, parameters: readonly Variable[], term: Term): string {
    const target = unnamed(term);
    if (target.kind === "choose") return this.choice(name, parameters, target);
    if (target.kind === "orElse") {
      if (target.otherwise.kind === "constant")
        return `${this.fallback(name, parameters, target.otherwise)}\n\n${this.clause(name, parameters, [], target.first)}`;
      const value = this.fresh("value");
      return [
        this.fullClause(name, parameters, [{ kind: "let", variable: value, term: target.first }], value),
        this.elseClause(parameters, [], target.otherwise),
      ].join(" ");
    }
    return this.clause(name, parameters, [], term);
  }

  private fallback(name: string, parameters: readonly Variable[], term: Term): string {
    const signature = parameters.length === 0 ? name : `${name}(${parameters.map(() => "_").join(", ")})`;
    return `default ${signature} := ${this.term(term, this.place(), [])}`;
  }

  private clause(name: string, parameters: readonly Variable[], when: Body, term: Term): string {
    const last = when.at(-1);
    // What only the head reads stands in the head.
    if (last?.kind === "let" && unnamed(term).kind === "variable" && keyOf(unnamed(term)) === keyOf(last.variable))
      return this.clause(name, parameters, when.slice(0, -1), last.term);
    const place = this.place(parameters);
    const lines = this.body(when, place, [term]);
    const text = this.term(term, place, lines);
    return ruleText(`${this.signature(name, parameters, place, lines, text)} := ${text}`, lines);
  }

  /** The clause after an `else`: the names of the first clause's head are in sight. */
  private elseClause(parameters: readonly Variable[], when: Body, term: Term): string {
    const place = this.place(parameters);
    const lines = this.body(when, place, [term]);
    const text = this.term(term, place, lines);
    return ruleText(`else := ${text}`, lines);
  }

  private choice(name: string, parameters: readonly Variable[], term: Choose): string {
    const cases = flatten(term).filter(({ when }) => !hopeless(when));
    const last = cases.at(-1);
    const fallback = last !== undefined && last.when.length === 0 && cases.length > 1 ? last : undefined;
    const ordinary = fallback === undefined ? cases : cases.slice(0, -1);
    if (ordinary.every(({ answer }) => isDefined(answer)) || ordinary.length === 1)
      return this.chain(name, parameters, ordinary, fallback?.answer);
    // An `else` would go on after a case that answers undefined; here every case excludes the earlier ones itself.
    let earlier: Body = [];
    const clauses: string[] = [];
    for (const { when, answer } of cases) {
      if (unnamed(answer).kind !== "undefined")
        clauses.push(this.clause(name, parameters, [...earlier, ...when], answer));
      earlier = [...earlier, ...not(when)];
    }
    return clauses.length > 0
      ? clauses.join("\n\n")
      : this.clause(name, parameters, [{ kind: "any", bodies: [] }], { kind: "constant", value: null });
  }

  private chain(
    name: string,
    parameters: readonly Variable[],
    cases: readonly { readonly when: Body; readonly answer: Term }[],
    otherwise: Term | undefined,
  ): string {
    const [first, ...rest] = cases;
    if (first === undefined)
      return this.clause(name, parameters, [{ kind: "any", bodies: [] }], { kind: "constant", value: null });
    const undefinedFirst = !isDefined(first.answer);
    if (otherwise !== undefined && rest.length === 0 && asksForItself(first)) {
      const unless =
        unnamed(otherwise).kind === "constant" ? undefined : this.clause(name, parameters, not(first.when), otherwise);
      const itself = this.clause(name, parameters, [], first.answer);
      return unless === undefined
        ? `${this.fallback(name, parameters, unnamed(otherwise))}\n\n${itself}`
        : `${itself}\n\n${unless}`;
    }
    if (otherwise !== undefined && undefinedFirst) {
      return [
        this.clause(name, parameters, first.when, first.answer),
        this.clause(name, parameters, not(first.when), otherwise),
      ].join("\n\n");
    }
    const constant = otherwise !== undefined && unnamed(otherwise).kind === "constant";
    const texts: string[] = [];
    // The arguments must be named alike in every clause of a chain, so wildcards stay out of it.
    const chained = rest.length > 0 || (otherwise !== undefined && !constant);
    const head = chained
      ? this.fullClause(name, parameters, first.when, first.answer)
      : this.clause(name, parameters, first.when, first.answer);
    texts.push(
      [
        head,
        ...rest.map(({ when, answer }) => this.elseClause(parameters, when, answer)),
        ...(otherwise !== undefined && !constant ? [this.elseClause(parameters, [], otherwise)] : []),
      ].join(" "),
    );
    if (constant) texts.unshift(this.fallback(name, parameters, unnamed(otherwise as Term)));
    return texts.join("\n\n");
  }

  private fullClause(name: string, parameters: readonly Variable[], when: Body, term: Term): string {
    const place = this.place(parameters);
    const lines = this.body(when, place, [term]);
    const text = this.term(term, place, lines);
    const shown =
      parameters.length === 0 ? name : `${name}(${parameters.map(({ id }) => place.names.get(id)).join(", ")})`;
    return ruleText(`${shown} := ${text}`, lines);
  }

  // ── bodies ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  private body(steps: Body, place: Place, heads: readonly Term[]): string[] {
    const lines: string[] = [];
    for (const [index, step] of steps.entries()) {
      this.hold(step, steps.slice(index), heads, place, lines);
      for (const line of this.step(needed(step, steps.slice(index + 1), heads), place, lines))
        if (!lines.includes(line)) lines.push(line);
    }
    if (heads.length > 0) this.holdTerms(heads, [], heads, place, lines);
    return lines;
  }

  private step(step: Step, place: Place, before: string[]): readonly string[] {
    const lines: string[] = [];
    const push = (text: string) => [...lines, text];
    switch (step.kind) {
      case "some": {
        const collection = this.term(step.in, place, lines);
        const key = step.key === undefined ? undefined : this.declare(step.key, place);
        const value = step.value === undefined ? "_" : this.declare(step.value, place);
        return push(`some ${key === undefined ? value : `${key}, ${value}`} in ${collection}`);
      }
      case "let": {
        const text = this.term(step.term, place, lines);
        return push(`${this.declare(step.variable, place)} := ${text}`);
      }
      case "test":
        return push(this.term(step.term, place, lines));
      case "defined":
        return push(`${step.neverFalse === true ? "" : "_ = "}${this.term(step.term, place, lines)}`);
      case "exists": {
        if (step.name === undefined && !place.counting)
          return this.body(step.body, place, []).filter((line) => !before.includes(line));
        return push(this.helper(step.name ?? describeBody(step.body), step.body, place));
      }
      case "not":
        return [this.negation(step.body, place)];
      case "any":
        if (step.bodies.length === 0) return ["false"];
        return push(this.helper(describeBody([step]), [step], place));
    }
  }

  /** `not …` in place where Rego means by it what we do, otherwise of a rule of its own. */
  private negation(body: Body, place: Place): string {
    const [step, second] = body;
    if (body.length === 1 && (step?.kind === "test" || step?.kind === "defined")) {
      const lines: string[] = [];
      if ((step.kind === "test" || step.neverFalse === true) && this.isSafe(step.term, place)) {
        const text = this.term(step.term, this.inner(place, place.counting), lines);
        if (lines.length === 0) return `not ${text}`;
      }
    }
    if (body.length === 1 && step?.kind === "exists" && step.name !== undefined)
      return `not ${this.helper(step.name, step.body, place)}`;
    if (step?.kind === "some" && second !== undefined && isDefined(step.in)) {
      const opposite = not(body.slice(1));
      const [only] = opposite;
      if (opposite.length === 1 && only?.kind === "test") {
        const inside = this.inner(place, false);
        const lines: string[] = [];
        const collection = this.term(step.in, place, lines);
        const key = step.key === undefined ? undefined : this.declare(step.key, inside);
        const value = step.value === undefined ? "_" : this.declare(step.value, inside);
        const text = this.term(only.term, inside, lines);
        if (lines.length === 0)
          return `every ${key === undefined ? value : `${key}, ${value}`} in ${collection} {\n${text}\n}`;
      }
    }
    return `not ${this.helper(describeBody(body), body, place)}`;
  }

  /** True for a test whose negation holds when what it reads is absent: nothing of it is an argument that may be undefined. */
  private isSafe(term: Term, place: Place): boolean {
    const target = this.resolved(term, place);
    const plain = (side: Term) => isPathWith(side, (key) => isDefined(key)) || isDefined(this.resolved(side, place));
    if (target.kind === "member" || target.kind === "variable" || target.kind === "root")
      return isPathWith(target, isDefined);
    if (target.kind === "apply") return target.args.every((arg) => isDefined(this.resolved(arg, place)));
    if (target.kind !== "call") return false;
    if (target.operation === "equal") return target.args.every(plain);
    return target.args.every((arg) => isDefined(this.resolved(arg, place)));
  }

  private resolved(term: Term, place: Place): Term {
    if (term.kind !== "named") return term;
    const variable = place.held.get(term.id);
    if (variable !== undefined) return variable;
    return this.isGlobal(term) && !isDefined(term)
      ? {
          kind: "member",
          object: { kind: "root", from: "review" },
          key: { kind: "constant", value: term.name },
          present: false,
        }
      : this.resolved(term.term, place);
  }

  // ── named terms ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Binds the named terms that a step needs, when they are needed again. */
  private hold(step: Step, rest: Body, heads: readonly Term[], place: Place, lines: string[]): void {
    const needed =
      step.kind === "some"
        ? [step.in]
        : step.kind === "let" || step.kind === "test" || step.kind === "defined"
          ? [step.term]
          : [];
    this.holdTerms(needed, rest, heads, place, lines);
  }

  private holdTerms(needed: readonly Term[], rest: Body, heads: readonly Term[], place: Place, lines: string[]): void {
    for (const term of needed.flatMap(strictlyNamed)) {
      if (place.held.has(term.id) || this.isGlobal(term) || !this.inSight(term, place)) continue;
      if (usesOf(term.id, rest, heads) < 2) continue;
      this.holdTerms([term.term], rest, heads, place, lines);
      const text = this.term(term.term, place, lines, term.name);
      const variable = this.fresh(term.name);
      lines.push(`${this.declare(variable, place)} := ${text}`);
      place.held.set(term.id, variable);
    }
  }

  private inSight(term: Named, place: Place): boolean {
    return freeVariables([], term.term).every(({ id }) => place.names.has(id));
  }

  /** A named term that reads nothing but the review, and is used more than once, is a rule. */
  private isGlobal(term: Named): boolean {
    if (this.globals.has(term.id)) return true;
    return (
      freeVariables([], term.term).length === 0 && ((this.uses.get(term.id) ?? 0) > 1 || needsRule(unnamed(term.term)))
    );
  }

  private global(term: Named): string {
    const known = this.globals.get(term.id);
    if (known !== undefined) return known;
    const name = this.names.rule(term.name);
    this.globals.set(term.id, name);
    this.rules.push(this.valueRule(name, [], term.term));
    return name;
  }

  // ── terms ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** A term as text, in a place where the whole body fails when it is undefined. Lines that it needs go before. */
  private term(term: Term, place: Place, before: string[], hint?: string): string {
    switch (term.kind) {
      case "constant":
        return constantText(term.value);
      case "undefined":
        before.push("false");
        return "null";
      case "variable": {
        const name = place.names.get(term.id);
        if (name === undefined) throw new Error(`the variable ${term.name} is out of sight`);
        return name;
      }
      case "root":
        return term.from === "inventory" ? "data.inventory" : `input.${term.from}`;
      case "member": {
        const object = this.term(term.object, place, before, hint);
        if (
          term.key.kind === "constant" &&
          typeof term.key.value === "string" &&
          /^[A-Za-z_]\w*$/.test(term.key.value) &&
          !reserved.has(term.key.value)
        )
          return `${object}.${term.key.value}`;
        return `${object}[${this.term(term.key, place, before)}]`;
      }
      case "call":
        return this.call(term.operation, term.args, place, before);
      case "apply": {
        const args = term.args.map((arg) => this.term(arg, place, before));
        const name = this.functions.get(term.callee) as string;
        return args.length === 0 ? name : `${name}(${args.join(", ")})`;
      }
      case "array":
        return `[${term.items.map((item) => this.term(item, place, before)).join(", ")}]`;
      case "set":
        return term.items.length === 0
          ? "set()"
          : `{${term.items.map((item) => this.term(item, place, before)).join(", ")}}`;
      case "object":
        return this.object(term, place, before);
      case "collect":
        return this.collect(term, place);
      case "decoded": {
        const text = this.term(term.term, place, before);
        const line = `${text} != ${this.term(term.absent, place, before)}`;
        if (!before.includes(line)) before.push(line);
        return text;
      }
      case "orElse":
        return this.orElse(term, place, before, hint);
      case "choose":
        return this.lift(hint ?? describeTerm(term), term, place);
      case "named": {
        const variable = place.held.get(term.id);
        if (variable !== undefined) return this.term(variable, place, before);
        if (this.isGlobal(term)) return this.global(term);
        return this.term(term.term, place, before, term.name);
      }
    }
  }

  private call(name: keyof typeof spellings, args: readonly Term[], place: Place, before: string[]): string {
    const spelling = spellings[name];
    const texts = args.map((arg) => {
      const text = this.term(arg, place, before);
      return arg.kind === "call" && typeof spelling === "object" && "infix" in spelling && isInfix(arg.operation)
        ? `(${text})`
        : text;
    });
    if (name === "matches" && args[0]?.kind === "constant") texts[0] = rawText(String(args[0].value));
    if (name === "toSet")
      return this.collect({ kind: "collect", into: "set", body: [], value: args[0] as Term }, place);
    if (typeof spelling === "function") return spelling(...texts);
    if ("infix" in spelling) return `${texts[0]} ${spelling.infix} ${texts[1]}`;
    return `${"builtin" in spelling ? spelling.builtin : this.libraryRule(spelling.library)}(${texts.join(", ")})`;
  }

  private object(term: Extract<Term, { kind: "object" }>, place: Place, before: string[]): string {
    const sure = term.entries.filter(({ value }) => isDefined(value));
    const perhaps = term.entries.filter(({ value }) => !isDefined(value) && unnamed(value).kind !== "undefined");
    const entries = sure.map(
      ({ key, value }) => `${this.term(key, place, before)}: ${this.term(value, place, before)}`,
    );
    const base = `{${entries.join(", ")}}`;
    if (perhaps.length === 0) return base;
    const parts = perhaps.map(({ key, value }) => {
      const variable = this.fresh("value");
      return this.collect(
        { kind: "collect", into: "object", body: [{ kind: "let", variable, term: value }], key, value: variable },
        place,
      );
    });
    if (entries.length === 0 && parts.length === 1) return parts[0] as string;
    return entries.length > 0 && parts.length === 1
      ? `object.union(${base}, ${parts[0]})`
      : `object.union_n([${[...(entries.length > 0 ? [base] : []), ...parts].join(", ")}])`;
  }

  private collect(term: Extract<Term, { kind: "collect" }>, place: Place): string {
    const inside = this.inner(place, term.into === "array");
    const heads = term.key === undefined ? [term.value] : [term.key, term.value];
    const lines = this.body(term.body, inside, heads);
    const value = this.term(term.value, inside, lines);
    const key = term.key === undefined ? "" : `${this.term(term.key, inside, lines)}: `;
    const body =
      lines.length === 0
        ? "true"
        : lines.length === 1 && !(lines[0] as string).includes("\n")
          ? lines[0]
          : `\n${lines.join("\n")}\n`;
    const [open, close] = term.into === "array" ? ["[", "]"] : ["{", "}"];
    return `${open}${key}${value} | ${body}${close}`;
  }

  private orElse(
    term: Extract<Term, { kind: "orElse" }>,
    place: Place,
    before: string[],
    hint: string | undefined,
  ): string {
    const path = pathOf(term.first, (base) => this.isBase(base, place));
    if (path !== undefined && isDefined(term.otherwise) && isCheap(this.resolved(term.otherwise, place))) {
      const base = this.term(path.base, place, before);
      const keys = path.keys.map((key) => this.term(key, place, before));
      return `object.get(${base}, ${keys.length === 1 ? keys[0] : `[${keys.join(", ")}]`}, ${this.term(term.otherwise, place, before)})`;
    }
    return this.lift(hint ?? describeTerm(term), term, place);
  }

  private isBase(term: Term, place: Place): boolean {
    const target = this.resolved(term, place);
    return (
      target.kind === "variable" ||
      (target.kind === "member" && isDefined(target) && isPath(target)) ||
      target.kind === "root"
    );
  }

  // ── rules of their own ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** A condition as a rule; the text of its use. */
  private helper(wanted: string, body: Body, place: Place): string {
    const own = rewriteBody(body, (term) => (term.kind === "named" ? (place.held.get(term.id) ?? term) : term));
    const parameters = freeVariables(own);
    return this.use(keyed("predicate", own, parameters), wanted, parameters, place, (name) =>
      this.predicate(name, parameters, own),
    );
  }

  private lift(wanted: string, term: Term, place: Place): string {
    const own = rewriteTerm(term, (inner) => (inner.kind === "named" ? (place.held.get(inner.id) ?? inner) : inner));
    const parameters = freeVariables([], own);
    return this.use(keyed("value", own, parameters), wanted, parameters, place, (name) =>
      this.valueRule(name, parameters, own),
    );
  }

  private use(
    key: string,
    wanted: string,
    parameters: readonly Variable[],
    place: Place,
    make: (name: string) => string,
  ): string {
    let name = this.helpers.get(key);
    if (name === undefined) {
      name = this.names.rule(wanted === "" ? "value" : wanted);
      this.helpers.set(key, name);
      const slot = this.rules.length;
      const text = make(name);
      this.rules.splice(slot, 0, text);
    }
    return parameters.length === 0
      ? name
      : `${name}(${parameters.map((variable) => this.term(variable, place, [])).join(", ")})`;
  }

  private libraryRule(wanted: string): string {
    const known = this.libraryNames.get(wanted);
    if (known !== undefined) return known;
    const rule = library[wanted];
    if (rule === undefined) throw new Error(`the library has no rule ${wanted}`);
    const parts = [...new Set([...rule.text.matchAll(/\{(\w+)\}/g)].map(([, part]) => part as string))];
    for (const need of rule.needs) this.libraryRule(need);
    for (const part of parts) if (!this.libraryNames.has(part)) this.libraryNames.set(part, this.names.rule(part));
    this.libraryRules.push(
      rule.text.replaceAll(/\{(\w+)\}/g, (_, part: string) => this.libraryNames.get(part) ?? part),
    );
    return this.libraryNames.get(wanted) as string;
  }
}

const reserved = new Set([
  "as",
  "contains",
  "default",
  "else",
  "every",
  "false",
  "if",
  "import",
  "in",
  "not",
  "null",
  "package",
  "set",
  "some",
  "true",
  "with",
]);

function ruleText(head: string, lines: readonly string[]): string {
  if (lines.length === 0) return head.includes(":=") || head.includes(" contains ") ? head : `${head} if true`;
  if (lines.length === 1 && !(lines[0] as string).includes("\n") && `${head} if ${lines[0]}`.length <= 100)
    return `${head} if ${lines[0]}`;
  return `${head} if {\n${lines.join("\n")}\n}`;
}

function hopeless(body: Body): boolean {
  return body.some(
    (step) => (step.kind === "any" && step.bodies.length === 0) || (step.kind === "exists" && hopeless(step.body)),
  );
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name}(?![\\w])`).test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'));
}

/** `x` where `x` is there: the condition says no more than the value. */
function asksForItself({ when, answer }: Choose["cases"][number]): boolean {
  const [step] = when;
  return when.length === 1 && step?.kind === "defined" && keyOf(step.term) === keyOf(answer);
}

/** A step without the variables that nothing reads. */
function needed(step: Step, rest: Body, heads: readonly Term[]): Step {
  const isRead = (variable: Variable | undefined) => {
    let read = false;
    const visit = (term: Term): undefined => {
      if (term.kind === "variable" && term.id === variable?.id) read = true;
    };
    walkBody(rest, visit);
    for (const head of heads) walkTerm(head, visit);
    return read;
  };
  if (step.kind === "let" && !isRead(step.variable))
    return only(defined(step.term)) ?? { kind: "defined", term: step.term };
  if (step.kind !== "some") return step;
  return {
    kind: "some",
    in: step.in,
    ...(step.key !== undefined && isRead(step.key) ? { key: step.key } : {}),
    ...(step.value !== undefined && isRead(step.value) ? { value: step.value } : {}),
  };
}

function only(body: Body): Step | undefined {
  return body.length === 1 ? body[0] : undefined;
}

/** Nested choices in the last place are further cases. */
function flatten(term: Choose): { readonly when: Body; readonly answer: Term }[] {
  const { otherwise } = term;
  if (otherwise === undefined) return [...term.cases];
  const last = unnamed(otherwise);
  return [...term.cases, ...(last.kind === "choose" ? flatten(last) : [{ when: [], answer: otherwise }])];
}

/** The named terms that must be defined for a term to be. */
function strictlyNamed(term: Term): readonly Named[] {
  switch (term.kind) {
    case "named":
      return [term, ...strictlyNamed(term.term)];
    case "member":
      return [...strictlyNamed(term.object), ...strictlyNamed(term.key)];
    case "call":
    case "apply":
      return term.args.flatMap(strictlyNamed);
    case "array":
    case "set":
      return term.items.flatMap(strictlyNamed);
    case "object":
      return term.entries
        .filter(({ value }) => isDefined(value))
        .flatMap(({ key, value }) => [...strictlyNamed(key), ...strictlyNamed(value)]);
    case "decoded":
      return strictlyNamed(term.term);
    default:
      return [];
  }
}

function usesOf(id: number, body: Body, heads: readonly Term[]): number {
  let uses = 0;
  const visit = (term: Term): boolean => {
    if (term.kind !== "named" || term.id !== id) return true;
    uses += 1;
    return false;
  };
  walkBody(body, visit);
  for (const head of heads) walkTerm(head, visit);
  return uses;
}

function needsRule(term: Term): boolean {
  return term.kind === "choose";
}

function isPathWith(term: Term, isKey: (key: Term) => boolean): boolean {
  if (term.kind === "root" || term.kind === "variable") return true;
  if (term.kind === "named") return isPathWith(term.term, isKey);
  return term.kind === "member" && isPathWith(term.object, isKey) && isKey(term.key);
}

/** The object that `object.get` starts from, and the keys it follows. List positions are no keys. */
function pathOf(
  term: Term,
  isBase: (term: Term) => boolean,
): { readonly base: Term; readonly keys: readonly Term[] } | undefined {
  const target = term.kind === "named" && !isBase(term) ? term.term : term;
  if (
    target.kind !== "member" ||
    !isDefined(target.key) ||
    (target.key.kind === "constant" && typeof target.key.value !== "string")
  )
    return undefined;
  if (isBase(target.object)) return { base: target.object, keys: [target.key] };
  const rest = pathOf(target.object, isBase);
  return rest === undefined ? undefined : { base: rest.base, keys: [...rest.keys, target.key] };
}

/** What may be computed although it is not needed. */
function isCheap(term: Term): boolean {
  if (term.kind === "object" || term.kind === "array") return true;
  return term.kind === "constant" || isPath(term);
}

function isInfix(name: string): boolean {
  const spelling = spellings[name as keyof typeof spellings];
  return (typeof spelling === "object" && "infix" in spelling) || name === "hasKey";
}

function constantText(value: unknown): string {
  return typeof value === "string"
    ? JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")
    : JSON.stringify(value);
}

/** A pattern as a raw string, where it can be one. */
function rawText(pattern: string): string {
  return pattern.includes("`") || /[\r\n]/.test(pattern) ? JSON.stringify(pattern) : `\`${pattern}\``;
}

/** Equal for conditions that are the same but for the names of their variables. */
function keyed(sort: string, node: Body | Term, parameters: readonly Variable[]): string {
  const numbers = new Map(parameters.map(({ id }, index) => [id, index]));
  return `${sort} ${keyOf(node).replaceAll(/"id":(-?\d+)/g, (_, id: string) => {
    const number = numbers.get(Number(id)) ?? numbers.size;
    numbers.set(Number(id), number);
    return `"id":${number}`;
  })}`;
}
