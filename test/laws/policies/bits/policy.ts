import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  forbidden: number;
  by: number;
  of: number[];
  texts: string[];
}

export default policy({
  kind: "Bits",
  title: "Bits of numbers",
  description: "The operators of 32 bits, of modes and of numbers chosen to be difficult; digits to other bases.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { forbidden, by, of, texts } = parameters;
    for (const n of of) {
      yield {
        msg: `${n}: ${n & forbidden}, ${n | forbidden}, ${n ^ forbidden} and ${~n}`,
        details: [n & 0o777, n | 1, n ^ 3],
      };
      yield {
        msg: `${n} by ${by}: ${n << by}, ${n >> by} and ${n >>> by}`,
        details: [n << 1, n >> 1, n >>> 1, n | 0, n >>> 0, ~~n],
      };
      if (n & 1) yield `${n} is odd`;
    }
    for (const text of texts) yield `${text}: ${Number(text) | 0} ${parseInt(text, 10) & 7} ${~Number(text)}`;
    for (const { name, secret, configMap } of object.spec?.volumes ?? []) {
      const mode = secret?.defaultMode ?? configMap?.defaultMode ?? 0o644;
      if ((mode & forbidden) !== 0)
        yield { msg: `${name}: 0${mode.toString(8)}`, details: (mode & forbidden).toString(2) };
    }
    let bits = 0b1010;
    bits &= forbidden;
    bits <<= 2;
    bits ^= 1;
    yield {
      msg: `all ${(bits | 64).toString(8)}`,
      details: { bits, has: (bits & 4) === 4, of: of.map((n) => (n & 0xffff).toString(16)) },
    };
  },
});
