import { policy, type Review } from "gatewright";
import type { Namespace } from "gatewright/kubernetes";

type Version = { major: number; minor: number; patch?: number };

const SEMVER = /^v?(\d+)\.(\d+)(?:\.(\d+))?$/;

function parse(text: string): Version | undefined {
  const m = SEMVER.exec(text);
  if (!m) return undefined;
  const [, major, minor, patch] = m;
  return {
    major: Number(major),
    minor: parseInt(minor ?? "0", 10),
    ...(patch === undefined ? {} : { patch: Number(patch) }),
  };
}

export default policy({
  kind: "NumbersReadOneByOne",
  title: "Numbers of a version",
  description: "Numbers in texts that a pattern found, and lists of numbers that may be none.",
  severity: "low",

  *violations({ object }: Review<Namespace>) {
    const text = object.metadata?.annotations?.["version"] ?? "";
    const [major = 0, minor = 7] = text.split(".").map(Number);
    if (Number.isNaN(major) || Number.isNaN(minor)) yield `${text} has no numbers`;
    if (major < 1 || (major === 1 && minor < 20)) yield `version ${major}.${minor} is too old`;
    if (!(major >= 1)) yield `odd ${text}: ${major}`;
    const version = parse(text);
    if (version) yield { msg: `${version.major}.${version.minor}`, details: version };
    const [a, b] = text.split(".").map((x) => parseInt(x, 10));
    if (a !== undefined && b !== undefined && a > b) yield "falling";
    const weight = object.metadata?.annotations?.["weight"];
    if (weight !== undefined && /^-?\d+(\.\d+)?$/.test(weight)) {
      const weights = [Number(weight), Number(weight) * 2];
      yield { msg: `weights ${weights.join()}`, details: weights };
    }
    const numbers = (weight ?? "").match(/^[0-9]+$/) ? [Number(weight ?? "")] : [];
    if (numbers.some((n) => n > 100)) yield "heavy";
  },
});
