import type { ClassMember, PatternNode } from "./pattern-nodes.js";

/** What a policy's regular expressions cannot be, because RE2 has no such thing or reads it differently. */
export class PatternProblem extends Error {}

const controls: { readonly [letter: string]: number } = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

/** Reads the source of a regular expression, as JavaScript does with or without its flag `u`. */
export function parsePattern(source: string, unicode: boolean): PatternNode {
  let at = 0;
  let captures = 0;
  const rest = () => source.slice(at);
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest());
    if (found === null || found.index !== 0) return undefined;
    at += found[0].length;
    return found;
  };

  function choice(): PatternNode {
    const options = [sequence()];
    while (take(/^\|/)) options.push(sequence());
    return options.length === 1 ? (options[0] as PatternNode) : { kind: "choice", options };
  }

  function sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (at < source.length && !/^[|)]/.test(rest())) parts.push(repeated(atom()));
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: "sequence", parts };
  }

  function repeated(body: PatternNode): PatternNode {
    const found = take(/^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\?)?/);
    if (found === undefined) return body;
    const [, sign, from, comma, to, lazy] = found;
    const least = sign === undefined ? Number(from) : sign === "+" ? 1 : 0;
    const upTo = comma === undefined ? Number(from) : to === "" ? Number.POSITIVE_INFINITY : Number(to);
    const most = sign === undefined ? upTo : sign === "?" ? 1 : Number.POSITIVE_INFINITY;
    return { kind: "repeat", body, least, most, lazy: lazy !== undefined };
  }

  function atom(): PatternNode {
    if (take(/^\./)) return { kind: "any" };
    if (take(/^\^/)) return { kind: "start" };
    if (take(/^\$/)) return { kind: "end" };
    if (take(/^\(/)) return group();
    if (take(/^\[/)) return characterClass();
    if (take(/^\\/)) return escapeSequence();
    return { kind: "character", code: character() };
  }

  function group(): PatternNode {
    if (take(/^\?<?[=!]/)) throw new PatternProblem("RE2 has no lookaround");
    let capture: { index: number; name?: string } | undefined;
    if (take(/^\?:/) === undefined) {
      const name = take(/^\?<([A-Za-z_]\w*)>/)?.[1];
      if (name === undefined && take(/^\?/)) throw new PatternProblem("RE2 has no such group");
      captures += 1;
      capture = { index: captures, ...(name === undefined ? {} : { name }) };
    }
    const body = choice();
    if (take(/^\)/) === undefined) throw new PatternProblem("a group is not closed");
    return { kind: "group", body, ...(capture === undefined ? {} : { capture }) };
  }

  function escapeSequence(): PatternNode {
    if (take(/^b/)) return { kind: "boundary" };
    if (take(/^B/)) return { kind: "noBoundary" };
    if (/^[1-9]|^k/.test(rest())) throw new PatternProblem("RE2 has no backreferences");
    const member = classEscape();
    if (member.kind === "range") return { kind: "character", code: member.from };
    return { kind: "class", negated: false, members: [member] };
  }

  /** What follows a backslash, where it stands for a character or for a class of them. */
  function classEscape(): ClassMember {
    const letter = take(/^[dDwWsS]/)?.[0];
    if (letter !== undefined) return { kind: "letter", letter };
    const property = unicode ? take(/^([pP])\{([^}]*)\}/) : undefined;
    if (property !== undefined) return { kind: "property", name: property[2] as string, negated: property[1] === "P" };
    return single(escaped());
  }

  function escaped(): number {
    const control = take(/^[tnvfr]|^0(?!\d)/)?.[0];
    if (control !== undefined) return controls[control] as number;
    const letter = take(/^c([A-Za-z])/)?.[1];
    if (letter !== undefined) return letter.charCodeAt(0) % 32;
    const digits =
      take(/^x([0-9A-Fa-f]{2})/) ?? take(/^u([0-9A-Fa-f]{4})/) ?? (unicode ? take(/^u\{([0-9A-Fa-f]+)\}/) : undefined);
    if (digits !== undefined) return checked(Number.parseInt(digits[1] as string, 16));
    if (/^[A-Za-z0-9]/.test(rest())) throw new PatternProblem(`\`\\${rest()[0]}\` has no meaning of its own`);
    return character();
  }

  function characterClass(): PatternNode {
    const negated = take(/^\^/) !== undefined;
    const members: ClassMember[] = [];
    while (take(/^\]/) === undefined) {
      if (at >= source.length) throw new PatternProblem("a class is not closed");
      const member = classMember();
      const isRange = member.kind === "range" && /^-[^\]]/.test(rest());
      if (!isRange) {
        members.push(member);
        continue;
      }
      at += 1;
      const end = classMember();
      if (end.kind !== "range") throw new PatternProblem("a range ends with a class");
      members.push({ kind: "range", from: member.from, to: end.to });
    }
    return { kind: "class", negated, members };
  }

  function classMember(): ClassMember {
    if (take(/^\\b/)) return single(8);
    return take(/^\\/) ? classEscape() : single(character());
  }

  function character(): number {
    const code = source.codePointAt(at);
    if (code === undefined) throw new PatternProblem("it ends too early");
    at += code > 0xffff ? 2 : 1;
    return checked(code);
  }

  function checked(code: number): number {
    if (code >= 0xd800 && code <= 0xdfff) throw new PatternProblem("half a character is none in RE2");
    if (code > 0xffff && !unicode)
      throw new PatternProblem("characters beyond U+FFFF are two for JavaScript without the flag `u`");
    return code;
  }

  const pattern = choice();
  if (at < source.length) throw new PatternProblem("a group is closed that was not opened");
  return pattern;
}

function single(code: number): ClassMember {
  return { kind: "range", from: code, to: code };
}
